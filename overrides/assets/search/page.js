/**
 * The search page: answers as you type. The address holds what is asked, so reload, links and the back button work.
 * Without this script the form leads to the same page, which then offers lists to browse.
 */

import { open } from "./client.js";
import { addressOf, forget, readState, recent, remember } from "./page-state.js";
import { at, chips, facetPanel, fillSection, hitMaker, keys, make, named, sentences } from "./page-view.js";

const PAUSE = 180; // ms between a letter and the search
const LATE = 300; // ms until "searching" is said
const PAGE = 10; // hits shown at a time
const FIRST = 3; // hits shown while the others are on their way
const MOST_RELATED = 5;

const data = JSON.parse(at("search-data").textContent);
const { lang, base, facets } = data;
const say = sentences(data);
const hitNode = hitMaker(data, say);
const [input, status, app, retry, more] = ["search-input", "search-status", "search-app", "search-retry", "search-more"].map(at);
const form = input.form;
const also = at("search-also").querySelector("input");
const browse = document.querySelector(".browse");
const title = document.title;

let state = readState(location.search, facets);
let limit = PAGE;
let turn = 0; // an answer to an older question is not shown
let settled = true; // the next letter begins a new entry of the history
let timer;

const opened = new Map();
function indexOf(code) {
  if (!opened.has(code)) {
    const index = open(base + data.indexes[code]);
    opened.set(code, index);
    index.catch(() => opened.delete(code));
  }
  return opened.get(code);
}

const hitLinks = () => [...app.querySelectorAll("section:not([hidden]) .hit a")];
const asks = () => state.query.trim() !== "" || Object.keys(state.filters).length > 0;

/** Ask what is in the box now, with `changes` to the state; `how` the history learns of it: "push" or "replace". */
function ask(changes, how = "push") {
  state = { ...state, query: input.value, ...changes };
  state.filters = Object.fromEntries(Object.entries(state.filters).filter(([, values]) => values.length));
  limit = PAGE;
  const address = addressOf(state);
  if (address !== (location.search || location.pathname)) history[`${how}State`](null, "", address);
  answer();
}

/** Put the state where the reader sees it, and answer it. */
async function answer() {
  clearTimeout(timer);
  const mine = ++turn;
  const stale = () => mine !== turn;
  const { query, filters } = state;
  const asked = query.trim();
  if (input.value.trim() !== asked) input.value = query;
  also.checked = state.also;
  document.title = asked ? `${asked} · ${title}` : title;
  retry.hidden = true;
  showRecent();
  if (!asks()) {
    app.hidden = true;
    browse.hidden = false;
    status.textContent = "";
    showMeant(null);
    return;
  }
  if (app.hidden) browse.hidden = true; // nothing in sight will jump when the answers come
  chips(at("search-chips"), facets, filters, { say, change: unchip });
  const late = setTimeout(() => { status.textContent = say("searching"); }, LATE);
  try {
    const index = await indexOf(lang);
    const [first, all] = [FIRST, limit].map((limit) => index.search(query, { limit, filters }));
    let whole = false;
    first.then((hits) => { if (!stale() && !whole && hits.length) list(hits); }, () => {});
    const hits = await all;
    if (stale()) return;
    whole = true;
    clearTimeout(late);
    showHits(hits);
    const [counts, meant] = await Promise.all([index.facets(query, { filters }), index.suggest(query)]);
    if (stale()) return;
    panel.update(counts, filters);
    showMeant(meant);
    if (state.also && asked) {
      const { searchOthers } = await import("./page-others.js");
      const found = await searchOthers({ query, filters, limit: PAGE }, lang, Object.keys(data.indexes), indexOf);
      if (!stale()) showOthers(found);
    }
  } catch (error) {
    console.warn(error);
    if (!stale()) showFailure();
  } finally {
    clearTimeout(late);
  }
}

const fill = (id, hits) => fillSection(at(id), hits, state.query, hitNode);

/** Print the hits, those that answer only in part under their own heading; return the sure ones. */
function list(hits) {
  const sure = hits.filter((hit) => !hit.close);
  fill("search-hits", sure);
  fill("search-close", hits.filter((hit) => hit.close));
  more.hidden = hits.length >= hits.total;
  at("search-help").hidden = browse.hidden = sure.length > 0;
  app.hidden = false;
  return sure;
}

