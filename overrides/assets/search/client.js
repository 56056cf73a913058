/**
 * Search in the browser (and in Node): reads a static index file by file and answers from it.
 *
 *   const index = await open("/assets/search/lo/");
 *   const hits = await index.search("ບຳນານ", { limit: 10, filters: { country: ["la"] } });
 *
 * The twin of hooks/passerelle/search/query.py, which explains scores and file contents;
 * a test holds the two to the same answers. No dependency, no build step.
 */

import { fetched, readFiles } from "./files.js";
import { GRAM, pairs, parse, rough } from "./fold.js";
import { LEAST, SURE, backReach, formSimilarity, nearest, reach, reversed, typoSimilarity } from "./match.js";

/** Hits whose coverage is below it are close matches only. */
export const CONFIDENT = 0.6;
const LEAST_COVERAGE = 0.2;
const GRAM_WEIGHT = 0.4;
const ROUGH_WORTH = 0.8;
const PAIR_GAIN = 1;
const PART = /[ =]/; // marks keys that are no word: pairs and spellings
const MOST_FORMS = 40;
const MOST_CORRECTIONS = 3;

/**
 * Open the index in a folder.
 * @param {string} baseUrl address of the folder
 * @param {(url: string) => Promise<string>} [fetchText] how a file is read
 * @returns {Promise<{search: Function, facets: Function, suggest: Function}>}
 *   search(query, {limit = 10, filters = {}}) -> hits {id, url, title, summary, score, coverage, close, exact},
 *     best first; the array's `total` counts all answers; an empty query lists all pages;
 *   facets(query, {filters}) -> {group: {value: count}}; suggest(query) -> corrected query or null.
 *   Filters are {group: [value, ...]}: any value of a group, all groups.
 */
export async function open(baseUrl, fetchText = fetched) {
  const base = baseUrl.endsWith("/") ? baseUrl : `${baseUrl}/`;
  let reader = await read(base, fetchText);
  // After a new publication the old files are gone: read the manifest again, once.
  const fresh = (name) => async (query, options = {}) => {
    try {
      return await reader[name](query, options);
    } catch (error) {
      const next = await read(base, fetchText);
      if (next.version === reader.version) throw error;
      reader = next;
      return reader[name](query, options);
    }
  };
  return { search: fresh("search"), facets: fresh("facets"), suggest: fresh("suggest") };
}

