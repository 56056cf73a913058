// The submission form: steps, drafts, a verdict beside every field, and the finished file.

import { keeper, pack, unpack } from "./draft.js";
import { countWords, length } from "./text.js";
import { addRow, control, find, members, prepare, readForm, rowsOf, write, writeForm } from "./values.js";
import { moment, sentence, speaker } from "./words.js";

const PAUSE = 300; // milliseconds after the last key
const data = JSON.parse(document.getElementById("form-data").textContent);
const say = speaker(data.strings, data.lang);
const form = document.querySelector(".form");
const steps = [...form.querySelectorAll(".form-step")];
const stepLinks = [...form.querySelectorAll(".form-steps a")];
const kept = keeper(`passerelle-form-${data.kind}-${data.lang}`);
const touched = new Set();
const pictures = new Map(); // file name -> picture
const licence = form.querySelector("[data-licence] input");
let problems = [];
let answers = { facts: {}, sections: {}, pictures: [] };
let timer = 0;
let core = null; // judge and writer: they come after the questions

const make = (tag, text = "", more = {}) => Object.assign(document.createElement(tag), { textContent: text, ...more });
const labelOf = (box) => (box?.querySelector("legend,label")?.firstChild.textContent ?? "").trim();
const stepOf = (box) => box?.closest(".form-step");

function collect() {
  const shown = new Set((form.querySelector("[data-as=picture]") ? rowsOf(form.querySelector("[data-as=picture]")) : [])
    .map((row) => fileBox(row).value));
  answers = { ...readForm(form), pictures: [...pictures.values()].filter((one) => shown.has(one.file)) };
  if (!core) return null;
  const today = new Date().toISOString().slice(0, 10);
  const { title, countries } = answers.facts;
  const slug = core.slug(String(title ?? ""), countries?.[0] ?? "xx", today);
  const record = core.tidy({ kind: data.kind, lang: data.lang, slug, ...answers });
  problems = core.judge(record, data.rules, { today, labels: data.labels })
    .map((one) => ({ ...one, box: one.section ? form.querySelector(`[data-section="${one.section}"]`) : find(form, one.where) }))
    .sort((one, other) => (one.box?.compareDocumentPosition(other.box ?? form) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1));
  return record;
}

/** A file of the site's; the file for work without a network has everything inside. */
const fetched = (path) => fetch(new URL(`../../${path}`, import.meta.url)).then((answer) => answer.json());

/** Examples, one fold below each question that has one; also in the patterns of rows. */
function exemplify(start, path) {
  for (const box of members(start)) {
    const here = path ? `${path}.${box.dataset.at}` : box.dataset.at;
    const example = data.examples[here];
    if (example) {
      const fold = make("details", "", { className: "eg" });
      fold.append(make("summary", say("example")), example);
      box.querySelector(".flaw").before(fold);
    }
    if (box.pattern) exemplify(box.pattern, here);
    for (const row of rowsOf(box)) exemplify(row, here);
    if (box.dataset.as === "group") exemplify(box, here);
  }
}

async function loadCore() {
  const parts = await Promise.all([import("./judge.js"), import("./write.js"), data.later ?? fetched(data.rules)]);
  const { strings, ...later } = parts[2];
  Object.assign(data.strings, strings);
  Object.assign(data, later);
  core = { ...parts[0], ...parts[1] };
  exemplify(form, "");
  update();
  document.documentElement.dataset.form = "judging";
}

const fileBox = (row) => members(row).find((one) => one.dataset.at === "file");

/** Judge all, and say it where the reader has been already. */
function update() {
  const record = collect();
  for (const line of form.querySelectorAll(".flaw")) line.hidden = true;
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  const said = new Map();
  for (const one of problems) {
    if (!one.box || !(touched.has(one.box) || touched.has(stepOf(one.box)))) continue;
    const line = [...one.box.children].find((child) => child.matches(".flaw"));
    const text = sentence(one, data, labelOf(one.box));
    if (!line || said.get(line)?.has(text)) continue;
    said.set(line, (said.get(line) ?? new Set()).add(text));
    line.textContent = [...said.get(line)].join(" ");
    line.hidden = false;
    line.classList.toggle("advice", one.severity === "warning" && !line.classList.contains("hard"));
    if (one.severity !== "warning") (one.box.matches("fieldset") ? one.box : control(one.box))?.setAttribute("aria-invalid", "true");
  }
  stepLinks.forEach((link, at) => {
    const wrong = problems.some((one) => one.severity !== "warning" && stepOf(one.box) === steps[at]);
    const needed = steps[at].querySelector("em.now");
    link.dataset.state = core && needed && !wrong ? "done" : wrong && touched.has(steps[at]) ? "open" : "";
  });
  refreshSources();
  count();
  if (record && !steps.at(-1).hidden) conclude(record);
}

