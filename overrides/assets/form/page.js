// The submission form: steps, drafts, a verdict beside every field, and the finished file.

import { keeper, pack, unpack } from "./draft.js";
import { addRow, control, enter, find, lock, members, prepare, read, readForm, rowsOf, write, writeForm } from "./values.js";
import { moment, sentence, speaker } from "./words.js";

const PAUSE = 300; // milliseconds after the last key
const RETRY = 5000; // milliseconds after a file did not come
const data = JSON.parse(document.getElementById("form-data").textContent);
const say = speaker(data.strings, data.lang);
const form = document.querySelector(".form");
const steps = [...form.querySelectorAll(".form-step")];
const stepLinks = [...form.querySelectorAll(".form-steps a")];
const asked = new URLSearchParams(location.search);
// Each page that a mistake is reported of has a draft of its own.
const kept = keeper(["passerelle-form", data.kind, data.lang, asked.get("page")].filter(Boolean).join("-"));
const touched = new Set();
const pictures = new Map(); // file name -> picture
const licence = form.querySelector("[data-licence] input");
let problems = [];
let answers = { facts: {}, sections: {}, pictures: [] };
let timer = 0; // 0 when everything typed is kept
let mine = null; // the draft as this page last wrote or read it
let core = null; // judge, writer and aids: they come after the questions

const labelOf = (box) => (box?.querySelector("legend,label")?.firstChild.textContent ?? "").trim();
const stepOf = (box) => box?.closest(".form-step");

const pictureRows = () => [...form.querySelectorAll("[data-as=picture] > [data-row]")];
const fileBox = (row) => members(row).find((one) => one.dataset.at === "file");

/** Read all answers. */
function gather() {
  const shown = pictureRows().map((row) => fileBox(row).value);
  answers = { ...readForm(form), pictures: [...pictures.values()].filter((one) => shown.includes(one.file)) };
}

/** The record and its problems, null before the judge is there. */
function collect() {
  gather();
  if (!core) return null;
  const today = new Date().toISOString().slice(0, 10);
  const { title, countries } = answers.facts;
  const slug = core.slug(String(title ?? ""), countries?.[0] ?? "xx", today);
  const record = core.tidy({ kind: data.kind, lang: data.lang, slug, ...answers });
  problems = core.judge(record, data.rules, { today, labels: data.labels })
    .map((one) => ({ ...one, box: one.section ? form.querySelector(`[data-section="${one.section}"]`) : find(form, one.where) }))
    .sort((one, other) => (one.box === other.box ? 0
      : one.box?.compareDocumentPosition(other.box ?? form) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1));
  return record;
}

/** A file of the site's; the file for work without a network has everything inside. */
const fetched = (path) => fetch(new URL(`../../${path}`, import.meta.url)).then((answer) => answer.json());

/** What `act` brings, tried again for as long as the network fails. */
async function insist(act) {
  for (;;) {
    try { return await act(); } catch { await new Promise((done) => { setTimeout(done, RETRY); }); }
  }
}

async function loadCore() {
  // All that saving needs comes now: the network may be gone when the last answer is typed.
  const parts = await insist(() => Promise.all([data.later ?? fetched(data.rules),
    import("./judge.js"), import("./write.js"), import("./aids.js"), import("./outcome.js"), import("./pictures.js")]));
  const { strings, ...later } = parts[0];
  Object.assign(data.strings, strings);
  Object.assign(data, later);
  core = { ...parts[1], ...parts[2], ...parts[3], ...parts[4] };
  core.exemplify(form, "", data.examples, say);
  update();
  document.documentElement.dataset.form = "judging";
}

/** Judge all, and say it where the reader has been already. */
function update() {
  const record = collect();
  for (const line of form.querySelectorAll(".flaw")) {
    line.hidden = true;
    line.textContent = ""; // descriptions are read aloud even when they are hidden
  }
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  const said = new Map();
  for (const one of problems) {
    if (!one.box || !(touched.has(one.box) || touched.has(stepOf(one.box)))) continue;
    const line = [...one.box.children].find((child) => child.matches(".flaw"));
    const text = sentence(one, data, labelOf(one.box));
    if (!line || said.get(line)?.has(text)) continue;
    const isAdvice = one.severity === "warning" && (!said.has(line) || line.classList.contains("advice"));
    said.set(line, (said.get(line) ?? new Set()).add(text));
    line.textContent = [...said.get(line)].join(" ");
    line.hidden = false;
    line.classList.toggle("advice", isAdvice);
    if (one.severity !== "warning") (one.box.matches("fieldset") ? one.box : control(one.box))?.setAttribute("aria-invalid", "true");
  }
  stepLinks.forEach((link, at) => {
    const wrong = problems.some((one) => one.severity !== "warning" && stepOf(one.box) === steps[at]);
    const needed = steps[at].querySelector("em.now");
    link.dataset.state = core && needed && !wrong ? "done" : wrong && touched.has(steps[at]) ? "open" : "";
  });
  if (!record) return;
  core.listSources(form, answers.facts.sources ?? [], say, changed);
  core.count(form, say);
  const licensed = !licence || licence.checked;
  if (!steps.at(-1).hidden) core.outcome(form, { data, say, record, problems, licensed, labelOf, go, sentence });
}

function changed() {
  clearTimeout(timer);
  timer = setTimeout(() => { keep(); update(); }, PAUSE);
}

