/** What is asked, as an address, and the last things asked, on the device only. */

const RECENT = "passerelle-searches";
const MOST_RECENT = 5;
const ALSO = "also";

/**
 * What an address asks for: `?q=pension&country=la&country=kh&also=1`. Values nobody offers are passed over.
 * @param {string} address the part from the question mark on
 * @param {{id: string, values: {id: string}[]}[]} facets
 * @returns {{query: string, filters: Object<string, string[]>, also: boolean}}
 */
export function readState(address, facets) {
  const asked = new URLSearchParams(address);
  const filters = {};
  for (const { id, values } of facets) {
    const wanted = values.map((value) => value.id).filter((value) => asked.getAll(id).includes(value));
    if (wanted.length) filters[id] = wanted;
  }
  return { query: asked.get("q") ?? "", filters, also: asked.has(ALSO) };
}

/** The address of this page that asks for a state: "?q=pension", or the bare page for an empty one. */
export function addressOf({ query, filters, also }) {
  const asked = new URLSearchParams();
  if (query.trim()) asked.set("q", query.trim());
  for (const [group, values] of Object.entries(filters)) for (const value of values) asked.append(group, value);
  if (also) asked.set(ALSO, "1");
  return `${asked}` ? `?${asked}` : location.pathname;
}

/** The last searches, newest first. */
export function recent() {
  try {
    const found = JSON.parse(localStorage.getItem(RECENT));
    return Array.isArray(found) ? found.filter((query) => typeof query === "string").slice(0, MOST_RECENT) : [];
  } catch {
    return [];
  }
}

export function remember(query) {
  const asked = query.trim();
  if (!asked) return;
  try {
    localStorage.setItem(RECENT, JSON.stringify([asked, ...recent().filter((other) => other !== asked)].slice(0, MOST_RECENT)));
  } catch { /* a private window: nothing is kept */ }
}

export function forget() {
  try { localStorage.removeItem(RECENT); } catch { /* nothing was kept */ }
}