/** The last step: what is still to mend, or the ways to send. */
async function conclude(record) {
  const { outcome } = await import("./outcome.js");
  outcome(form, { data, say, record, problems, licensed: !licence || licence.checked, labelOf, go, sentence });
}

function count() {
  for (const box of form.querySelectorAll("[data-most],[data-section],[data-least]")) {
    const line = box.querySelector(".count") ?? control(box).insertAdjacentElement("afterend", make("small", "", { className: "count" }));
    const text = control(box).value;
    const { least, most } = box.dataset;
    const key = box.dataset.section ? "words" : "characters";
    line.textContent = text ? say(least ? `${key}_least` : key, { n: box.dataset.section ? countWords(text) : length(text), least, most }) : "";
  }
}

/** Lists of the sources that were named, in selects and below texts. */
function refreshSources() {
  const sources = (answers.facts.sources ?? []).filter((one) => one.id);
  const key = JSON.stringify(sources.map((one) => [one.id, one.title]));
  if (refreshSources.key === key) return;
  refreshSources.key = key;
  const name = (one) => `${one.id} ${one.title ?? ""}`.slice(0, 60);
  for (const box of form.querySelectorAll("[data-as=source]")) {
    const field = control(box);
    const { value } = field;
    field.replaceChildren(field.options[0], ...sources.map((one) => new Option(name(one), one.id)));
    write(box, value);
  }
  for (const box of form.querySelectorAll("[data-section]")) {
    const line = box.querySelector(".refer") ?? control(box).insertAdjacentElement("afterend", make("p", "", { className: "refer" }));
    line.replaceChildren(make("span", say(sources.length ? "cite" : "cite_none")), ...sources.map((one) => {
      const button = make("button", name(one), { type: "button", className: "plain" });
      button.addEventListener("click", () => {
        const field = control(box);
        field.setRangeText(`[^${one.id}]`, field.selectionStart, field.selectionEnd, "end");
        field.focus();
        changed();
      });
      return button;
    }));
  }
}

function changed() {
  clearTimeout(timer);
  timer = setTimeout(() => { update(); keep(); }, PAUSE);
}

const status = form.querySelector(".form-draft");

function keep() {
  const text = pack(data.kind, data.lang, { ...answers, licence: licence?.checked });
  const done = kept.set(text);
  status.textContent = done ? say("draft_kept", { time: moment(new Date(), data.lang) }) : say("draft_not_kept");
  return text;
}

function restore(draft) {
  pictures.clear();
  for (const one of draft.pictures) pictures.set(one.file, one);
  writeForm(form, draft);
  if (licence) licence.checked = draft.licence === true;
  for (const row of form.querySelectorAll("[data-as=picture] > [data-row]")) showPicture(row);
  for (const box of form.querySelectorAll("[data-none]")) lock(box);
  update();
}

async function showPicture(row) {
  const { preview } = await import("./pictures.js");
  const picture = pictures.get(fileBox(row).value);
  if (picture) row.querySelector("img").src = preview(picture);
}

async function addPictures(input) {
  const box = input.closest("[data-at]");
  const { shrink } = await import("./pictures.js");
  for (const file of input.files) {
    const row = addRow(box);
    const name = `${row.querySelector("[data-prefix]").value}.jpg`;
    try {
      pictures.set(name, await shrink(file, name));
      fileBox(row).value = name;
      showPicture(row);
    } catch {
      row.remove();
      status.textContent = say("picture_bad", { name: file.name });
    }
  }
  input.value = "";
  changed();
}

/** "Nobody knows" closes the other parts of its question. */
function lock(tick) {
  const box = tick.closest("[data-at]");
  for (const field of box.querySelectorAll("input,select,textarea,button")) if (field !== tick) field.disabled = tick.checked;
}

