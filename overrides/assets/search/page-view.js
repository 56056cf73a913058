/** How the search page looks: sentences, hits, filters, keys. It knows neither indexes nor what is asked next. */

import { highlight } from "./highlight.js";

/**
 * The interface's sentences in the reader's language.
 * @param {{lang: string, strings: Object<string, string|Object<string, string>>}} data
 * @returns {(key: string, values?: Object) => string} `n` chooses the plural form; numbers are written as the language does
 */
export function sentences({ lang, strings }) {
  const plurals = new Intl.PluralRules(lang);
  const numbers = new Intl.NumberFormat(lang);
  return (key, values = {}) => {
    const text = strings[key];
    const form = typeof text === "string" ? text : text[plurals.select(values.n)] ?? text.other;
    return form.replace(/\{(\w+)\}/g, (_, name) => typeof values[name] === "number" ? numbers.format(values[name]) : values[name]);
  };
}

/** A node with properties and children. Strings become text, never markup. */
export function make(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

export const at = (id) => document.getElementById(id);

const FOLDERS = { practices: "practice", modules: "module", exchanges: "exchange", countries: "country", partners: "partner", pathways: "pathway" };

const marked = (text, query) => highlight(text, query).map((part) => part.mark ? make("mark", {}, part.text) : part.text);

/**
 * How hits are shown.
 * @param {{lang: string, base: string, facets: Object[], languages: Object<string, string>}} data
 * @param {Function} say sentences
 * @returns {(hit: Object, query: string) => HTMLLIElement} a hit from another index has `lang`, and `here` when its
 *   page exists in the reader's language
 */
export function hitMaker({ lang, base, facets, languages }, say) {
  const label = (group, id) => facets.find((facet) => facet.id === group)?.values.find((value) => value.id === id)?.label;
  const prefix = (code) => code === "en" ? "" : `${code}/`;

  return (hit, query) => {
    const plain = hit.url.slice(prefix(hit.lang ?? lang).length);
    const [folder, name] = plain.split("/");
    const country = /^([A-Z]{2})-\d+$/.exec(hit.id)?.[1].toLowerCase();
    const kind = name ? FOLDERS[folder] : undefined;
    const above = [
      hit.lang && make("span", { className: "badge" }, languages[hit.lang]),
      label("type", kind ?? "page"),
      country && label("country", country),
      hit.here && say("here"),
    ].filter(Boolean);
    const foreign = hit.lang ? { lang: hit.lang } : {};
    return make("li", { className: "hit" },
      make("p", { className: "eyebrow" }, ...above.map((part) => typeof part === "string" ? make("span", {}, part) : part)),
      make("h3", foreign, make("a", { href: base + (hit.here ? prefix(lang) + plain : hit.url) }, ...marked(hit.title, query))),
      ...(hit.summary ? [make("p", { className: "card-text", ...foreign }, ...marked(hit.summary, query))] : []));
  };
}

/** Fill the list of a section; hits that stay in their place stay the same nodes, so the focus stays too. */
export function fillSection(section, hits, query, hitNode) {
  const list = section.querySelector("ol");
  const keys = hits.map((hit) => `${hit.url} ${query}`);
  let same = 0;
  while (same < keys.length && list.children[same]?.dataset.key === keys[same]) same++;
  for (const node of [...list.children].slice(same)) node.remove();
  for (let place = same; place < hits.length; place++) {
    const node = hitNode(hits[place], query);
    node.dataset.key = keys[place];
    list.append(node);
  }
  section.hidden = !hits.length;
}

/** Facet values that a query names, as [group, value]: "ghana pension" names Ghana. */
export function named(query, facets) {
  return facets.flatMap((group) => group.values.map((value) => [group, value]))
    .filter(([, value]) => highlight(value.label, query).some((part) => part.mark));
}

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
    const set = make("fieldset", { hidden: true }, make("legend", {}, label), make("div", {}, ...rows.map((row) => row.item), more));
    const group = { id, rows, more, set, open: false };
    more.addEventListener("click", () => {
      group.open = !group.open;
      shorten(group);
    });
    return group;
  });

  /** Show the most frequent values of a long group, all of them on demand; what is on is always in sight. */
  function shorten({ rows, more, open }) {
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
        shorten(group);
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

/**
 * The down arrow leads from the words to the results and through them, the up arrow back; Escape leads back, then clears.
 * @param {HTMLElement} page
 * @param {HTMLInputElement} input
 * @param {() => HTMLElement[]} links the results in sight, in their order
 * @param {() => void} clear
 */
export function keys(page, input, links, clear) {
  page.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const stops = [input, ...links()];
    const here = stops.indexOf(document.activeElement);
    if (here < 0) return;
    if (event.key === "Escape") {
      event.preventDefault();
      if (here === 0) clear();
      input.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const next = stops[here + (event.key === "ArrowDown" ? 1 : -1)];
      if (!next) return;
      event.preventDefault();
      next.focus();
    }
  });
}
