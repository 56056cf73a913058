/** How near an indexed word is to a word of a query: the twin of hooks/passerelle/search/match.py. */

export const SURE = 0.88;
export const LEAST = 0.5;
const ENDINGS = new Set([
  "а е и о у ы ь ю я ам ах ами ям ях ями ов ев еи ом ем ои ыи ии ая яя ое ее ые ие ого его ому",
  "ему ым им ыми ими ых их ую юю ою ею ия ию ием иям иях иями ев ей ть л ла ло ли ет ит ут ют ат",
  "ят ете ите ешь ишь н на но ны ен ена ено ены ся сь ости остью ность ности ныи ная ное ные ного",
  "нои ному ным ных ную ными скии ская ское ские ского скои скому ским ских скую скими",
  "s e es d ed ing r er ers ly y ies ied al ally ive or ors ion ions ation ations ment ments ity",
  "ee ees ent ez ait ais aient ant ante ants antes era eront ons eur eurs euse euses if ifs ives",
  "ale ales aux ement ements ique iques iste istes",
].join(" ").split(" ").concat(""));

/** The beginning that near words share unless an error is in the word's first half. */
export const reach = (word) => word.slice(0, Math.max(3, Math.ceil(word.length / 2)));

export const reversed = (word) => [...word].reverse().join("");

/** The beginning, read backwards, that near words share if the error is not there. */
export const backReach = (word) => reversed(word).slice(0, Math.max(2, Math.floor(word.length / 2) - 1));

/** 0..1: how likely `word` is a form or a continuation of `query`. */
export function formSimilarity(query, word) {
  if (query === word) return 1;
  let shared = 0;
  while (shared < query.length && query[shared] === word[shared]) shared++;
  if (shared < 3 || /^\p{Nd}/u.test(word)) return 0;
  const missing = query.length - shared;
  const extra = word.length - shared;
  let similarity = shared / (shared + 0.5 * missing + (missing ? 0.35 : 0.25) * extra);
  if (shared >= 4 && ENDINGS.has(query.slice(shared)) && ENDINGS.has(word.slice(shared))) {
    similarity = Math.max(similarity, 0.93 - 0.01 * (missing + extra));
  }
  return similarity >= LEAST ? similarity : 0;
}

/** 0..1: how likely `query` is `word` with one typing error, or two in a long word. */
export function typoSimilarity(query, word) {
  const allowed = query.length >= 8 ? 2 : 1;
  if (query.length < 4 || Math.abs(query.length - word.length) > allowed) return 0;
  const distance = edits(query, word, allowed);
  return distance > allowed ? 0 : 1 - distance / Math.max(query.length, word.length);
}

/** Optimal string alignment distance, or `most + 1` where it is larger. */
export function edits(one, other, most) {
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, j) => j);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      let best = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] !== other[j - 1]));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) best = Math.min(best, before[j - 2] + 1);
      row.push(best);
    }
    if (Math.min(...row) > most) return most + 1;
    before = last;
    last = row;
  }
  return Math.min(last[other.length], most + 1);
}

/** Forms [word, similarity], nearest first. */
export const nearest = (forms) => forms.sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
