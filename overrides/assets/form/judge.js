/**
 * Judges one new record as the checker will (hooks/passerelle/content/verdicts.py and knowledge/checks/, which explain
 * the rules); scaffold/form_rules.py lists the codes that it can say. Records are those that `tidy` gives.
 */

import { scan } from "./scan.js";
import { hiddenCharacters, length } from "./text.js";
import { frontMatter, isNumber, parts, text as written } from "./write.js";

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const FILE_NAME = /^[a-z0-9][a-z0-9-]*\.[a-z0-9]+$/;
const LANGUAGE_LIKE = /\.[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?\.[A-Za-z0-9]+$/;
const UNSEEN = /[\0-\x20\x7f\xa0\u200b-\u200f\u2028-\u202e\u2060\ufeff]+/g;
const ENTITY = /&(?:#x([0-9a-f]+);?|#([0-9]+);?|(\w+);)/gi;
const ENTITIES = { amp: "&", colon: ":", sol: "/", bsol: "\\", num: "#", period: ".", commat: "@", quest: "?", Tab: "", NewLine: "" };
const MIXED = /[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]/;
const LAO = [[/\u0ecd[\u0ec8-\u0ecb]?\u0eb2/, "ຳ"], [/ຫນ/, "ໜ"], [/ຫມ/, "ໝ"], [/ຫລ/, "ຫຼ"], [/ເເ/, "ແ"]];
const SIGNS = { png: /^\x89PNG\r\n\x1a\n/, jpg: /^\xff\xd8\xff/, jpeg: /^\xff\xd8\xff/, webp: /^RIFF[^]{4}WEBP/ };
const LONGEST_SHOWN = 60;

const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value) => typeof value === "string";
const own = (map, name) => (isText(name) && Object.hasOwn(map, name) ? map[name] : undefined);
const IS = {
  string: isText,
  boolean: (value) => typeof value === "boolean",
  object: isMap,
  array: Array.isArray,
  number: isNumber,
  integer: (value) => isNumber(value) && !value.includes("."),
};
const amount = (text) => (text.includes(".") ? Number(text) : BigInt(text));
const maps = (list) => (Array.isArray(list) ? list : []).map((item, place) => [item, place]).filter(([item]) => isMap(item));
const short = (value) => (isText(value) ? value : JSON.stringify(value)).split(/\s+/).join(" ").trim().slice(0, LONGEST_SHOWN);
const kilobytes = (size) => `${Math.ceil(size / 1024)} KB`;
const bytes = (text) => new TextEncoder().encode(text).length;
const stable = (_key, value) => (isMap(value) ? Object.fromEntries(Object.entries(value).sort()) : value);

/** Places of the items whose mark an earlier one has. */
function repeated(marks) {
  const seen = new Set();
  return marks.map((mark, place) => [mark, place])
    .filter(([mark]) => mark !== undefined && (seen.has(mark) || !seen.add(mark))).map(([, place]) => place);
}

/** A record as it is sent: texts trimmed, nothing empty, and what every new record says. */
export function tidy(record) {
  const plain = (value) => value.replace(/\r\n?/g, "\n").replace(/\ufeff/g, "").replace(/[\ud800-\udfff]/gu, "\ufffd").normalize();
  const prune = (value) => {
    if (isText(value)) return plain(value).trim() || undefined;
    if (typeof value !== "object" || value === null) return typeof value === "boolean" ? value : undefined;
    const kept = Object.entries(value).map(([name, item]) => [name, prune(item)]).filter(([, item]) => item !== undefined);
    if (!kept.length) return undefined;
    return Array.isArray(value) ? kept.map(([, item]) => item) : Object.fromEntries(kept);
  };
  const { kind, lang } = record;
  const facts = prune(record.facts) || {};
  const constants = {
    practice: { id: "new", type: "practice", lang, status: "draft", version: "1", licence: "CC-BY-4.0" },
    exchange: { id: "new", text_states: Object.fromEntries(Object.keys(isMap(facts.title) ? facts.title : { [lang]: 1 })
      .map((code) => [code, code === lang ? "original" : "human"])) },
  };
  const sections = Object.entries(record.sections || {})
    .map(([id, text]) => [id, plain(text).replace(/^(?:[^\S\n]*\n)+/, "").trimEnd()]).filter(([, text]) => text.trim());
  return {
    ...record,
    facts: { ...constants[kind], ...facts },
    sections: Object.fromEntries(sections),
    pictures: record.pictures || [],
  };
}

/** What a value breaks of its schema: problems, `hard` where it is of another kind than asked. */
function flaws(value, schema, where, rules) {
  const found = [];
  const add = (code, words, steps = [], hard = false) => found.push({ code, where: [...where, ...steps], words, hard });
  const into = (item, part, step) => found.push(...flaws(item, part, [...where, step], rules));
  if (schema.type && !IS[schema.type](value)) add("wrong-type", { expected: schema.type, value: short(value) }, [], true);
  if ("const" in schema && value !== schema.const) add("wrong-value", { expected: schema.const, value: short(value) }, [], true);
  if (isText(value)) textFlaws(value, schema, rules, add);
  if (Array.isArray(value)) {
    if (schema.items) value.forEach((item, place) => into(item, schema.items, place));
    const count = value.length;
    if (count < schema.minItems) add("list-too-short", { count, limit: schema.minItems });
    if (count > schema.maxItems) add("list-too-long", { count, limit: schema.maxItems });
    if (schema.uniqueItems) {
      for (const place of repeated(value.map((item) => JSON.stringify(item, stable)))) add("repeated-item", { value: short(value[place]) }, [place]);
    }
    const name = schema["x-key"];
    if (name) {
      for (const place of repeated(value.map((item) => (isMap(item) && isText(item[name]) ? item[name] : undefined)))) {
        add(value[place][name] ? "repeated-id" : "empty-value", { value: short(value[place][name]) }, [place, name]);
      }
    }
  }
  if (isMap(value)) {
    const { properties = {}, additionalProperties: others = !schema.properties } = schema;
    for (const name of schema.required || []) if (!(name in value)) add("missing-field", {}, [name]);
    for (const [name, item] of Object.entries(value)) {
      if (own(properties, name)) into(item, properties[name], name);
      else if (isMap(others)) into(item, others, name);
      else if (!others) add("unknown-field", { value: short(name), suggestion: "" }, [name]);
      if (schema.propertyNames) into(name, schema.propertyNames, name);
    }
    if (Object.keys(value).length < schema.minProperties) add("empty-value", {});
  }
  if (schema.anyOf) {
    const branches = schema.anyOf.map((branch) => flaws(value, branch, where, rules)).reverse();
    const near = branches.find((list) => !list.some((flaw) => flaw.hard && flaw.where.length === where.length));
    if (branches.every((list) => list.length)) {
      if (!where.length) add("branches-or-guarantees", {}, ["branches"]);
      else if (near) found.push(...near);
      else add("wrong-type", { expected: schema.anyOf[schema.anyOf.length - 1].type || "string", value: short(value) });
    }
  }
  return found;
}

function textFlaws(value, schema, rules, add) {
  const { minLength = 0, maxLength = Infinity, pattern, minimum, maximum } = schema;
  const vocabulary = schema["x-vocabulary"];
  const words = { value: short(value) };
  if (vocabulary) {
    if (!rules.terms[vocabulary].split(" ").includes(value)) add("unknown-term", { ...words, vocabulary, suggestion: "" });
  } else if (pattern && !(new RegExp(pattern, "u").test(value) && (schema["x-code"] !== "bad-date" || isDay(value)))) {
    add(value ? schema["x-code"] || (/[<>]/.test(value) ? "html-in-text" : "bad-format") : "empty-value", words);
  }
  const count = minLength || maxLength < Infinity ? length(value) : 0;
  if (count < minLength) add(value ? "too-short" : "empty-value", { count, limit: minLength });
  if (count > maxLength) add("too-long", { count, limit: maxLength });
  if (isNumber(value) && (amount(value) < minimum || amount(value) > maximum)) {
    add("out-of-range", { ...words, limit: amount(value) < minimum ? minimum : maximum });
  }
}

function isDay(text) {
  const [year, month, day = 1] = text.split("-");
  return day <= new Date(Date.UTC(year, month || 1, 0)).getUTCDate();
}

/** A field path for people: items of lists by their id. */
function dotted(where, facts) {
  let node = facts;
  return where.map((step) => {
    node = typeof node === "object" && node !== null ? node[step] : undefined;
    if (typeof step === "string") return step.slice(0, LONGEST_SHOWN);
    return isMap(node) && isText(node.id) && /^[\p{L}\p{N}_-]{1,40}$/u.test(node.id) ? node.id : step + 1;
  }).join(".");
}

/** Every text in a value: [text, where]. */
function leaves(value, where = []) {
  if (isText(value)) return [[value, where]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => leaves(item, [...where, Array.isArray(value) ? +name : name]));
}

/** Every value whose schema has a keyword: [value, where, the keyword's value]. */
function marked(value, schema, keyword, where = []) {
  return [schema, ...(schema.anyOf || [])].flatMap((branch) => [
    ...(keyword in branch ? [[value, where, branch[keyword]]] : []),
    ...(isMap(value) ? Object.keys(branch.properties || {}).filter((name) => name in value)
      .flatMap((name) => marked(value[name], branch.properties[name], keyword, [...where, name])) : []),
    ...(Array.isArray(value) && branch.items
      ? value.flatMap((item, place) => marked(item, branch.items, keyword, [...where, place])) : []),
  ]);
}

const decoded = (text) => text.replace(ENTITY, (all, hex, decimal, name) => {
  if (name) return own(ENTITIES, name) ?? all;
  const number = hex ? parseInt(hex, 16) : +decimal;
  return number && number <= 0x10ffff ? String.fromCodePoint(number) : "\ufffd";
});
const isWeb = (text) => /^https?:\/\//i.test(text);

/** Codes of what is wrong with a text that is an address. */
function addressFlaws(text, rules) {
  if (isWeb(text)) return webFlaws(text);
  const isMail = text.split("@").length === 2 && !text.includes(" ") && text.includes(".");
  return isMail ? mailFlaws(text.replace(/^mailto:/, ""), rules) : [];
}

function webFlaws(text) {
  const place = text.slice(text.indexOf("//") + 2).split(/[/?#]/)[0].replace(/[\t\n]/g, "");
  const at = place.lastIndexOf("@");
  const [host, ...port] = place.slice(at + 1).toLowerCase().split(":");
  const number = port.join(":");
  const folded = place.replace(/[@:]/g, "").normalize("NFKC");
  if (/[[\]]/.test(place) || /[/?#@:]/.test(folded) || (number && !(/^[0-9]+$/.test(number) && number <= 65535))) return ["bad-address"];
  return [
    ...(host.replace(/^\.+|\.+$/g, "").includes(".") ? [] : ["bad-address"]),
    ...(/[^\0-\x7f]/.test(host) || /(^|\.)xn--/.test(host) ? ["disguised-address"] : []),
    ...(/[^:]/.test(place.slice(0, Math.max(at, 0))) ? ["address-with-password"] : []),
  ];
}

function mailFlaws(text, { mail }) {
  const at = text.indexOf("@");
  const local = at < 0 ? text : text.slice(0, at), domain = at < 0 ? "" : text.slice(at + 1).split("?")[0];
  if (!local || !domain) return [];
  const roles = mail.roles.split(" ");
  const isPerson = new RegExp(mail.person, "iu").test(local) && !local.toLowerCase().split(/[._+-]/).some((word) => roles.includes(word));
  return isPerson || new RegExp(mail.free, "iu").test(domain) ? ["personal-email"] : [];
}

/** Months from a date to another; the end of a year stands for it. */
const months = (from, to) => {
  const [, year, month = 12] = /^(\d{4})(?:-(\d{2}))?/.exec(from) || [];
  return year && (to.slice(0, 4) - year) * 12 + Number(to.slice(5, 7)) - month;
};

/**
 * All problems of a tidied record: [{code, where, field, section, picture, words, severity}]. `where` are the steps to a fact,
 * `field` says them with dots; `section` and `picture` name what else a problem is about. Nothing is changed.
 */
export function judge(record, rules, { today = new Date().toISOString().slice(0, 10), labels } = {}) {
  const { facts, kind, lang } = record;
  const problems = [];
  const say = (code, { where = [], section = "", picture = "", severity = "error", ...words } = {}) => problems.push({
    code, where, field: dotted(where, facts), section, picture, severity,
    words: { field: where.filter(isText).pop() || "", ...words },
  });
  for (const flaw of flaws(facts, rules.schema, [], rules)) say(flaw.code, { where: flaw.where, ...flaw.words });
  const spell = (text, language, place) => {
    if (MIXED.test(text)) say("mixed-alphabets", { ...place, value: text.match(/\S*(?:[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z])\S*/)[0] });
    for (const [pattern, expected] of language === "lo" ? LAO : []) {
      if (pattern.test(text)) say("lao-spelling", { ...place, severity: "warning", value: pattern.exec(text)[0], expected });
    }
  };
  for (const [text, where] of leaves(facts)) {
    for (const value of hiddenCharacters(text, 1)) say("hidden-character", { where, value });
    for (const code of addressFlaws(text, rules)) say(code, { where, value: short(text) });
    if (where[0] !== "sources") spell(text, kind === "practice" ? lang : where[where.length - 1], { where });
  }
  const sources = maps(facts.sources).map(([entry]) => entry.id).filter(isText);
  for (const [value, where, target] of marked(facts, rules.schema, "x-reference")) {
    if (target === "source" && isText(value) && !sources.includes(value)) say("unknown-source", { where, value, suggestion: "" });
  }
  const { start, end } = facts;
  if (isText(start) && isText(end) && start !== "unknown" && end !== "unknown") {
    const size = Math.min(start.length, end.length);
    if (end.slice(0, size) < start.slice(0, size)) say("ends-before-it-starts", { where: ["end"], value: end, start });
  }
  if (kind === "practice") practice(record, rules, sources, say, spell);
  if (kind === "exchange") exchange(facts, rules, today, say);
  if (rules.limits.file) sizes(record, rules, labels, say);
  return problems;
}

function exchange(facts, rules, today, say) {
  const { status, valid_until: until, text_states: states } = facts;
  const limit = rules.limits.months;
  for (const name of (own(rules.needs, status) || rules.needs.other).split(" ")) if (!(name in facts)) say("missing-field", { where: [name] });
  if (["offer", "request"].includes(status)) {
    if (!("contact" in facts)) say("offer-without-contact", { where: ["status"] });
    const age = isText(until) ? months(until, today) : undefined;
    if (!isText(until)) say("offer-without-end", { where: ["status"], limit });
    else if (age < -limit) say("offer-too-long", { where: ["valid_until"], value: until, limit });
    else if (age > 0) say("offer-expired", { where: ["valid_until"], value: until, severity: "warning" });
  }
  if (!isMap(states)) return;
  const languages = rules.languages.split(" ");
  const missing = languages.filter((code) => !(code in states));
  const where = ["text_states"];
  if (Object.keys(states).length && !Object.values(states).includes("original")) say("original-missing", { where });
  if (missing.length && rules.whole.split(" ").includes(status)) say("languages-missing", { where, value: missing.join(", ") });
  for (const [texts, place] of marked(facts, rules.schema, "x-language-map")) {
    for (const code of isMap(texts) ? languages : []) {
      if (code in states && !(code in texts)) say("text-language-missing", { where: place, value: code });
      else if (code in texts && !(code in states)) say("text-language-unstated", { where: [...place, code], value: code });
    }
  }
}

function practice(record, rules, sources, say, spell) {
  const { facts, pictures, slug } = record;
  if (!ID.test(slug) || slug.length > rules.limits.slug) say("bad-folder-name", { value: slug });
  if (facts.status === "draft-from-public-sources") {
    for (const name of ["contact", "reviewers", "confirmed"]) if (name in facts) say("draft-names-people", { where: [name] });
  }
  const costs = isMap(facts.costs) ? facts.costs : {};
  for (const name of ["setup_usd", "yearly_usd"]) {
    const pair = costs[name];
    if (Array.isArray(pair) && pair.length === 2 && pair.every(isNumber) && amount(pair[0]) > amount(pair[1])) {
      say("range-upside-down", { where: ["costs", name], value: pair.join(" - ") });
    }
  }
  const given = ["setup_usd", "yearly_usd", "staff_fte", "months_to_first_use"].some((name) => name in costs && costs[name] !== "unknown");
  if (given && !("source" in costs)) say("figure-without-source", { where: ["costs"] });
  const cited = body(record, rules, sources, say, spell);
  for (const [value, where] of leaves(facts)) if (where[where.length - 1] === "source") cited.add(value);
  for (const [entry, place] of maps(facts.sources)) {
    if (isText(entry.id) && !cited.has(entry.id)) say("source-not-cited", { where: ["sources", place, "id"], severity: "warning", value: entry.id });
  }
}

/** The pictures and what the body says; returns the sources that it cites. */
function body(record, rules, sources, say, spell) {
  const { facts, pictures, slug } = record;
  const { limits } = rules;
  const files = new Set();
  for (const { file, size, width, height, data } of pictures) {
    const picture = file, extension = file.split(".").pop().toLowerCase();
    if (LANGUAGE_LIKE.test(file)) say("name-looks-like-a-language", { picture, value: file });
    else if (!own(SIGNS, extension)) say("unknown-file-type", { picture, value: file });
    else if (!FILE_NAME.test(file)) say("bad-file-name", { picture, value: file });
    else {
      files.add(file);
      if (size > limits.picture) say("file-too-large", { picture, size: kilobytes(size), limit: kilobytes(limits.picture) });
      if (!own(SIGNS, extension).test(String.fromCharCode(...data.slice(0, 12)))) say("not-what-its-name-says", { picture, value: file });
      else if (width * height > limits.pixels) say("image-too-large", { picture, size: `${width} x ${height}`, limit: limits.pixels / 1e6 });
    }
  }
  const listed = new Set();
  for (const [{ file }, place] of maps(facts.media)) {
    if (!files.has(file)) say("image-not-found", { where: ["media", place, "file"], value: short(file || "") });
    listed.add(file);
  }
  const texts = parts(record, rules);
  const { blocks, headings, links, marks, hazards } = scan(texts.map((part) => part[1]).join("\n"));
  const starts = [];
  let line = 1;
  for (const [id, text] of texts) {
    starts.push([id, line]);
    line += text.split("\n").length;
    for (const value of hiddenCharacters(text, 1)) say("hidden-character", { section: id, value });
    spell(text, record.lang, { section: id });
    if (/<\/?quiz/.test(text)) say("quiz-outside-module", { section: id });
  }
  const at = (place) => ({ section: starts.filter((start) => start[1] <= place).pop()[0] });
  for (const hazard of hazards) say(hazard.code, { ...at(hazard.line), value: hazard.value });
  checkHeadings(headings, rules, say, at);
  checkSections(blocks, headings, rules, say, at);
  for (const { source, line: place } of marks) if (!sources.includes(source)) say("unknown-source", { ...at(place), value: source, suggestion: "" });
  const used = new Set(listed);
  const ids = new Set([...headings.map((heading) => heading.id), ...rules.anchors.split(" ")]);
  for (const link of links) {
    const section = at(link.line);
    for (const [code, value] of linkFlaws(link, rules, slug, files, ids)) say(code, { ...section, value: value.slice(0, LONGEST_SHOWN) });
    const name = unquoted(link.target.split("#")[0]).split("/").pop();
    used.add(name);
    if (link.image && length(link.text.trim()) < limits.description) say("image-not-described", { ...section, value: name });
    if (link.image && files.has(name) && !listed.has(name)) say("image-without-consent", { ...section, value: name });
  }
  for (const picture of files) if (!used.has(picture)) say("image-not-used", { picture, severity: "warning", value: picture });
  return new Set(marks.map((mark) => mark.source));
}

function checkHeadings(headings, rules, say, at) {
  const seen = new Set();
  for (const { level, title, id, line } of headings) {
    const code = level < 2 || level > 4 ? "heading-level" : !title ? "empty-heading" : !id ? "heading-without-id"
      : !ID.test(id) || rules.reserved.split(" ").includes(id) ? "bad-heading-id" : seen.has(id) && "repeated-heading-id";
    if (code) say(code, { ...at(line), value: id && title && level > 1 && level < 5 ? id : title });
    seen.add(id);
  }
}

function checkSections(blocks, headings, rules, say, at) {
  const known = rules.sections.map((section) => section.id);
  const present = new Map(headings.filter((heading) => heading.level === 2).map((heading) => [heading.id, heading]));
  const starts = new Map(headings.filter((heading) => heading.level <= 2 && !heading.place).map((heading) => [heading.line, heading.id]));
  const filled = new Set();
  let inside;
  for (const { text, line } of blocks) {
    const starting = starts.has(line);
    if (starting) inside = starts.get(line);
    if (!starting || text.includes("\n")) filled.add(inside);
  }
  for (const { id, tier } of rules.sections) {
    if (!present.has(id)) { if (tier === "snapshot") say("missing-section", { section: id, value: id }); }
    else if (!filled.has(id)) say("empty-section", { section: id, value: id });
  }
  let last = -1;
  for (const [id, { line }] of present) {
    const place = known.indexOf(id);
    if (id && place < 0) say("unknown-section", { ...at(line), value: id, suggestion: "", options: known.join(", ") });
    else if (id && place < last) say("section-out-of-order", { ...at(line), value: id, options: known.join(", ") });
    last = Math.max(last, place);
  }
}

function unquoted(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

/** What is wrong with a link: [code, what to show]. Whether other records exist cannot be known here. */
function linkFlaws({ target: raw, image }, rules, slug, files, ids) {
  const target = decoded(decoded(raw)).replace(UNSEEN, "");
  if (!target) return [["empty-link", ""]];
  if (isWeb(target)) return [...(image ? ["image-from-elsewhere"] : []), ...webFlaws(target)].map((code) => [code, target]);
  if (/^mailto:/i.test(target)) return mailFlaws(target.slice(7), rules).map((code) => [code, target]);
  if (/^(?:[A-Za-z][A-Za-z0-9+.-]*:|\/\/|\\)/.test(target)) return [["link-scheme", target]];
  if (target[0] === "/") return [["link-from-root", target]];
  const [path, ...rest] = target.split("#"), anchor = rest.join("#");
  const steps = ["practices", slug];
  for (const step of unquoted(path).split("/")) {
    if (step === "..") steps.pop();
    else if (step && step !== ".") steps.push(step);
  }
  const [folder, owner, name] = steps;
  if (path && (steps.length !== 3 || !rules.folders.split(" ").includes(folder))) return [["broken-link", path]];
  if (path && (folder !== "practices" || owner !== slug || files.has(name))) return [];
  const isDocument = !path || name === "index.md" || rules.languages.split(" ").some((code) => name === `index.${code}.md`);
  if (!isDocument) return [["broken-link", path]];
  return anchor && !ids.has(anchor) ? [["broken-anchor", anchor]] : [];
}

function sizes(record, rules, labels, say) {
  const { limits } = rules;
  const front = frontMatter(record, rules), text = written(record, rules, labels);
  if (bytes(text) > limits.file) say("file-too-large", { size: kilobytes(bytes(text)), limit: kilobytes(limits.file) });
  if (bytes(front) > limits.yaml) say("yaml-too-large", { size: bytes(front), limit: limits.yaml });
  const long = (one) => one.split("\n").some((line) => line.length > limits.line && [...line].length > limits.line);
  if (long(front)) say("line-too-long", { limit: limits.line });
  for (const [section, part] of record.kind === "practice" ? parts(record, rules) : []) if (long(part)) say("line-too-long", { section, limit: limits.line });
}
