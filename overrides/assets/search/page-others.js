/** Hits in the other languages; loaded when a reader asks for them. */

const COMPARED = 50; // hits of the reader's own language that are not repeated

/** Languages other than the reader's, those the browser prefers first. */
function preferred(codes) {
  const wanted = navigator.languages.map((tag) => tag.split("-")[0]);
  const rank = (code) => wanted.indexOf(code) + 1 || wanted.length + 1;
  return codes.sort((one, other) => rank(one) - rank(other));
}

/**
 * @param {{query: string, filters: Object, limit: number}} asked
 * @param {string} lang the reader's language
 * @param {string[]} codes languages with an index
 * @param {(code: string) => Promise<Object>} indexOf opens an index
 * @returns {Promise<Object[]>} sure hits with `lang` and `here`, best first; none that the reader's own index gives
 */
export async function searchOthers({ query, filters, limit }, lang, codes, indexOf) {
  const own = await (await indexOf(lang)).search(query, { limit: COMPARED, filters });
  const known = new Set(own.map((hit) => hit.id));
  const lists = await Promise.all(preferred(codes.filter((code) => code !== lang)).map(async (code) => {
    const index = await indexOf(code);
    const groups = await index.facets(query, { filters });
    const only = "missing" in groups ? { ...filters, missing: [lang] } : filters;
    // The facet `missing` names the languages a page does not exist in.
    const [untranslated, all] = await Promise.all([index.search(query, { limit, filters: only }), index.search(query, { limit, filters })]);
    const alone = new Set(untranslated.map((hit) => hit.id));
    return [...untranslated, ...all.filter((hit) => !alone.has(hit.id))].map((hit) => ({ ...hit, lang: code, here: !alone.has(hit.id) }));
  }));
  const once = new Map();
  for (const hit of lists.flat()) if (!known.has(hit.id) && !once.has(hit.id)) once.set(hit.id, hit);
  return [...once.values()].filter((hit) => !hit.close)
    .sort((one, other) => one.here - other.here || other.exact - one.exact || other.coverage - one.coverage || other.score - one.score).slice(0, limit);
}
