/** Writes a record as the files that the checker reads. */

import { HIDDEN, hexadecimal } from "./text.js";

const NUMBER = /^-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,12})?$/;
// What YAML or the checker would not take as it is.
const ESCAPED = new RegExp(`${HIDDEN.source}|[\ufeff\ufffe\uffff]`, "gu");
const CYRILLIC = "а a б b в v г g ғ gh ґ g д d е e ё yo є ye ж zh з z и i і i ї yi й y к k қ q л l м m н n ң ng о o ө o п p р r с s т t у u ў u ү u ұ u ф f х kh ҳ h ц ts ч ch ш sh щ shch ы y э e ә a ю yu я ya".split(" ");
const LONGEST_SLUG = 60;
const FEWEST_LETTERS = 4;

/** Whether a text is written as a number. */
export const isNumber = (value) => typeof value === "string" && NUMBER.test(value);

const quote = (text) => JSON.stringify(text).replace(ESCAPED, (char) => `\\U${hexadecimal(char).padStart(8, "0")}`);
const key = (name) => (/^[a-z]\w*(?:-\w+)*$/i.test(name) ? name : quote(name));

/** The schema of a member or, for a number, of an item; {} when the schema does not know it. */
function inside(schema, step) {
  for (const branch of [schema, ...(schema.anyOf || [])]) {
    const found = typeof step === "number" ? branch.items : (branch.properties || {})[step];
    if (found) return found;
  }
  return {};
}

function scalar(value, schema) {
  if (typeof value === "boolean") return String(value);
  const wanted = [schema, ...(schema.anyOf || [])].some(({ type }) => type === "number" || type === "integer");
  return wanted && isNumber(value) ? value : quote(value);
}

/** What stands after "name:" or "-"; members of mappings, and items that are no scalars, have lines of their own. */
function node(value, schema, indent) {
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item !== "object")) return ` [${value.map((item, i) => scalar(item, inside(schema, i))).join(", ")}]`;
    return value.map((item, i) => `\n${indent}-${node(item, inside(schema, i), `${indent}  `).replace(/^\s+/, " ")}`).join("");
  }
  if (typeof value !== "object") return ` ${scalar(value, schema)}`;
  const members = lines(value, schema, indent);
  return members.length ? `\n${members.join("\n")}` : " {}";
}

function lines(facts, schema, indent) {
  const order = Object.keys(schema.properties || {});
  const known = order.filter((name) => name in facts);
  const others = Object.keys(facts).filter((name) => !order.includes(name));
  return [...known, ...others].map((name) => `${indent}${key(name)}:${node(facts[name], inside(schema, name), `${indent}  `)}`);
}

/** Front matter without its fences. */
export const frontMatter = (record, rules) => lines(record.facts, rules.schema, "").join("\n");

/** The body, one text for each section that the record has: [id, text]. */
export const parts = (record, rules, labels = {}) => (rules.sections || [])
  .filter(({ id }) => id in record.sections)
  .map(({ id }) => [id, `## ${labels[id] || id} {#${id}}\n\n${record.sections[id]}\n`]);

/** The text of the record's document. */
export function whole(record, rules, labels) {
  const facts = frontMatter(record, rules);
  return record.kind === "practice"
    ? `---\n${facts}\n---\n${parts(record, rules, labels).map((part) => part[1]).join("\n")}` : `${facts}\n`;
}

/** All files of a tidied record: [{path, text}, {path, bytes}...], the document first. */
export function files(record, rules, labels) {
  const folder = `practices/${record.slug}`;
  const path = record.kind === "practice" ? `${folder}/index.${record.lang}.md` : "data/exchanges/new.yml";
  const pictures = record.kind === "practice" ? record.pictures || [] : [];
  return [
    { path, text: whole(record, rules, labels) },
    ...pictures.map((picture) => ({ path: `${folder}/${picture.file}`, bytes: picture.data })),
  ];
}

/** A name for the record's folder: small Latin letters, digits and hyphens, begun by the country. */
export function slug(title, country, today) {
  const latin = [...title.toLowerCase()]
    .map((letter) => (CYRILLIC.indexOf(letter) % 2 === 0 ? CYRILLIC[CYRILLIC.indexOf(letter) + 1] : letter)).join("")
    .normalize("NFKD").replace(/[\u0300-\u036f]|[’'ьъ]/g, "").replace(/[^a-z0-9]+/g, " ").trim().split(" ");
  const name = `${country.toLowerCase()}-${latin.join("-")}`, cut = name.lastIndexOf("-", LONGEST_SLUG);
  if (latin.join("").replace(/[0-9]/g, "").length < FEWEST_LETTERS) return `${country.toLowerCase()}-practice-${today.replace(/-/g, "")}`;
  return name.length <= LONGEST_SLUG ? name : name.slice(0, cut > country.length ? cut : LONGEST_SLUG);
}
