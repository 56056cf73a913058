/** The filters of the search page: check boxes with counts, and chips for those that are on. */

import { make } from "./page-words.js";

const FEW = 6; // values of a group shown at first

/**
 * @param {HTMLDetailsElement} panel
 * @param {{id: string, label: string, values: {id: string, label: string}[]}[]} facets
 * @param {{lang: string, say: Function, change: (filters: Object<string, string[]>) => void}} page
 * @returns {{update: (counts: Object, filters: Object) => void}} boxes stay the same nodes, so the focus stays too
 */
export function facetPanel(panel, facets, { lang, say, change }) {
  const numbers = new Intl.NumberFormat(lang);
  const summary = panel.querySelector("summary");
  const groups = facets.map(({ id, label, values }) => {
    const rows = values.map((value) => {
      const box = make("input", { type: "checkbox", name: id, value: value.id });
      const count = make("small");
      return { value: value.id, box, count, item: make("label", {}, box, make("span", {}, value.label), count) };
    });
    const more = make("button", { type: "button", className: "plain", hidden: true });
    const set = make("fieldset", {}, make("legend", {}, label), make("div", {}, ...rows.map((row) => row.item), more));
    const group = { id, rows, more, set, open: false };
    more.addEventListener("click", () => {
      group.open = !group.open;
      fold(group);
    });
    return group;
  });

  /** Show the most frequent values of a long group, all of them on demand; what is on is always in sight. */
  function fold({ rows, more, open }) {
    const offered = rows.filter((row) => row.n || row.box.checked);
    const top = new Set([...offered].sort((one, other) => other.box.checked - one.box.checked || other.n - one.n).slice(0, FEW));
    const long = offered.length > FEW + 1;
    for (const row of rows) row.item.hidden = !(row.n || row.box.checked) || (long && !open && !top.has(row));
    more.hidden = !long;
    more.ariaExpanded = String(open);
    more.textContent = open ? say("fewer") : say("all", { n: offered.length });
  }

  panel.querySelector("div").append(...groups.map((group) => group.set));
  panel.addEventListener("change", () => {
    const on = groups.map(({ id, rows }) => [id, rows.filter((row) => row.box.checked).map((row) => row.value)]);
    change(Object.fromEntries(on.filter(([, values]) => values.length)));
  });
  if (matchMedia("(min-width: 60em)").matches) panel.open = true;

  return {
    update(counts, filters) {
      const on = Object.values(filters).flat().length;
      let offered = false;
      for (const group of groups) {
        for (const row of group.rows) {
          row.n = counts[group.id]?.[row.value] ?? 0;
          row.box.checked = filters[group.id]?.includes(row.value) ?? false;
          row.count.textContent = numbers.format(row.n);
        }
        fold(group);
        const choices = group.rows.filter((row) => row.n || row.box.checked).length;
        group.set.hidden = choices < 2 && !filters[group.id];
        offered ||= !group.set.hidden;
      }
      summary.textContent = on ? say("filters_on", { n: on }) : say("filters");
      panel.hidden = !offered;
    },
  };
}

/** A button for each filter that is on; pressed, it takes the filter away. */
export function chips(list, facets, filters, { say, change }) {
  const found = facets.flatMap(({ id, values }) => values.filter((value) => filters[id]?.includes(value.id)).map((value) => [id, value]));
  list.hidden = !found.length;
  list.replaceChildren(...found.map(([group, value]) => {
    const button = make("button", { type: "button", ariaLabel: say("remove", { label: value.label }) }, `${value.label} ×`);
    button.addEventListener("click", () => change({ ...filters, [group]: filters[group].filter((id) => id !== value.id) }));
    return make("li", {}, button);
  }));
  if (found.length > 1) {
    const clear = make("button", { type: "button", className: "plain" }, say("clear"));
    clear.addEventListener("click", () => change({}));
    list.append(make("li", {}, clear));
  }
}