async function read(base, fetchText) {
  const { version, count, range, postings, neighbours, exactPages, usual, card, facetTable, filter } = await readFiles(base, fetchText);

  const idf = (pages) => Math.log(1 + (count - pages + 0.5) / (pages + 0.5));

  async function near(word) {
    const keys = await range("keys", reach(word), word);
    return new Map(keys.filter((key) => !PART.test(key)).map((key) => [key, formSimilarity(word, key)]).filter((form) => form[1]));
  }

  async function corrections(word) {
    const [forward, backward] = await Promise.all([
      range("keys", reach(word), word), range("back", backReach(word), reversed(word)),
    ]);
    const meant = new Set([...forward, ...backward.map(reversed)]);
    return nearest([...meant].map((candidate) => [candidate, typoSimilarity(word, candidate)])
      .filter((meaning) => meaning[1] && !PART.test(meaning[0]))).slice(0, MOST_CORRECTIONS);
  }

  async function formsOf(word) {
    const forms = await near(word);
    if (Math.max(0, ...forms.values()) < SURE && /^\p{L}+$/u.test(word)) {
      for (const [candidate, similarity] of await corrections(word)) {
        for (const [form, nearness] of await near(candidate)) {
          forms.set(form, Math.max(forms.get(form) ?? 0, similarity * nearness));
        }
      }
    }
    return new Map(nearest([...forms]).slice(0, MOST_FORMS).filter((form) => form[1] >= LEAST));
  }

  async function wordMatches(unit) {
    const forms = await formsOf(unit.text);
    const [match, gain] = [new Map(), new Map()];
    for (const [word, similarity] of forms) {
      const fourth = similarity * similarity * similarity * similarity;
      for (const { number, impact } of await postings(word)) {
        raise(match, number, similarity * similarity);
        raise(gain, number, fourth * impact);
      }
    }
    const exact = forms.has(unit.text) ? await exactPages(unit.text, unit.spelling) : new Set();
    return { weight: idf(match.size), match, gain, exact };
  }

  async function gramPages(gram) {
    const pages = new Map();
    const strong = new Set();
    const keys = gram.text.length === GRAM ? [gram.text]
      : (await range("keys", gram.text, gram.text)).filter((key) => key.startsWith(gram.text) && !key.includes("="));
    for (const key of keys) {
      for (const { number, impact } of await postings(key)) raise(pages, number, impact);
      for (const number of await exactPages(key, gram.spelling)) strong.add(number);
    }
    return { pages, strong };
  }

  async function gramMatches(grams) {
    const found = await Promise.all(grams.map(gramPages));
    const everything = grams.every((gram) => gram.optional);
    const [match, gain, optional] = [new Map(), new Map(), new Map()];
    let weight = 0;
    let exact = null;
    found.forEach(({ pages, strong }, place) => {
      const worth = GRAM_WEIGHT * idf(pages.size);
      const mayMiss = grams[place].optional && !everything;
      if (!mayMiss) {
        weight += worth;
        exact = exact ? new Set([...exact].filter((number) => strong.has(number))) : strong;
      }
      for (const [number, impact] of pages) {
        add(gain, number, worth * impact);
        add(match, number, worth);
        if (mayMiss) add(optional, number, worth);
      }
    });
    for (const number of match.keys()) {
      const of = weight + (optional.get(number) ?? 0);
      match.set(number, match.get(number) / of);
      gain.set(number, gain.get(number) / of);
    }
    return { weight, match, gain, exact: exact ?? new Set() };
  }

  async function runMatches(run) {
    const found = await gramMatches(run.grams);
    if (run.text.length <= GRAM || [...found.match.values()].some((match) => match >= CONFIDENT)) return found;
    const coarse = await gramMatches(rough(run));
    for (const [number, match] of coarse.match) {
      raise(found.match, number, ROUGH_WORTH * match);
      raise(found.gain, number, ROUGH_WORTH * coarse.gain.get(number));
    }
    return found;
  }

  async function ranked(query, filters) {
    const passes = await filter(filters);
    const units = parse(query);
    if (!units.length) {
      const everything = query.trim() ? [] : Array.from({ length: count }, (_, number) => number);
      return everything.filter(passes).map((number) => ({ number, score: 0, coverage: 1, exact: false }));
    }
    const found = await Promise.all(units.map((unit) => (unit.grams ? runMatches(unit) : wordMatches(unit))));
    const words = units.filter((unit) => !unit.grams).map((unit) => unit.text);
    const paired = await Promise.all(pairs(words).map(neighbours));
    const whole = found.reduce((sum, matches) => sum + matches.weight, 0);
    const answers = [];
    for (const number of new Set(found.flatMap((matches) => [...matches.match.keys()]))) {
      let [gain, coverage] = [0, 0];
      for (const matches of found) {
        gain += matches.weight * (matches.gain.get(number) ?? 0);
        coverage += matches.weight * (matches.match.get(number) ?? 0);
      }
      coverage /= whole;
      if (coverage >= LEAST_COVERAGE && passes(number)) {
        const exact = found.every((matches) => matches.exact.has(number));
        const together = paired.filter((pages) => pages.has(number)).length / Math.max(1, paired.length);
        const score = gain * coverage * coverage * (1 + PAIR_GAIN * together);
        answers.push({ number, score: rounded(score), coverage: rounded(coverage), exact });
      }
    }
    return answers.sort((one, other) => other.exact - one.exact || other.score - one.score || one.number - other.number);
  }

  async function search(query, { limit = 10, filters } = {}) {
    const answers = await ranked(query, filters);
    const hits = await Promise.all(answers.slice(0, limit).map(async ({ number, score, coverage, exact }) => {
      const [id, url, title, summary] = await card(number);
      return { id, url, title, summary, score, coverage, close: coverage < CONFIDENT, exact };
    }));
    return Object.assign(hits, { total: answers.length });
  }

  async function facets(query, { filters } = {}) {
    const [table, answers] = await Promise.all([facetTable(), ranked(query)]);
    const counts = {};
    for (const { group, values, pages } of table) {
      const passes = await filter(filters, group);
      counts[group] = Object.fromEntries(values.map((value) => [value, 0]));
      for (const { number } of answers) {
        if (passes(number)) for (const value of pages[number]) counts[group][values[value]]++;
      }
    }
    return counts;
  }

  async function suggest(query) {
    let changed = false;
    const corrected = [];
    for (const unit of parse(query)) {
      const forms = unit.grams ? new Map() : await formsOf(unit.text);
      const best = forms.has(unit.text) ? undefined : await likeliest(forms);
      if (best && formSimilarity(unit.text, best) < SURE && typoSimilarity(unit.text, best)) {
        changed = true;
        corrected.push(await usual(best));
      } else corrected.push(unit.spelling ?? unit.text);
    }
    return changed ? corrected.join(" ") : null;
  }

  async function likeliest(forms) {
    const counted = await Promise.all([...forms].map(async ([word, similarity]) => [word, similarity, (await postings(word)).length]));
    counted.sort((one, other) => other[1] - one[1] || other[2] - one[2] || (one[0] < other[0] ? -1 : 1));
    return counted[0]?.[0];
  }

  return { version, search, facets, suggest };
}

const raise = (map, key, value) => map.set(key, Math.max(map.get(key) ?? 0, value));
const add = (map, key, value) => map.set(key, (map.get(key) ?? 0) + value);
const rounded = (value) => Math.floor(value * 1e6 + 0.5) / 1e6;