function show(step, focus = true) {
  const at = Math.max(0, steps.indexOf(step));
  const current = steps.find((one) => !one.hidden);
  if (current && current !== steps[at]) touched.add(current);
  if (at === steps.length - 1) for (const one of steps) touched.add(one);
  steps.forEach((one, index) => { one.hidden = index !== at; });
  stepLinks.forEach((link, index) => (index === at ? link.setAttribute("aria-current", "step") : link.removeAttribute("aria-current")));
  stepLinks[at].scrollIntoView({ block: "nearest", inline: "center" });
  form.querySelector("[data-do=back]").hidden = at === 0;
  form.querySelector("[data-do=next]").hidden = at === steps.length - 1;
  update();
  if (!focus) return;
  history.replaceState(null, "", `#${steps[at].id}`);
  steps[at].querySelector("h2").focus({ preventScroll: true });
  form.scrollIntoView();
}

/** Lead to the field of a problem. */
function go(box) {
  show(stepOf(box));
  for (const rest of [box.closest("details")].filter(Boolean)) rest.open = true;
  (control(box) ?? box).focus();
  box.scrollIntoView({ block: "center" });
}

async function nameCountries() {
  const patterns = [...form.querySelectorAll("[data-as=rows]")].map((box) => box.pattern);
  const boxes = [form, ...patterns].flatMap((start) => [...start.querySelectorAll("[data-as=country]")]);
  if (!boxes.length) return;
  const { countries: names, partners } = data.names ?? await fetched(data.countries);
  form.querySelector("#form-partners")?.replaceChildren(...partners.map((name) => new Option(name)));
  for (const field of boxes.map(control)) {
    const { value } = field;
    field.replaceChildren(field.options[0], ...names.map(([code, name]) => new Option(name, code)));
    field.value = value;
  }
}

const doing = {
  next: () => show(steps[steps.findIndex((one) => !one.hidden) + 1]),
  back: () => show(steps[steps.findIndex((one) => !one.hidden) - 1]),
  add: (button) => { control(addRow(button.closest("[data-at]")))?.focus(); changed(); },
  drop: (button) => { button.closest("[data-row]").remove(); changed(); },
  save: async () => {
    const { download } = await import("./send.js");
    clearTimeout(timer);
    collect();
    download(`passerelle-${data.kind}-${data.lang}.json`, keep(), "application/json");
  },
  clear: () => {
    // eslint-disable-next-line no-alert
    if (!confirm(say("draft_sure"))) return;
    kept.clear();
    touched.clear();
    restore({ pictures: [] });
    show(steps[0]);
    kept.clear();
    status.textContent = say("draft_new");
  },
};

async function openDraft(input) {
  const draft = unpack(await input.files[0].text(), data.kind);
  input.value = "";
  if (!draft) { status.textContent = say("draft_bad"); return; }
  restore(draft);
  keep();
  status.textContent = say("draft_found", { time: moment(draft.saved, data.lang) });
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-do]");
  if (button) doing[button.dataset.do]?.(button);
});
form.addEventListener("input", () => { changed(); });
form.addEventListener("change", (event) => {
  const { target } = event;
  if (target.matches("[data-do=open]")) openDraft(target);
  else if (target.matches("[data-do=picture]")) addPictures(target);
  else {
    if (target.matches("[data-none]")) lock(target);
    const box = target.closest("[data-at],[data-section]");
    if (box) touched.add(box);
    changed();
  }
});
form.addEventListener("keydown", (event) => {
  if (event.target.matches("label[tabindex]") && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); event.target.click(); }
});
addEventListener("pagehide", () => { if (timer) { clearTimeout(timer); collect(); keep(); } });
addEventListener("hashchange", () => show(document.getElementById(location.hash.slice(1))));
for (const link of stepLinks) {
  link.addEventListener("click", (event) => { event.preventDefault(); show(document.querySelector(link.hash)); });
}

document.documentElement.classList.add("js"); // the file that works alone has no other script
form.querySelector(".form-all").disabled = false;
for (const part of form.querySelectorAll(".form-bar,.form-steps,.form-turn")) part.hidden = false;
prepare(form);
nameCountries();
const draft = unpack(kept.get(), data.kind);
if (draft) restore(draft);
status.textContent = draft ? say("draft_found", { time: moment(draft.saved, data.lang) }) : say("draft_new");
for (const [name, value] of new URLSearchParams(location.search)) {
  const box = find(form, [name]);
  if (box?.dataset.as === "text" && !control(box).value) write(box, value.slice(0, 200));
}
show(document.getElementById(location.hash.slice(1)) ?? steps[0], false);
document.documentElement.dataset.form = "ready";
// First the questions, then what judges the answers.
(globalThis.requestIdleCallback ?? setTimeout)(loadCore);
