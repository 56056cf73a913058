/** Hits as list items, with the words that answer marked. */

import { highlight } from "./highlight.js";
import { make } from "./page-words.js";

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

/** Facet values that a query names, as [group, value]: "ghana pension" names Ghana. */
export function named(query, facets) {
  return facets.flatMap((group) => group.values.map((value) => [group, value]))
    .filter(([, value]) => highlight(value.label, query).some((part) => part.mark));
}
