/**
 * Reads Markdown: the twin of hooks/passerelle/content/markdown.py and inline.py, which explain the rules. No pattern is
 * slower than linear. Texts have no U+FEFF, which is white space here and not in Python. Lines are those of blocks.
 */

import { hiddenCharacters } from "./text.js";

const FENCE = /^(`{3,}|~{3,}) *(?:[\p{L}\p{N}_#.+-]+ *)?$/u;
const FENCE_LIKE = /^\s*(?:`{3,}[^`]*|~{3,}[^~]*)$/u;
const HAS_FENCE = /```|~~~/;
const HEADING_ID = /\{[ \t]*#([^\s{}]{1,80})[ \t]*\}$/u;
const UNDERLINED = /^(?!#)([^\n]*)\n(?:=+|-+) *(?:\n|$)/u;
const AUTOLINK = /<((?:https?|mailto|javascript|data|ftp):[^<>\s]*)>/giu;
const REFERENCE_LINK = /\[(?!\^)[^[\]]{1,200}\] ?\[(?!\^)[^[\]]{0,100}\]/gu;
const DEFINITION = /^ {0,3}\[(\^?)[^[\]\n]{1,100}\]:/gmu;
const MARK = /\[\^([^[\]\n]{0,80})\]/gu;
const TAG = /<\/?[A-Za-z!?][^>\n]{0,200}>?/gu;
const QUIZ_TAG = /^<\/?quiz[\s>]/;
const ATTRIBUTES = /\{[^{}\n]*\}/gu;
const ENTITY = /&#(?:[xX]([0-9A-Fa-f]{1,8})|([0-9]{1,8}));?/gu;
const CONTROLS = [12, 129, 141, 143, 144, 157]; // of those below 160, what entities stand for
const RUN = /([!-/:-@[-`{-~\u00a1-\u00bf\u2010-\u2027\u2030-\u205e\u3001-\u303f\uff01-\uff0f])\1{15,}/gu;
const LONGEST_RUN = 499;
const NEW_PART = /^(?=[ \t]*(?:[-*+>|:]|\p{Nd}{1,9}\.)|#|!!!)/mu;
const STEP = /\\[^]|[[\]]/gu;
// The first group never gives back what it took.
const TAIL = /\((?=(\s*))\1(?:<([^<>\n]*)>|([^\s()<]*(?:\([^\s()]*\)[^\s()]*)*))(?:\s+(?:"[^"\n]*"|'[^'\n]*'))?\s*\)/uy;
const ANY_TAIL = /\(\s*<?([^()<>]{0,300})/uy;

/** A text without some characters at its end. */
function trimmed(text, signs) {
  let end = text.length;
  while (end && signs.includes(text[end - 1])) end--;
  return text.slice(0, end);
}

/** What blank lines part, outside fences: [{text, line, code}]. */
export function blocks(body) {
  const lines = body.split("\n"), closing = [], next = {}, found = [];
  for (let i = HAS_FENCE.test(body) ? lines.length : 0; i--;) {
    const fence = FENCE.exec(lines[i]);
    if (!fence) continue;
    closing[i] = next[fence[1]];
    if (!lines[i].slice(fence[1].length).trim()) next[fence[1]] = i;
  }
  let open = [], first = 0;
  const close = (i, last) => {
    if (open.length) found.push({ text: open.join("\n"), line: i - open.length + 1 });
    open = [];
    if (last && found.length > first) found[found.length - 1].text = found[found.length - 1].text.trimEnd();
  };
  for (let i = 0; i < lines.length; i++) {
    if (closing[i]) {
      close(i, true);
      first = found.push({ text: lines.slice(i, closing[i] + 1).join("\n"), line: i + 1, code: true });
      i = closing[i];
    } else if (lines[i].trim()) open.push(lines[i]);
    else close(i);
  }
  close(lines.length, true);
  return found;
}

/** All that the judge needs to know of a body: {blocks, headings, links, marks, hazards}. */
export function scan(body) {
  const found = { blocks: blocks(body), headings: [], links: [], marks: [], hazards: [] };
  for (const block of found.blocks) {
    const run = (block.text.match(RUN) || []).find((signs) => signs.length > LONGEST_RUN);
    if (run) found.hazards.push({ code: "too-many-equal-characters", value: run[0], line: block.line });
    else if (!block.code) read(block, found);
  }
  return found;
}

function read({ text, line }, { headings, links, marks, hazards }) {
  const hazard = (code, value = "") => hazards.push({ code, value: value.trim().slice(0, 60), line });
  if (HAS_FENCE.test(text)) for (const row of text.split("\n")) if (FENCE_LIKE.test(row)) hazard("fence-not-closed");
  text = text.split(NEW_PART).map(withoutCode).join("").split("\n").map((row, place) => {
    if (row[0] !== "#") return row;
    const level = Math.min(/^#+/.exec(row)[0].length, 6);
    const bare = trimmed(trimmed(trimmed(row, " \t"), "#"), " \t"), title = bare.slice(level).replace(/^[ \t]+/, "");
    const id = HEADING_ID.exec(title);
    headings.push({ level, title: id ? trimmed(title.slice(0, id.index), " \t") : title, id: id ? id[1] : "", line, place });
    return bare.replace(HEADING_ID, "");
  }).join("\n");
  for (const mark of text.matchAll(MARK)) marks.push({ source: mark[1], line });
  if (text.includes("](")) findLinks(text, line, links);
  for (const link of text.matchAll(AUTOLINK)) {
    if (!text.endsWith("](", link.index)) links.push({ text: link[1], target: link[1], image: false, line });
  }
  const underlined = UNDERLINED.exec(text);
  if (underlined) hazard("underlined-heading", underlined[1]);
  for (const link of text.matchAll(REFERENCE_LINK)) hazard("reference-link", link[0]);
  for (const note of text.matchAll(DEFINITION)) hazard(note[1] ? "footnote-definition" : "reference-link", note[0]);
  for (const [tag] of text.matchAll(TAG)) if (!QUIZ_TAG.test(tag) && tag.search(AUTOLINK)) hazard("raw-html", tag);
  for (const [list] of text.matchAll(ATTRIBUTES)) hazard("attribute-list", list);
  for (const [, hex, decimal] of text.matchAll(ENTITY)) {
    const number = hex ? parseInt(hex, 16) : +decimal, isHalf = number >> 11 === 27;
    if (number > 0x10ffff || isHalf || (number < 160 && !CONTROLS.includes(number))) continue;
    for (const name of hiddenCharacters(String.fromCodePoint(number), 1)) hazard("hidden-character", name);
  }
}

/** A part of a block with spaces in the place of code spans. */
function withoutCode(text) {
  const runs = [...text.matchAll(/`+/g)].map(({ 0: run, index }) => [index, index + run.length]);
  const later = {}, longest = [0];
  for (let i = runs.length; i--;) {
    const size = runs[i][1] - runs[i][0];
    (later[size] = later[size] || []).push(i);
    longest[runs.length - i] = Math.max(longest[runs.length - i - 1], size);
  }
  const after = (size, i) => {
    const same = later[size] || [];
    while (same.length && same[same.length - 1] <= i) same.pop();
    return same[same.length - 1];
  };
  let clean = "", position = 0, resume = 0;
  runs.forEach(([start, end], i) => {
    let from = Math.max(start, resume), back = from;
    while (text[back - 1] === "\\") back--;
    from += (from - back) % 2; // a backslash takes the first one
    if (from >= end) return;
    const most = longest[runs.length - i - 1];
    const close = after(end - from, i) || (most < end - from && after(most, i));
    if (close) {
      clean += text.slice(position, from) + text.slice(from, runs[close][1]).replace(/[^\n]/gu, " ");
      position = resume = runs[close][1];
    } else resume = end + end - from;
  });
  return clean + text.slice(position);
}

function findLinks(text, line, links) {
  const opened = [];
  for (const { 0: sign, index } of text.matchAll(STEP)) {
    if (sign === "[") opened.push(index);
    else if (sign === "]" && opened.length) {
      const start = opened.pop();
      if (text[index + 1] !== "(") continue;
      TAIL.lastIndex = ANY_TAIL.lastIndex = index + 1;
      const tail = TAIL.exec(text) || [, , ANY_TAIL.exec(text)[1]];
      const target = tail[2] === undefined ? tail[3] : tail[2];
      links.push({ text: text.slice(start + 1, index), target, image: text[start - 1] === "!", line });
    }
  }
}
