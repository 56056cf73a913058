/**
 * Judges one new record as the checker will: a twin of hooks/passerelle/content/verdicts.py and knowledge/checks/, which
 * explain the rules. It can say the codes that scaffold/form_rules.py lists.
 */

import { addressFlaws, linkFlaws, unquoted } from "./links.js";
import { scan } from "./scan.js";
import { amount, flaws, isMap, isText, last, own, short } from "./schema.js";
import { hiddenCharacters, isBlank } from "./text.js";
import { frontMatter, isNumber, parts, whole } from "./write.js";

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const FILE_NAME = /^[a-z0-9][a-z0-9-]*\.[a-z0-9]+$/;
const LANGUAGE_LIKE = /\.[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?\.[A-Za-z0-9]+$/;
const MIXED = /\S{0,20}(?:[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z])\S{0,20}/;
const LAO = [[/\u0ecd[\u0ec8-\u0ecb]?\u0eb2/, "ຳ"], [/ຫນ/, "ໜ"], [/ຫມ/, "ໝ"], [/ຫລ/, "ຫຼ"], [/ເເ/, "ແ"]];
const JPEG = /^\xff\xd8\xff/;
const SIGNS = { png: /^\x89PNG\r\n\x1a\n/, jpg: JPEG, jpeg: JPEG, webp: /^RIFF[^]{4}WEBP/ };
const FIGURES = ["setup_usd", "yearly_usd", "staff_fte", "months_to_first_use"];
const WARNINGS = ["source-not-cited", "image-not-used", "lao-spelling", "offer-expired"];

const maps = (list) => (Array.isArray(list) ? [...list.entries()].filter(([, item]) => isMap(item)) : []);
const kilobytes = (size) => `${Math.ceil(size / 1024)} KB`;
const bytes = (text) => new TextEncoder().encode(text).length;

/** A record as it is sent: texts trimmed, nothing empty, and what every new record says. */
export function tidy(record) {
  const plain = (text) => text.replace(/\r\n?/g, "\n").replace(/\ufeff/g, "").replace(/[\ud800-\udfff]/gu, "\ufffd").normalize();
  const prune = (value) => {
    if (isText(value)) return plain(value).trim() || undefined;
    if (typeof value !== "object" || !value) return value === null ? undefined : value;
    const kept = Object.entries(value).map(([name, item]) => [name, prune(item)]).filter(([, item]) => item !== undefined);
    if (kept.length) return Array.isArray(value) ? kept.map(([, item]) => item) : Object.fromEntries(kept);
  };
  const { kind, lang } = record;
  const facts = prune(record.facts) || {};
  const languages = isMap(facts.title) ? Object.keys(facts.title) : [lang];
  const constants = {
    practice: { id: "new", type: "practice", lang, status: "draft", version: "1", licence: "CC-BY-4.0" },
    exchange: { id: "new", text_states: Object.fromEntries(languages.map((code) => [code, code === lang ? "original" : "human"])) },
  };
  const sections = Object.entries(record.sections || {})
    .map(([id, text]) => [id, plain(text).replace(/^(?:[^\S\n]*\n)+/, "").trimEnd()]).filter(([, text]) => text);
  return { pictures: [], ...record, facts: { ...constants[kind], ...facts }, sections: Object.fromEntries(sections) };
}

/** Every text in a value: [text, where]. */
function leaves(value, where = []) {
  if (isText(value)) return [[value, where]];
  if (typeof value !== "object" || !value) return [];
  return Object.entries(value).flatMap(([name, item]) => leaves(item, [...where, Array.isArray(value) ? +name : name]));
}

/** Every value whose schema has a keyword: [value, where, what the keyword says]. */
function marked(value, schema, keyword, where = []) {
  return [schema, ...(schema.anyOf || [])].flatMap((branch) => {
    const found = branch[keyword] ? [[value, where, branch[keyword]]] : [];
    for (const [name, item] of typeof value === "object" && value ? Object.entries(value) : []) {
      const part = Array.isArray(value) ? branch.items : own(branch.properties || {}, name);
      if (part) found.push(...marked(item, part, keyword, [...where, Array.isArray(value) ? +name : name]));
    }
    return found;
  });
}

/** Months from a date (a year ends with December) to another. */
function months(from, to) {
  const [, year, month = 12] = /^(\d{4})(?:-(\d{2}))?/.exec(from) || [];
  return (to.slice(0, 4) - year) * 12 + Number(to.slice(5, 7)) - month;
}

/**
 * All problems of a tidied record: [{code, where, section, picture, words, severity}]. `where` are the steps to a fact, `section`
 * and `picture` name what else a problem is about; all three are empty when it is about the file.
 */
export function judge(record, rules, { today = new Date().toISOString().slice(0, 10), labels } = {}) {
  const { facts, kind, lang } = record, { limits } = rules;
  const problems = [];
  const say = (code, about, words = {}) => problems.push({
    code, words, severity: WARNINGS.includes(code) ? "warning" : "error", where: [], section: "", picture: "", ...about,
  });
  const spell = (text, language, about) => {
    if (MIXED.test(text)) say("mixed-alphabets", about, { value: MIXED.exec(text)[0] });
    for (const [pattern, expected] of language === "lo" ? LAO : []) {
      if (pattern.test(text)) say("lao-spelling", about, { value: pattern.exec(text)[0], expected });
    }
  };
  for (const { code, words, where } of flaws(facts, rules.schema, [], rules)) say(code, { where }, words);
  for (const [text, where] of leaves(facts)) {
    if (text && isBlank(text)) say("empty-value", { where });
    for (const value of hiddenCharacters(text, 1)) say("hidden-character", { where }, { value });
    for (const code of addressFlaws(text, rules)) say(code, { where }, { value: short(text) });
    if (where[0] !== "sources") spell(text, kind === "practice" ? lang : last(where), { where });
  }
  const sources = maps(facts.sources).map(([, entry]) => entry.id).filter(isText);
  for (const [value, where, target] of marked(facts, rules.schema, "x-reference")) {
    if (target === "source" && isText(value) && !sources.includes(value)) say("unknown-source", { where }, { value });
  }
  const { start, end } = facts;
  if (isText(start) && isText(end) && start !== "unknown" && end !== "unknown") {
    const size = Math.min(start.length, end.length);
    if (end.slice(0, size) < start.slice(0, size)) say("ends-before-it-starts", { where: ["end"] }, { value: end, start });
  }
  const isPractice = kind === "practice", texts = isPractice ? parts(record, rules) : [];
  if (isPractice) practice(record, rules, sources, texts, say, spell);
  if (kind === "exchange") exchange(facts, rules, today, say);
  const front = frontMatter(record, rules), size = bytes(whole(record, rules, labels));
  if (size > limits.file) say("file-too-large", {}, { size: kilobytes(size), limit: kilobytes(limits.file) });
  if (bytes(front) > limits.yaml) say("yaml-too-large", {}, { size: bytes(front), limit: limits.yaml });
  for (const [section, text] of [["", front], ...texts]) {
    if (text.split("\n").some((line) => [...line].length > limits.line)) say("line-too-long", { section }, { limit: limits.line });
  }
  return problems;
}

function exchange(facts, rules, today, say) {
  const { status, valid_until: until, text_states: states } = facts, limit = rules.limits.months;
  for (const name of (own(rules.needs, status) || rules.needs.other).split(" ")) if (!(name in facts)) say("missing-field", { where: [name] });
  if (["offer", "request"].includes(status)) {
    const where = ["valid_until"], words = { value: until, limit }, age = isText(until) && months(until, today);
    if (!("contact" in facts)) say("offer-without-contact", { where: ["status"] });
    if (!isText(until)) say("offer-without-end", { where: ["status"] }, { limit });
    else if (age < -limit) say("offer-too-long", { where }, words);
    else if (age > 0) say("offer-expired", { where }, words);
  }
  if (!isMap(states)) return;
  const languages = rules.languages.split(" "), missing = languages.filter((code) => !(code in states)), where = ["text_states"];
  if (Object.keys(states).length && !Object.values(states).includes("original")) say("original-missing", { where });
  if (missing.length && rules.whole.split(" ").includes(status)) say("languages-missing", { where }, { value: missing.join(", ") });
  for (const [map, place] of marked(facts, rules.schema, "x-language-map")) {
    for (const value of isMap(map) ? languages : []) {
      if (value in states && !(value in map)) say("text-language-missing", { where: place }, { value });
      else if (value in map && !(value in states)) say("text-language-unstated", { where: [...place, value] }, { value });
    }
  }
}

function practice(record, rules, sources, texts, say, spell) {
  const { facts, slug } = record, costs = isMap(facts.costs) ? facts.costs : {};
  if (!ID.test(slug) || slug.length > rules.limits.slug) say("bad-folder-name", {}, { value: slug });
  for (const name of facts.status === "draft-from-public-sources" ? ["contact", "reviewers", "confirmed"] : []) {
    if (name in facts) say("draft-names-people", { where: [name] });
  }
  for (const name of FIGURES.slice(0, 2)) {
    const pair = costs[name];
    if (Array.isArray(pair) && pair.length === 2 && pair.every(isNumber) && amount(pair[0]) > amount(pair[1])) {
      say("range-upside-down", { where: ["costs", name] }, { value: pair.join(" - ") });
    }
  }
  if (FIGURES.some((name) => name in costs && costs[name] !== "unknown") && !("source" in costs)) say("figure-without-source", { where: ["costs"] });
  const cited = body(record, rules, sources, texts, say, spell);
  for (const [value, where] of leaves(facts)) if (last(where) === "source") cited.push(value);
  for (const [place, { id }] of maps(facts.sources)) {
    if (isText(id) && !cited.includes(id)) say("source-not-cited", { where: ["sources", place, "id"] }, { value: id });
  }
}

/** The body and its pictures; returns the sources that it cites. */
function body({ facts, pictures, slug, lang }, rules, sources, texts, say, spell) {
  const files = checkPictures(pictures, rules.limits, say);
  const listed = maps(facts.media).map(([, { file }]) => file);
  for (const [place, { file }] of maps(facts.media)) {
    if (!files.includes(file)) say("image-not-found", { where: ["media", place, "file"] }, { value: short(file || "") });
  }
  const starts = [];
  let next = 1;
  for (const [section, text] of texts) {
    starts.push([section, next]);
    next += text.split("\n").length;
    for (const value of hiddenCharacters(text, 1)) say("hidden-character", { section }, { value });
    if (/<\/?quiz/.test(text)) say("quiz-outside-module", { section });
    spell(text, lang, { section });
  }
  const about = ({ line }) => ({ section: last(starts.filter((start) => start[1] <= line))[0] });
  const { blocks, headings, links, marks, hazards } = scan(texts.map((part) => part[1]).join("\n"));
  for (const hazard of hazards) say(hazard.code, about(hazard), { value: hazard.value });
  for (const mark of marks) if (!sources.includes(mark.source)) say("unknown-source", about(mark), { value: mark.source });
  checkBurdens(blocks, rules.limits, say, about);
  checkHeadings(headings, rules, say, about);
  checkSections(blocks, headings, rules, say, about);
  const used = [...listed], ids = [...headings.map((heading) => heading.id), ...rules.anchors.split(" ")];
  for (const link of links) {
    const [codes, shown] = linkFlaws(link, rules, slug, files, ids);
    for (const code of codes) say(code, about(link), { value: short(shown) });
    const value = unquoted(link.target.split("#")[0]).split("/").pop();
    used.push(value);
    if (!link.image) continue;
    if ([...link.text.trim().slice(0, 20)].length < rules.limits.description) say("image-not-described", about(link), { value });
    if (files.includes(value) && !listed.includes(value)) say("image-without-consent", about(link), { value });
  }
  for (const picture of files) if (!used.includes(picture)) say("image-not-used", { picture }, { value: picture });
  return marks.map((mark) => mark.source);
}

/** Names of the pictures that the checker takes for pictures. */
function checkPictures(pictures, limits, say) {
  const files = [];
  for (const { file: picture, size, width, height, data } of pictures) {
    const sign = own(SIGNS, picture.split(".").pop().toLowerCase()), value = picture;
    const flaw = LANGUAGE_LIKE.test(picture) ? "name-looks-like-a-language" : !sign ? "unknown-file-type" : !FILE_NAME.test(picture) && "bad-file-name";
    if (flaw) say(flaw, { picture }, { value });
    else {
      files.push(picture);
      if (size > limits.picture) say("file-too-large", { picture }, { size: kilobytes(size), limit: kilobytes(limits.picture) });
      if (!sign.test(String.fromCharCode(...data.slice(0, 12)))) say("not-what-its-name-says", { picture }, { value });
      else if (width * height > limits.pixels) say("image-too-large", { picture }, { size: `${width} x ${height}`, limit: limits.pixels / 1e6 });
    }
  }
  return files;
}

/** What would make showing the body slow (content/burdens.py). */
function checkBurdens(blocks, { characters, lines, brackets, deepest }, say, about) {
  const level = String.raw` {4}| {0,3}\t| {0,3}(?:[-*+]|[0-9]{1,9}\.)[ \t]| {0,3}>(?=([ \t]?))\1`;
  const deep = new RegExp(`^(?:${level}){${deepest + 1}}`, "m");
  for (const block of blocks) {
    const { text, code } = block, size = [...text].length;
    if (code || size <= brackets) continue;
    let most = 0;
    for (const pair of ["[]", "()"]) {
      let open = 0;
      for (const [sign] of text.matchAll(/\\[^]|[[\]()]/gu)) {
        open = Math.max(0, open + (sign === pair[0]) - (sign === pair[1]));
        most = Math.max(most, open);
      }
    }
    if (size > characters || text.split("\n").length > lines) say("paragraph-too-long", about(block), { limit: characters, count: lines });
    else if (most > brackets) say("open-brackets", about(block), { limit: brackets });
    if (deep.test(text)) say("nested-too-deeply", about(block), { limit: deepest });
  }
}

function checkHeadings(headings, rules, say, about) {
  const seen = new Set();
  for (const heading of headings) {
    const { level, title, id } = heading;
    const flaw = level < 2 || level > 4 ? "heading-level" : !title ? "empty-heading" : !id ? "heading-without-id"
      : !ID.test(id) || rules.reserved.split(" ").includes(id) ? "bad-heading-id" : seen.has(id) && "repeated-heading-id";
    if (flaw) say(flaw, about(heading), { value: /id$/.test(flaw) && id || title });
    seen.add(id);
  }
}

function checkSections(blocks, headings, rules, say, about) {
  const known = rules.sections.map((section) => section.id);
  const present = new Map(headings.filter((heading) => heading.level === 2).map((heading) => [heading.id, heading]));
  const starts = new Map(headings.filter((heading) => heading.level <= 2 && !heading.place).map((heading) => [heading.line, heading.id]));
  const filled = new Set();
  let inside;
  for (const { text, line } of blocks) {
    if (starts.has(line)) inside = starts.get(line);
    if (!starts.has(line) || text.includes("\n")) filled.add(inside);
  }
  for (const { id: section, tier } of rules.sections) {
    if (!present.has(section) && tier === "snapshot") say("missing-section", { section });
    else if (present.has(section) && !filled.has(section)) say("empty-section", { section });
  }
  let furthest = -1;
  for (const [value, heading] of present) {
    const place = known.indexOf(value);
    if (value && place < furthest) say(place < 0 ? "unknown-section" : "section-out-of-order", about(heading), { value, options: known.join(", ") });
    furthest = Math.max(furthest, place);
  }
}
