/** What single values and their members must be: the twin of hooks/passerelle/content/rules.py, validator.py, verdicts.py. */

import { length } from "./text.js";
import { isNumber } from "./write.js";

export const isText = (value) => typeof value === "string";
export const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
export const own = (map, name) => (isText(name) && Object.hasOwn(map, name) ? map[name] : undefined);
export const last = (list) => list[list.length - 1];
export const short = (value) => (isText(value) ? value : JSON.stringify(value)).split(/\s+/).join(" ").slice(0, 60);
export const amount = (text) => (text.includes(".") ? Number(text) : BigInt(text));
const IS = {
  string: isText,
  boolean: (value) => typeof value === "boolean",
  object: isMap,
  array: Array.isArray,
  number: isNumber,
  integer: (value) => isNumber(value) && !value.includes("."),
};
const stable = (_name, value) => (isMap(value) ? Object.fromEntries(Object.entries(value).sort()) : value);

/** Places of the items whose mark an earlier one has. */
function repeated(marks) {
  const seen = new Set();
  return [...marks.keys()].filter((place) => marks[place] !== undefined && (seen.has(marks[place]) || !seen.add(marks[place])));
}

/** What a value breaks of its schema: [{code, where, words}]. */
export function flaws(value, schema, where, rules) {
  const found = [];
  const add = (code, words, ...steps) => found.push({ code, where: [...where, ...steps], words: { value: short(value), ...words } });
  const into = (item, part, step) => found.push(...flaws(item, part, [...where, step], rules));
  if (schema.type && !IS[schema.type](value)) add("wrong-type", { expected: schema.type });
  if (schema.const && value !== schema.const) add("wrong-value", { expected: schema.const });
  if (isText(value)) {
    const { minLength = 0, maxLength = Infinity, pattern, minimum, maximum } = schema, terms = schema["x-vocabulary"];
    if (terms && !rules.terms[terms].split(" ").includes(value)) add("unknown-term");
    if (pattern && !terms && !(new RegExp(pattern, "u").test(value) && (schema["x-code"] !== "bad-date" || isDay(value)))) {
      add(value ? schema["x-code"] || (/[<>]/.test(value) ? "html-in-text" : "bad-format") : "empty-value");
    }
    const count = minLength || maxLength < Infinity ? length(value) : 0;
    if (count < minLength) add(value ? "too-short" : "empty-value", { count, limit: minLength });
    if (count > maxLength) add("too-long", { count, limit: maxLength });
    if (isNumber(value) && amount(value) < minimum) add("out-of-range", { limit: minimum });
    if (isNumber(value) && amount(value) > maximum) add("out-of-range", { limit: maximum });
  } else if (Array.isArray(value)) {
    const { items, minItems, maxItems, uniqueItems, "x-key": name } = schema, count = value.length;
    if (items) value.forEach((item, place) => into(item, items, place));
    if (count < minItems) add("list-too-short", { count, limit: minItems });
    if (count > maxItems) add("list-too-long", { count, limit: maxItems });
    const marks = (mark) => repeated(value.map(mark));
    if (uniqueItems) for (const place of marks((item) => JSON.stringify(item, stable))) add("repeated-item", { value: short(value[place]) }, place);
    if (name) {
      for (const place of marks((item) => (isMap(item) && isText(item[name]) ? item[name] : undefined))) {
        add(value[place][name] ? "repeated-id" : "empty-value", { value: short(value[place][name]) }, place, name);
      }
    }
  } else if (isMap(value)) {
    const { properties = {}, additionalProperties: others = !schema.properties, propertyNames } = schema;
    for (const name of schema.required || []) if (!(name in value)) add("missing-field", {}, name);
    for (const [name, item] of Object.entries(value)) {
      const part = own(properties, name) || others;
      if (isMap(part)) into(item, part, name);
      else if (!part) add("unknown-field", { value: short(name) }, name);
      if (propertyNames) into(name, propertyNames, name);
    }
    if (Object.keys(value).length < schema.minProperties) add("empty-value");
  }
  const branches = (schema.anyOf || []).map((branch) => flaws(value, branch, where, rules)).reverse();
  if (branches.length && branches.every((list) => list.length)) {
    const near = branches.find((list) => !list.some((flaw) => /^wrong-/.test(flaw.code) && flaw.where.length === where.length));
    if (!where.length) add("branches-or-guarantees", {}, "branches");
    else if (near) found.push(...near);
    else add("wrong-type", { expected: last(schema.anyOf).type || "string" });
  }
  return found;
}

function isDay(text) {
  const [year, month, day = 1] = text.split("-");
  return day <= new Date(Date.UTC(year, month || 1, 0)).getUTCDate();
}