/** "12 results · 3 close matches". Sure hits come first, so without the client's count those in sight are all. */
function counted(hits, inSight) {
  const sure = hits.sure ?? (inSight < hits.length ? inSight : hits.total);
  const query = state.query.trim();
  const first = sure ? say("count", { n: sure }) : query ? say("none", { query }) : say("none_filtered");
  return hits.total > sure ? `${first} · ${say("count_close", { n: hits.total - sure })}` : first;
}

function showHits(hits) {
  const sure = list(hits);
  status.textContent = counted(hits, sure.length);
  at("search-others").hidden = true;
  if (!sure.length) showRelated();
}

function showRelated() {
  const links = named(state.query, facets).slice(0, MOST_RELATED).map(([group, value]) =>
    make("a", { href: addressOf({ query: "", filters: { [group.id]: [value.id] } }) }, `${group.label}: ${value.label}`));
  at("search-related").hidden = !links.length;
  at("search-related").querySelector("span").replaceChildren(...links.flatMap((link) => [link, " "]));
}

function showMeant(meant) {
  const [line, link] = [at("search-meant"), at("search-meant").querySelector("a")];
  line.hidden = !meant;
  if (!meant) return;
  link.textContent = meant;
  link.href = addressOf({ ...state, query: meant });
}

function showOthers(found) {
  fill("search-others", found);
  at("search-others").hidden = false;
  at("search-others").querySelector("p.small").hidden = found.length > 0;
  if (found.length) {
    browse.hidden = at("search-help").hidden = true;
    const jump = make("button", { type: "button", className: "plain" }, say("count_others", { n: found.length }));
    jump.addEventListener("click", () => at("search-others").querySelector("h2").focus());
    status.append(" · ", jump);
  }
}

function showFailure() {
  status.textContent = say("failed");
  retry.hidden = false;
  app.hidden = true;
  browse.hidden = false;
}

function showRecent() {
  const queries = asks() ? [] : recent();
  at("search-recent").hidden = !queries.length;
  at("search-recent").querySelector("ul").replaceChildren(...queries.map((query) =>
    make("li", {}, make("a", { href: addressOf({ query, filters: {}, also: state.also }) }, query))));
}

/** A chip is pressed: what had the focus may be gone, so it goes to the count. */
function unchip(filters) {
  ask({ filters });
  status.focus({ preventScroll: true });
}

function settle() {
  settled = true;
  remember(input.value);
}

const panel = facetPanel(at("search-facets"), facets, { lang, say, change: (filters) => ask({ filters }) });

input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (input.value.trim() === state.query.trim()) return;
    const how = settled ? "push" : "replace";
    settled = false;
    ask({}, how);
  }, PAUSE);
});
input.addEventListener("change", settle);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask({}, settled ? "push" : "replace");
  settle();
  if (matchMedia("(pointer: coarse)").matches) input.blur(); // puts the phone's keyboard away
});
also.addEventListener("change", () => ask({ also: also.checked }));
retry.addEventListener("click", () => { answer(); input.focus(); });
addEventListener("online", () => { if (!retry.hidden) answer(); });
addEventListener("popstate", () => {
  state = readState(location.search, facets);
  limit = PAGE;
  settled = true;
  answer();
});
more.addEventListener("click", async () => {
  const [mine, before] = [turn, new Set(hitLinks().map((link) => link.href))];
  limit += PAGE;
  try {
    const hits = await (await indexOf(lang)).search(state.query, { limit, filters: state.filters });
    if (mine !== turn) return;
    list(hits);
    hitLinks().find((link) => !before.has(link.href))?.focus();
  } catch {
    if (mine === turn) showFailure();
  }
});
at("search-recent").querySelector("button").addEventListener("click", () => {
  forget();
  showRecent();
  input.focus();
});

/** Links that ask for something on this page answer without loading it again; others are remembered with their search. */
document.querySelector(".search-page").addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.closest(".hit")) remember(state.query);
  if (link.pathname !== location.pathname || !link.search) return;
  event.preventDefault();
  ask(readState(link.search, facets));
  settle();
  input.focus({ preventScroll: true });
});

keys(document.querySelector(".search-page"), input, () => app.hidden ? [] : hitLinks(), () => {
  if (!input.value) return;
  input.value = "";
  ask({}, settled ? "push" : "replace");
});

at("search-help").querySelector("a").href = base + data.contribute;
if (input.value && !state.query) state.query = input.value; // typed before this script came
indexOf(lang).catch(() => {}); // fetched while the reader types
answer();
