/**
 * Answer queries from the indexes of a built site by its own client, and the monolingual ones by MiniSearch.
 * usage: node measure.mjs < asked.json > answered.json (see measure.py)
 */
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { pathToFileURL } from "node:url";

const { site, modules, queries, documents } = JSON.parse(readFileSync(0, "utf8"));
const require = createRequire(join(modules, "from.js"));
const size = (data) => gzipSync(data, { level: 9 }).length / 1024;
const assets = join(site, "assets", "search");
const CLIENT = ["client.js", "files.js", "fold.js", "match.js"];

const { open } = await import(pathToFileURL(join(assets, "client.js")));
const code = CLIENT.reduce((sum, name) => sum + size(readFileSync(join(assets, name))), 0);

async function ours({ lang, target, query, control_query: control }) {
  let [kb, requests] = [code, CLIENT.length];
  const index = await open(join(site, "assets", "index", target === "same" ? lang : target), async (url) => {
    const text = readFileSync(url);
    kb += size(text);
    requests += 1;
    return text.toString();
  });
  const hits = await index.search(query, { limit: 10 });
  const [cost, [, , , , fifth, sixth]] = [{ kb, requests }, hits];
  return {
    ours: hits.map((hit) => hit.id), sure: hits.filter((hit) => !hit.close).map((hit) => hit.id),
    coverage: hits.map((hit) => hit.coverage), ...cost,
    tied: Boolean(sixth) && fifth.exact === sixth.exact && fifth.score === sixth.score,
    control: control ? (await index.search(control, { limit: 10 })).map((hit) => hit.id) : [],
  };
}

const plain = (text) => text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f\u0ec8-\u0ecc\u200b-\u200d]/g, "");
const { default: MiniSearch } = await import(pathToFileURL(require.resolve("minisearch")));
const { minify } = require("terser");

async function peer(lang) {
  const segmenter = new Intl.Segmenter(lang, { granularity: "word" });
  const tokenize = (text) => [...segmenter.segment(text)].filter((part) => part.isWordLike).map((part) => part.segment);
  const before = process.cpuUsage();
  const index = new MiniSearch({
    fields: ["title", "summary", "text", "labels"], tokenize, processTerm: plain,
    searchOptions: { boost: { title: 3, summary: 2, labels: 0.3 }, fuzzy: 0.2, prefix: true },
  });
  index.addAll(documents[lang]);
  const used = process.cpuUsage(before);
  const library = await minify(readFileSync(join(modules, "minisearch", "dist", "umd", "index.js"), "utf8"));
  return { index, kb: size(JSON.stringify(index)) + size(library.code), cpu: (used.user + used.system) / 1e6 };
}

const peers = {};
for (const lang of Object.keys(documents)) peers[lang] = await peer(lang);
const answers = [];
for (const query of queries) {
  const answer = await ours(query);
  if (query.target === "same") answer.minisearch = peers[query.lang].index.search(query.query).slice(0, 10).map((hit) => hit.id);
  answers.push(answer);
}
const minisearch = Object.fromEntries(Object.entries(peers).map(([lang, { kb, cpu }]) => [lang, { kb, cpu }]));
process.stdout.write(JSON.stringify({ answers, minisearch }));
