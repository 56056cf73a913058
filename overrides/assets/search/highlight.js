/** Which parts of a text answer a query, found in folded spelling and given in the text's own. */

import { GRAM, PIECE, fold, isLao, parse } from "./fold.js";
import { formSimilarity, typoSimilarity } from "./match.js";

const NEAR = 0.8;
// A character with the marks and invisible characters after it folds on its own.
const CLUSTER = /\s|[^\p{M}\s][\p{M}\u00ad\u200b-\u200f\u2060\ufeff]*|[\p{M}\u00ad\u200b-\u200f\u2060\ufeff]+/gsu;

/** Folded text with, for each of its UTF-16 units, the start and end of its source. */
export function foldMap(text) {
  let folded = "";
  const starts = [];
  const ends = [];
  const found = [...text.matchAll(CLUSTER)];
  found.forEach(({ 0: cluster, index }, place) => {
    const part = fold(cluster);
    if (part === " ") {
      const next = found.slice(place + 1).find((other) => fold(other[0]).trim());
      const between = folded && isLao(folded[folded.length - 1]) && next && isLao(fold(next[0]));
      if (between || folded.endsWith(" ")) return;
    }
    if (part[0] === "ເ" && folded.endsWith("ເ")) {
      folded = `${folded.slice(0, -1)}ແ${part.slice(1)}`;
      ends[ends.length - 1] = index + cluster.length;
      for (let i = 1; i < part.length; i++) starts.push(index), ends.push(index + cluster.length);
      return;
    }
    folded += part;
    for (let i = 0; i < part.length; i++) starts.push(index), ends.push(index + cluster.length);
  });
  return { folded, starts, ends };
}

function* everywhere(text, part) {
  for (let at = text.indexOf(part); part && at >= 0; at = text.indexOf(part, at + 1)) yield [at, at + part.length];
}

function* inRun(text, run) {
  let whole = false;
  for (const range of everywhere(text, run.text)) {
    whole = true;
    yield range;
  }
  if (whole) return;
  for (const part of run.parts.length > 1 ? run.parts.filter((part) => part.length >= 3) : []) yield* everywhere(text, part);
  for (let i = 0; i + GRAM <= run.text.length; i++) yield* everywhere(text, run.text.slice(i, i + GRAM));
}

const answers = (word, text) => word.startsWith(text) || formSimilarity(text, word) >= NEAR || typoSimilarity(text, word) >= NEAR;

/**
 * Cut a text where it answers a query.
 * @param {string} text any text, as shown
 * @param {string} query the query as typed
 * @returns {{text: string, mark: boolean}[]} segments that joined are the text
 */
export function highlight(text, query) {
  const { folded, starts, ends } = foldMap(text);
  const units = parse(query);
  const marked = new Array(text.length).fill(false);
  const mark = ([from, to]) => marked.fill(true, starts[from], ends[to - 1]);
  for (const piece of folded.matchAll(PIECE)) {
    const at = piece.index;
    for (const unit of units) {
      if (unit.grams) {
        if (isLao(piece[0])) for (const [from, to] of inRun(piece[0], unit)) mark([at + from, at + to]);
      } else if (!isLao(piece[0]) && answers(piece[0], unit.text)) mark([at, at + piece[0].length]);
    }
  }
  const segments = [];
  let from = 0;
  for (let at = 1; at <= text.length; at++) {
    if (at === text.length || marked[at] !== marked[from]) {
      segments.push({ text: text.slice(from, at), mark: marked[from] });
      from = at;
    }
  }
  return segments;
}
