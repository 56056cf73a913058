/**
 * Compare the first five answers of the client in Node, Chromium and Firefox: every query typed in Lao, 20 of each other language.
 * usage: node top5.mjs SITE PUPPETEER_FOLDER   (a folder whose node_modules has puppeteer-core)
 */
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";

const [site, folder] = process.argv.slice(2);
const require = createRequire(join(folder, "from.js"));
const puppeteer = (await import(pathToFileURL(require.resolve("puppeteer-core")))).default;

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".json": "application/json", ".txt": "text/plain", ".css": "text/css" };
const server = createServer((request, response) => {
  try {
    const path = decodeURIComponent(request.url.split("?")[0]);
    const data = readFileSync(join(site, path.endsWith("/") ? `${path}index.html` : path));
    response.setHeader("Content-Type", `${TYPES[extname(path) || ".html"] ?? "application/octet-stream"}; charset=utf-8`);
    response.end(data);
  } catch {
    response.statusCode = 404;
    response.end();
  }
}).listen(0, "127.0.0.1");
await new Promise((done) => server.once("listening", done));
const base = `http://127.0.0.1:${server.address().port}/`;

const rows = readFileSync(new URL("queries.jsonl", import.meta.url), "utf8").trim().split("\n").map((line) => JSON.parse(line));
const others = ["ru", "fr", "en"].flatMap((lang) => {
  const own = rows.filter((row) => row.lang === lang);
  return Array.from({ length: 20 }, (_, number) => own[Math.floor(number * own.length / 20)]);
});
const chosen = [...rows.filter((row) => row.lang === "lo"), ...others]
  .map(({ id, lang, target, query }) => ({ id, lang, index: target === "same" ? lang : target, query }));

/** Runs in Node and in the browsers alike. */
async function answers(client, root, queries, reader) {
  const { open } = await import(client);
  const opened = {};
  const out = {};
  for (const { id, index, query } of queries) {
    opened[index] ??= await (reader ? open(`${root}${index}`, reader) : open(`${root}${index}`));
    out[id] = (await opened[index].search(query, { limit: 5 })).map((hit) => `${hit.id} ${hit.score} ${hit.coverage}`);
  }
  return out;
}

async function browser(name, options) {
  const launched = await puppeteer.launch({ headless: true, ...options });
  try {
    const page = await launched.newPage();
    await page.goto(`${base}search/`);
    const found = await page.evaluate(
      `(${answers})(${JSON.stringify(`${base}assets/search/client.js`)}, ${JSON.stringify(`${base}assets/index/`)}, ${JSON.stringify(chosen)})`,
    );
    console.log(`${name}: ${await launched.version()}, ${Object.keys(found).length} queries answered`);
    return found;
  } finally {
    await launched.close();
  }
}

const node = await answers(pathToFileURL(join(site, "assets/search/client.js")).href, `${site}/assets/index/`, chosen, async (url) => readFileSync(url, "utf8"));
const chromium = await browser("Chromium", { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const firefox = await browser("Firefox", { browser: "firefox", executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr", protocol: "webDriverBiDi" });
for (const lang of ["lo", "ru", "fr", "en"]) {
  const own = chosen.filter((row) => row.lang === lang);
  const same = (one, other, part) => own.filter(({ id }) => JSON.stringify(one[id].map(part)) === JSON.stringify(other[id].map(part))).length;
  const record = (hit) => hit.split(" ")[0];
  console.log(`| ${lang} | ${own.length} | ${same(chromium, firefox, record)} | ${same(chromium, firefox, (hit) => hit)} | ${same(node, chromium, record)} |`);
  for (const { id, query } of own) {
    if (JSON.stringify(chromium[id]) !== JSON.stringify(firefox[id])) console.log(id, query, chromium[id], firefox[id]);
  }
}
server.close();
process.exit(0);
