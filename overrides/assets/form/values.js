// Reads a form into a record and fills it from one. `data-at` names a member, `data-as` says how it is asked.

const MEMBER = "[data-at],[data-row]";
const MANY = 1000; // no list is as long
let last = 0;

/** The questions directly inside a form, a question or a row. */
export const members = (box) => [...box.querySelectorAll("[data-at]")]
  .filter((one) => (one.parentElement.closest(MEMBER) ?? box.closest("form")) === box);
export const rowsOf = (box) => [...box.children].filter((one) => one.matches("[data-row]"));
export const control = (box) => box.querySelector("textarea,select,input:not([data-none])");
const none = (box) => [...box.querySelectorAll("[data-none]")].find((one) => one.closest("[data-at]") === box);
const filled = (value) => (Array.isArray(value) || (value && typeof value === "object")
  ? Object.values(value).some(filled) : value !== undefined && value !== "" && value !== false);

const readers = {
  group: (box) => readMembers(box),
  rows: (box) => {
    box.kept = rowsOf(box).filter((row) => filled(readMembers(row)));
    return box.kept.map((row) => readMembers(row));
  },
  checks: (box) => [...box.querySelectorAll(":checked:not([data-none])")].map((one) => one.value),
  map: (box) => Object.fromEntries([...box.querySelectorAll("select")].filter((one) => one.value)
    .map((one) => [one.dataset.key, one.value])),
  range: (box) => [...box.querySelectorAll("input:not([data-none])")].map((one) => pointed(one.value)),
  number: (box) => pointed(control(box).value),
  tick: (box) => control(box).checked,
  auto: (box) => box.value,
};
readers.picture = readers.rows;
/** A number as the checker reads it: some phones have a comma on the keys of numbers, and no point. */
const pointed = (value) => western(value.trim()).replace(/^(-?\d+),(\d{1,2})$/, "$1.$2");
/** Numbers and dates typed in Lao digits. */
const western = (value) => (/^[\u0ed0-\u0ed9.,-]+$/.test(value) ? value.replace(/[\u0ed0-\u0ed9]/g, (digit) => digit.charCodeAt(0) - 0xed0) : value);
const text = (box) => western(("flat" in box.dataset ? control(box).value.replace(/\s*\n\s*/g, " ") : control(box).value).trim());

/** The answer to one question; undefined when nothing was said. */
export function read(box) {
  if (none(box)?.checked) return "unknown";
  const value = (readers[box.dataset.as] ?? text)(box);
  return filled(value) ? value : undefined;
}

function readMembers(box) {
  const found = {};
  const boxes = members(box);
  if (boxes.length === 1 && !boxes[0].dataset.at) return read(boxes[0]) ?? "";
  for (const one of boxes) {
    const value = read(one);
    if (value !== undefined) found[one.dataset.at] = value;
  }
  // An id alone is no answer, except a picture's; what must be said is said: not ticked means no.
  if (!found.file && !Object.keys(found).some((name) => !boxes.find((one) => one.dataset.at === name).matches("[data-as=auto]"))) return {};
  for (const one of boxes) if ("always" in one.dataset) found[one.dataset.at] ??= false;
  return found;
}

/** All answers: the facts and the sections of the body. */
export function readForm(form) {
  const sections = {};
  for (const box of form.querySelectorAll("[data-section]")) sections[box.dataset.section] = control(box).value;
  const facts = {};
  for (const box of members(form)) {
    const value = read(box);
    if (value !== undefined) facts[box.dataset.at] = value;
  }
  return { facts, sections };
}

const plain = (value) => (typeof value === "string" ? value : "");

/** Fill one question, or empty it when `value` is undefined or of another shape: drafts are files, and files may hold anything. */
export function write(box, value) {
  const unknown = none(box);
  if (unknown) unknown.checked = value === "unknown";
  const given = value === "unknown" && unknown ? undefined : value;
  const as = box.dataset.as;
  if (as === "group") for (const one of members(box)) write(one, given?.[one.dataset.at]);
  else if (as === "rows" || as === "picture") writeRows(box, Array.isArray(given) ? given : []);
  else if (as === "checks") for (const one of box.querySelectorAll("input:not([data-none])")) one.checked = Array.isArray(given) && given.includes(one.value);
  else if (as === "map") for (const one of box.querySelectorAll("select")) one.value = plain(given?.[one.dataset.key]);
  else if (as === "range") box.querySelectorAll("input:not([data-none])").forEach((one, at) => { one.value = plain(given?.[at]); });
  else if (as === "tick") control(box).checked = given === true;
  else if (as === "auto") box.value = plain(given);
  else choose(control(box), plain(given));
}

/** Set a text or a choice. A list whose names come later, or not at all, keeps what was chosen. */
export function choose(field, value) {
  if (field.matches("select") && value && ![...field.options].some((one) => one.value === value)) field.add(new Option(value, value));
  field.value = value;
}