const status = form.querySelector(".form-draft");

/** Say how the draft fares; what stands there already is not said again. */
function tell(text) {
  if (status.textContent !== text) status.textContent = text;
}

/** Keep the draft on the device and return it. Where pictures find no room, the texts are kept all the same. */
function keep() {
  clearTimeout(timer);
  timer = 0;
  gather();
  const draft = { ...answers, licence: licence?.checked };
  const text = pack(data.kind, data.lang, draft);
  const done = kept.set(text);
  if (!done) kept.set(pack(data.kind, data.lang, { ...draft, pictures: [] }));
  mine = kept.get();
  tell(done ? say("draft_kept", { time: moment(new Date(), data.lang) }) : say("draft_not_kept"));
  return text;
}

/** Take over what is kept when another tab has written it. */
function follow() {
  const text = kept.get();
  const draft = text === mine ? null : unpack(text, data);
  mine = text;
  if (!draft) return;
  restore(draft);
  tell(say("draft_found", { time: moment(draft.saved, data.lang) }));
}

function restore(draft) {
  pictures.clear();
  for (const one of draft.pictures) pictures.set(one.file, one);
  writeForm(form, draft);
  if (licence) licence.checked = draft.licence === true;
  pictureRows().forEach(showPicture);
  for (const tick of [...form.querySelectorAll("[data-none]")].reverse()) lock(tick); // from the inside out
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
  const bad = [];
  for (const file of input.files) {
    const row = addRow(box);
    const name = `${row.querySelector("[data-prefix]").value}.jpg`;
    try {
      pictures.set(name, await shrink(file, name));
      fileBox(row).value = name;
      showPicture(row);
    } catch {
      row.remove();
      bad.push(say("picture_bad", { name: file.name }));
    }
  }
  input.value = "";
  keep();
  update();
  if (bad.length) tell(bad.join(" "));
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
  for (let fold = box.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  enter(box);
  box.scrollIntoView({ block: "center" });
}

async function nameCountries() {
  const [names, { listNames }] = await insist(() => Promise.all([data.names ?? fetched(data.countries), import("./aids.js")]));
  listNames(form, names);
}

const doing = {
  next: () => show(steps[steps.findIndex((one) => !one.hidden) + 1]),
  back: () => show(steps[steps.findIndex((one) => !one.hidden) - 1]),
  add: (button) => { control(addRow(button.closest("[data-at]")))?.focus(); changed(); },
  drop: (button) => {
    const row = button.closest("[data-row]");
    const box = row.parentElement;
    read(box); // marks the rows with answers
    // eslint-disable-next-line no-alert
    if (box.kept.includes(row) && !confirm(say("remove_sure"))) return;
    const more = row.parentElement.querySelector(":scope > p > .button");
    row.remove();
    more.focus();
    changed();
  },
  save: async () => {
    const { download } = await import("./send.js");
    download(`passerelle-${data.kind}-${data.lang}.json`, keep(), "application/json");
  },
  clear: () => {
    // eslint-disable-next-line no-alert
    if (!confirm(say("draft_sure"))) return;
    clearTimeout(timer);
    timer = 0;
    kept.clear();
    mine = null;
    show(steps[0]);
    touched.clear();
    restore({ pictures: [] });
    tell(say("draft_new"));
  },
};

async function openDraft(input) {
  if (!input.files.length) return;
  const draft = unpack(await input.files[0].text(), data);
  input.value = "";
  if (!draft) { tell(say("draft_bad")); return; }
  gather();
  const isWritten = Object.keys(answers.facts).length || Object.values(answers.sections).some((text) => text.trim());
  // eslint-disable-next-line no-alert
  if (isWritten && !confirm(say("draft_sure"))) return;
  restore(draft);
  keep();
  tell(say("draft_found", { time: moment(draft.saved, data.lang) }));
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-do]");
  if (button) doing[button.dataset.do]?.(button);
});
form.addEventListener("input", ({ target }) => { if (target.type !== "file") changed(); });
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
addEventListener("pagehide", () => { if (timer) keep(); });
// Phones end hidden pages without a word; and in another tab the same form may be open.
document.addEventListener("visibilitychange", () => { if (!document.hidden) follow(); else if (timer) keep(); });
const addressed = () => steps.find((one) => one.id === location.hash.slice(1));
addEventListener("hashchange", () => { if (addressed()) show(addressed()); });
for (const link of stepLinks) {
  link.addEventListener("click", (event) => { event.preventDefault(); show(document.querySelector(link.hash)); });
}

document.documentElement.classList.add("js"); // the file that works alone has no other script
form.querySelector(".form-all").disabled = false;
for (const part of form.querySelectorAll(".form-bar,.form-steps,.form-turn")) part.hidden = false;
if (form.querySelector("[data-as=country],[list]")) nameCountries();
prepare(form);
tell(say("draft_new"));
follow();
const about = find(form, ["page"]);
if (about && asked.has("page") && !control(about).value) {
  const root = new URL("../../", import.meta.url);
  write(about, URL.canParse?.(asked.get("page"), root) ? new URL(asked.get("page"), root).href.slice(0, 200) : "");
}
show(addressed() ?? steps[0], false);
document.documentElement.dataset.form = "ready";
// First the questions, then what judges the answers.
(globalThis.requestIdleCallback ?? setTimeout)(loadCore);
