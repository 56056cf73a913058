// The last step: what is still to mend, or the finished text and the ways to send it.

import { copy, download, message, newFile } from "./send.js";
import { countWords } from "./text.js";
import { files } from "./write.js";
import { zip } from "./zip.js";

const RECORDS = new Set(["practice", "exchange"]);
const make = (tag, text = "", more = {}) => Object.assign(document.createElement(tag), { textContent: text, ...more });

/** What is sent: one text with its name, and all files when there is more than the text. */
function parcel(form, { data, record, labelOf }) {
  if (!RECORDS.has(data.kind)) {
    const lines = [...form.querySelectorAll("[data-at]")].filter((box) => record.facts[box.dataset.at])
      .map((box) => `${labelOf(box)}\n${shown(box, record.facts[box.dataset.at])}\n`);
    return { name: `${data.kind}.txt`, text: lines.join("\n"), all: null };
  }
  const all = files(record, data.rules, data.labels);
  const [{ path, text }] = all;
  const name = data.kind === "exchange" ? "exchange-new.yml" : `${record.slug}.${data.lang}.md`;
  return { path, text, name, all: all.length > 1 ? all : null, archive: `${record.slug}.zip` };
}

const shown = (box, value) => box.querySelector("select")?.selectedOptions[0].textContent ?? value;

export function outcome(form, state) {
  const { data, say, problems, licensed, labelOf, go, sentence } = state;
  const verdict = form.querySelector(".form-verdict");
  const errors = problems.filter((one) => one.severity !== "warning");
  const total = errors.length + (licensed ? 0 : 1);
  const line = form.querySelector("[data-licence] .flaw");
  if (line && !licensed) { line.textContent = say("licence_missing"); line.hidden = false; }
  const told = total ? say("problems", { n: total }) : say("ready");
  if (verdict.textContent !== told) verdict.textContent = told;
  form.querySelector(".form-flaws").replaceChildren(
    ...[...errors, ...problems.filter((one) => one.severity === "warning")].map(flaw),
    ...(licensed ? [] : [make("li", say("licence_missing"))]),
  );
  const ready = form.querySelector(".form-ready");
  ready.hidden = total > 0;
  if (total) return;
  ready.replaceChildren(...ways(parcel(form, state), state));
  if (data.kind === "practice") ready.prepend(make("p", tier(state)));

  function flaw(one) {
    const item = make("li");
    const label = labelOf(one.box);
    const text = sentence(one, data, label);
    if (one.box) {
      const button = make("button", label, { type: "button", className: "plain" });
      button.addEventListener("click", () => go(one.box));
      item.append(button, ": ");
    }
    item.append(text, one.severity === "warning" ? ` (${say("warning")})` : "");
    return item;
  }
}

function tier({ data, say, record }) {
  const { fields, words } = data.full;
  const missing = Object.keys(fields).filter((name) => record.facts[name] === undefined).map((name) => fields[name]);
  if (countWords(record.sections["did-not-work"]) < words) missing.push(data.labels["did-not-work"]);
  return missing.length ? say("not_full", { list: missing.join(", ") }) : say("full");
}

function ways(sent, state) {
  const { data, say } = state;
  const note = make("p", "", { className: "form-note" });
  note.setAttribute("role", "status");
  const button = (key, act) => {
    const made = make("button", say(key), { type: "button", className: "button" });
    made.addEventListener("click", act);
    return made;
  };
  const file = sent.all ? sent.archive : sent.name;
  const save = () => (sent.all ? download(file, zip(sent.all), "application/zip") : download(file, sent.text, "text/plain"));
  const copied = async () => { note.textContent = say(await copy(sent.text) ? "copied" : "copy_failed"); };
  const open = (url) => window.open(url, "_blank", "noopener");
  const list = [button("download", save)];
  if (data.mail) {
    list.push(button("by_mail", () => {
      const subject = data.strings[data.kind];
      const whole = message(`mailto:${data.mail}`, { subject, body: sent.all ? "" : sent.text });
      if (!sent.all && whole.whole) { open(whole.url); return; }
      save();
      open(message(`mailto:${data.mail}`, { subject, body: say("mail_body", { file }) }).url);
    }));
  }
  if (data.repo && sent.path && !sent.all) {
    list.push(button("github", async () => {
      const { url, whole } = newFile(data.repo, sent.path, sent.text);
      if (!whole) { await copied(); note.append(" ", say("github_long")); }
      open(url);
    }));
  }
  if (data.repo) {
    list.push(button("by_issue", async () => {
      if (!RECORDS.has(data.kind)) {
        // The names of the fields are those of the issue form.
        const { url, whole } = message(`${data.repo}/issues/new`, { template: `${data.kind}-${data.lang}.yml`, ...state.record.facts });
        if (!whole) await copied();
        open(url);
        return;
      }
      save();
      open(`${data.repo}/issues/new?template=bundle-${data.lang}.yml`);
    }));
  }
  list.push(button("copy", copied));
  const text = make("details");
  const box = make("pre", sent.text, { tabIndex: 0 });
  text.append(make("summary", say("text")), box);
  const actions = make("div", "", { className: "form-actions" });
  actions.append(...list);
  return [actions, note, make("p", say("download_note"), { className: "small" }), text, make("p", say("after"))];
}
