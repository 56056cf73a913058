/**
 * Answer the queries of one collection with one engine.
 * usage: node peers.mjs ENGINE WORK < collection.json > answers.json
 * The collection is {lang, documents: [{id, title, text}], queries: [text], index: folder, assets: folder};
 * an answer is {ids, confident, kb, requests}; kb is gzip, client code included, cold.
 */
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const require = createRequire(import.meta.url);
const size = (data) => gzipSync(data, { level: 9 }).length / 1024;
const input = JSON.parse(readFileSync(0, "utf8"));
const [engine, work] = process.argv.slice(2);

async function ours() {
  const { open } = await import(join(input.assets, "client.js"));
  const modules = ["client.js", "files.js", "fold.js", "match.js"];
  const code = modules.reduce((sum, name) => sum + size(readFileSync(join(input.assets, name))), 0);
  const answers = [];
  for (const query of input.queries) {
    let [kb, requests] = [code, modules.length];
    const index = await open(input.index, async (url) => {
      const text = readFileSync(url);
      kb += size(text);
      requests += 1;
      return text.toString();
    });
    const hits = await index.search(query, { limit: 10 });
    answers.push({ ids: hits.map((hit) => hit.id), confident: hits.some((hit) => !hit.close), kb, requests });
  }
  return answers;
}

const plain = (text) => text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f\u0ec8-\u0ecc\u200b-\u200d]/g, "");

async function minisearch() {
  const { default: MiniSearch } = await import("minisearch");
  const segmenter = new Intl.Segmenter(input.lang, { granularity: "word" });
  const tokenize = (text) => [...segmenter.segment(text)].filter((part) => part.isWordLike).map((part) => part.segment);
  const options = {
    fields: ["title", "text"], tokenize, processTerm: plain,
    searchOptions: { boost: { title: 3 }, fuzzy: 0.2, prefix: true },
  };
  const index = new MiniSearch(options);
  index.addAll(input.documents);
  const { minify } = await import("terser");
  const { code } = await minify(readFileSync(join(require.resolve("minisearch"), "../../umd/index.js"), "utf8"));
  const kb = size(JSON.stringify(index)) + size(code);
  return input.queries.map((query) => {
    const ids = index.search(query).slice(0, 10).map((hit) => hit.id);
    return { ids, confident: ids.length > 0, kb, requests: 2 };
  });
}

async function lunr() {
  const library = require("lunr");
  let code = size(readFileSync(require.resolve("lunr/lunr.min.js")));
  const multi = ["fr", "ru"].includes(input.lang);
  if (multi) {
    require("lunr-languages/lunr.stemmer.support")(library);
    require(`lunr-languages/lunr.${input.lang}`)(library);
    code += size(readFileSync(require.resolve(`lunr-languages/min/lunr.${input.lang}.min.js`)));
  }
  const index = library(function build() {
    if (multi) this.use(library[input.lang]);
    if (input.lang === "lo") {
      this.pipeline.reset(); // the English trimmer would delete every Lao word
      this.searchPipeline.reset();
    }
    this.field("title", { boost: 1000 });
    this.field("text");
    for (const document of input.documents) this.add(document);
  });
  const kb = code + size(JSON.stringify(input.documents));
  return input.queries.map((query) => {
    // As Material for MkDocs asks: every term, exactly and as a beginning.
    let ids = [];
    const terms = query.split(/\s+/).map((term) => term.replace(/[~^:*+\\-]/g, " ").trim()).filter(Boolean);
    if (terms.length) {
      ids = index.query((q) => {
        for (const term of terms.flatMap((part) => part.split(/\s+/))) {
          q.term(term.toLowerCase(), { boost: 10 });
          q.term(term.toLowerCase(), { wildcard: library.Query.wildcard.TRAILING });
        }
      }).slice(0, 10).map((hit) => hit.ref);
    }
    return { ids, confident: ids.length > 0, kb, requests: 2 };
  });
}

async function pagefind() {
  const { createIndex, close } = await import("pagefind");
  const { index } = await createIndex();
  for (const { id, title, text } of input.documents) {
    await index.addCustomRecord({ url: `/${encodeURIComponent(id)}/`, content: `${title}. ${text}`, language: input.lang, meta: { title } });
  }
  const folder = join(work, `pagefind-${input.lang}-${input.documents.length}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await index.writeFiles({ outputPath: folder });
  await close();
  let [kb, requests] = [0, 0];
  const server = createServer((request, response) => {
    try {
      const data = readFileSync(join(folder, decodeURIComponent(request.url.split("?")[0])));
      kb += Math.min(data.length / 1024, size(data));
      requests += 1;
      response.end(data);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  }).listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const base = `http://127.0.0.1:${server.address().port}/`;
  globalThis.document = { currentScript: null, querySelector: () => ({ getAttribute: () => input.lang }) };
  globalThis.window = { location: { origin: base.slice(0, -1) } };
  globalThis.location = { href: base, origin: base.slice(0, -1) };
  const fetchUrl = globalThis.fetch;
  // Without a page, Pagefind takes its folder on disk for its address.
  globalThis.fetch = (url, options) => fetchUrl(base + String(url).replace(/^file:\/\//, "").replace(folder, "").replace(/^\/+/, ""), options);
  const script = readFileSync(join(folder, "pagefind.js"));
  const answers = [];
  for (const query of input.queries) {
    [kb, requests] = [size(script), 1];
    const client = await import(`${join(folder, "pagefind.js")}?${answers.length}`);
    const found = await client.search(query);
    const pages = await Promise.all(found.results.slice(0, 10).map((result) => result.data()));
    const ids = pages.map((page) => decodeURIComponent(page.raw_url ?? page.url).replaceAll("/", ""));
    answers.push({ ids, confident: ids.length > 0, kb, requests });
  }
  server.close();
  return answers;
}

const started = performance.now();
const answers = await { ours, minisearch, lunr, pagefind }[engine]();
process.stdout.write(JSON.stringify({ answers, seconds: (performance.now() - started) / 1000 }), () => process.exit(0));
