// What helps while typing: counts, examples, and buttons that put in a reference.

import { countWords, length } from "./text.js";
import { choose, control, members, rowsOf } from "./values.js";

const make = (tag, text = "", more = {}) => Object.assign(document.createElement(tag), { textContent: text, ...more });

/** Examples, one fold below each question that has one; also in the patterns of rows. */
export function exemplify(start, path, examples, say) {
  for (const box of members(start)) {
    const here = path ? `${path}.${box.dataset.at}` : box.dataset.at;
    if (examples[here]) {
      const fold = make("details", "", { className: "eg" });
      fold.append(make("summary", say("example")), examples[here]);
      box.querySelector(".flaw").before(fold);
    }
    const inner = [box.pattern, ...rowsOf(box), box.dataset.as === "group" && box].filter(Boolean);
    for (const one of inner) exemplify(one, here, examples, say);
  }
}

/** How long the texts are. */
export function count(form, say) {
  for (const box of form.querySelectorAll("[data-most],[data-section],[data-least]")) {
    const line = box.querySelector(".count") ?? control(box).insertAdjacentElement("afterend", make("small", "", { className: "count" }));
    const text = control(box).value;
    const { least, most } = box.dataset;
    const key = box.dataset.section ? "words" : "characters";
    line.textContent = text ? say(least ? `${key}_least` : key, { n: box.dataset.section ? countWords(text) : length(text), least, most }) : "";
  }
}

/** Lists of the sources that were named, in selects and below texts. */
export function listSources(form, all, say, changed) {
  const sources = all.filter((one) => one.id);
  const key = JSON.stringify(sources.map((one) => [one.id, one.title]));
  const name = (one) => `${one.id} ${one.title ?? ""}`.slice(0, 60);
  for (const field of [...form.querySelectorAll("[data-as=source]")].map(control)) {
    if (field.listed === key) continue; // a row may be newer than the list
    field.listed = key;
    const { value } = field;
    field.replaceChildren(field.options[0], ...sources.map((one) => new Option(name(one), one.id)));
    choose(field, value);
  }
  if (listSources.key === key) return;
  listSources.key = key;
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

/** Names of countries and institutions, which come after the questions. */
export function listNames(form, { countries, partners }) {
  form.querySelector("#form-partners").replaceChildren(...partners.map((name) => new Option(name)));
  const patterns = [...form.querySelectorAll("[data-as=rows]")].map((box) => box.pattern);
  for (const box of [form, ...patterns].flatMap((start) => [...start.querySelectorAll("[data-as=country]")])) {
    const field = control(box);
    const { value } = field;
    field.replaceChildren(field.options[0], ...countries.map(([code, name]) => new Option(name, code)));
    field.value = value;
  }
}
