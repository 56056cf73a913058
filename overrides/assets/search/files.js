/** Reading the files of an index: the twin of hooks/passerelle/search/coding.py and of the reading half of query.py. */

import { isLao } from "./fold.js";
import { reversed } from "./match.js";

const MOST_SHARDS = 3; // read for the forms of one word
const LEVELS = [0.3, 0.5, 0.7, 0.9];
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUES = Object.fromEntries([...DIGITS].map((digit, value) => [digit, value]));

export async function fetched(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.text();
}

/** Read the manifest of an index and return how to look things up in its other files, each fetched once. */
export async function readFiles(base, fetchText) {
  const manifest = JSON.parse(await fetchText(`${base}manifest.json`));
  const { version, count, cards } = manifest;
  const files = new Map();

  function file(name, parsed) {
    if (!files.has(name)) {
      const text = fetchText(base + name).then(parsed);
      files.set(name, text);
      text.catch(() => files.delete(name));
    }
    return files.get(name);
  }

  const shard = (part, number) => number < manifest[part].length
    ? file(`${part[0]}${number}.${version}.txt`, readShard) : Promise.resolve(new Map());

  function position(part, key) {
    let [low, high] = [0, manifest[part].length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (key < manifest[part][middle]) high = middle;
      else low = middle + 1;
    }
    return Math.max(0, low - 1);
  }

  const shardOf = (key) => shard("keys", position("keys", key));

  async function range(part, prefix, centre) {
    let low = position(part, prefix);
    const high = position(part, `${prefix}\uffff`);
    low = Math.max(low, Math.min(position(part, centre) - Math.floor(MOST_SHARDS / 2), high - MOST_SHARDS + 1));
    const shards = [];
    for (let number = low; number <= Math.min(high, low + MOST_SHARDS - 1); number++) shards.push(shard(part, number));
    return (await Promise.all(shards)).flatMap((entries) => [...entries.keys()]);
  }

  async function postings(token) {
    let number = 0;
    return numbers((await shardOf(token)).get(token) ?? "").map((code) => {
      number += Math.floor(code / 8);
      return { number, impact: LEVELS[code % 4], strong: (code & 4) > 0 };
    });
  }

  async function neighbours(pair) {
    let number = 0;
    return new Set(numbers((await shardOf(pair)).get(pair) ?? "").map((gap) => (number += gap)));
  }

  async function exactPages(token, spelling) {
    const prefix = `${token}=`;
    const [entries, found] = await Promise.all([shardOf(prefix), postings(token)]);
    const strong = found.filter((posting) => posting.strong).map((posting) => posting.number);
    const keys = [...entries.keys()].filter((key) => key.startsWith(prefix));
    const pages = new Set();
    for (const key of keys.length ? keys : [prefix + token]) {
      const text = key.slice(prefix.length);
      if (text === spelling || (isLao(token) && spelling && text.startsWith(spelling))) {
        const gaps = numbers(entries.get(key) ?? "");
        let number = 0;
        for (const page of gaps.length ? gaps.map((gap) => (number += gap)) : strong) pages.add(page);
      }
    }
    return pages;
  }

  async function usual(word) {
    const backward = reversed(word);
    return (await shard("back", position("back", backward))).get(backward) || word;
  }

  const facetTable = () => manifest.facets ? file(`facets.${version}.json`, (text) => Object.entries(JSON.parse(text))
    .map(([group, [values, codes]]) => ({ group, values, pages: codes.map(numbers) }))) : Promise.resolve([]);

  async function filter(filters, without) {
    const wanted = Object.entries(filters ?? {}).filter(([group, values]) => group !== without && [...values].length);
    if (!wanted.length) return () => true;
    const table = await facetTable();
    const tests = wanted.map(([group, values]) => [table.find((facet) => facet.group === group), new Set(values)]);
    return (number) => tests.every(([facet, values]) => facet?.pages[number].some((value) => values.has(facet.values[value])));
  }

  const card = async (number) => (await file(`c${Math.floor(number / cards)}.${version}.json`, JSON.parse))[number % cards];

  return { version, count, range, postings, neighbours, exactPages, usual, card, facetTable, filter };
}

function numbers(text) {
  const values = [];
  let [value, scale] = [0, 1];
  for (const char of text) {
    value += (VALUES[char] % 32) * scale;
    scale *= 32;
    if (VALUES[char] < 32) {
      values.push(value);
      [value, scale] = [0, 1];
    }
  }
  return values;
}

function readShard(text) {
  const entries = new Map();
  let key = "";
  for (const line of text ? text.split("\n") : []) {
    const tab = line.indexOf("\t");
    const head = tab < 0 ? line : line.slice(0, tab);
    key = key.slice(0, VALUES[head[0]]) + head.slice(1);
    entries.set(key, tab < 0 ? "" : line.slice(tab + 1));
  }
  return entries;
}