function writeRows(box, items) {
  for (const row of rowsOf(box)) row.remove();
  for (const item of items) {
    const row = addRow(box);
    const boxes = members(row);
    if (boxes.length === 1 && !boxes[0].dataset.at) write(boxes[0], item);
    else for (const one of boxes) write(one, item?.[one.dataset.at]);
  }
  if (!items.length && box.needed) addRow(box);
}

export function writeForm(form, { facts, sections }) {
  for (const box of members(form)) write(box, facts?.[box.dataset.at]);
  for (const box of form.querySelectorAll("[data-section]")) control(box).value = plain(sections?.[box.dataset.section]);
}

/** Numbers after a prefix that references in the form name, such as 2 for [^s2], even when nothing has that id any more. */
function referred(form, prefix) {
  const texts = [...form.querySelectorAll("[data-section] textarea")].flatMap((field) => field.value.match(/\[\^[^[\]\s]+(?=\])/g) ?? []);
  const chosen = [...form.querySelectorAll("[data-as=source] select")].map((field) => `[^${field.value}`);
  return [...texts, ...chosen].filter((one) => one.startsWith(`[^${prefix}`)).map((one) => Number(one.slice(prefix.length + 2)) || 0)
    .filter((number) => number < MANY);
}

/** A fresh row, with ids that no other row of the list has and no text refers to: a reference never changes its source. */
export function addRow(box) {
  const row = box.pattern.cloneNode(true);
  (rowsOf(box).at(-1) ?? box.anchor).after(row);
  for (const auto of row.querySelectorAll("[data-prefix]")) {
    if (auto.parentElement.closest(MEMBER) !== row) continue;
    const taken = rowsOf(box).map((one) => Number(one.querySelector("[data-prefix]").value.slice(auto.dataset.prefix.length)) || 0);
    auto.value = auto.dataset.prefix + (Math.max(0, ...taken, ...referred(box.closest("form"), auto.dataset.prefix)) + 1);
  }
  prepare(row);
  return row;
}

/** Make lists able to grow, and join every field to its label, hint and flaw. */
export function prepare(start) {
  for (const box of start.querySelectorAll("[data-as=rows],[data-as=picture]")) {
    const row = rowsOf(box)[0];
    if (!row || box.pattern) continue;
    box.anchor = row.previousElementSibling;
    row.remove();
    for (const button of row.querySelectorAll("[data-do]")) button.hidden = false;
    box.pattern = row;
    box.needed = Boolean(box.querySelector("legend em.now")) && box.dataset.as === "rows";
    const add = [...box.querySelectorAll("[data-do=add]")].find((one) => one.closest("[data-at]") === box);
    if (add) add.hidden = false;
    if (box.needed) addRow(box);
  }
  for (const box of start.querySelectorAll(".in")) join(box);
}

function join(box) {
  const parts = [".hint", ".flaw"].map((name) => [...box.children].find((one) => one.matches(name))).filter(Boolean);
  for (const part of parts) part.id = `in-${last += 1}`;
  const field = box.matches("fieldset") ? box : control(box);
  field.setAttribute("aria-describedby", parts.map((part) => part.id).join(" "));
  if (field === box) return;
  if (box.querySelector("em.now")) field.ariaRequired = "true";
  field.id = `in-${last += 1}`;
  const label = [...box.children].find((one) => one.matches("label:not(.none)"));
  if (label && !label.contains(field)) label.htmlFor = field.id;
}

/** "Nobody knows" closes the other parts of its question; taken back, it opens those that are not closed themselves. */
export function lock(tick) {
  const box = tick.closest("[data-at]");
  for (const field of box.querySelectorAll("input,select,textarea,button")) if (field !== tick) field.disabled = tick.checked;
  if (!tick.checked) for (const inner of box.querySelectorAll("[data-none]:checked")) lock(inner);
}

/** Go to the first field of a question that can be used, or to the button that adds one. */
export function enter(box) {
  const usable = [...box.querySelectorAll("input,select,textarea,button,[tabindex]")].filter((one) => one.offsetParent && !one.disabled);
  (usable.find((one) => !one.matches("[data-none]")) ?? usable[0])?.focus();
}

/** The question that a path such as ["sources", 0, "title"] leads to, as near as there is one. */
export function find(form, where) {
  let box = form;
  let found = null;
  for (const step of where) {
    const next = typeof step === "number" ? (box.kept ?? rowsOf(box))[step] : members(box).find((one) => one.dataset.at === step);
    if (!next) break;
    box = next;
    if (box.matches("[data-at]:not([data-as=auto])")) found = box;
  }
  const only = box.matches("[data-row]") ? members(box).find((one) => !one.dataset.at) : null;
  // What is about a text in some language is said beside the language asked.
  return only ?? (found?.matches("div[data-as=group]") ? members(found)[0] : found);
}
