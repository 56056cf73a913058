/**
 * The spelling fold and the units of a query: the twin of hooks/passerelle/search/fold.py,
 * grams.py and parse.py, which explain the rules. A parity test holds them together.
 */

export const GRAM = 4;
const PAIRED = 4;
const ROUGH = 3;
const MOST_GRAMS = 10;
const MOST_UNITS = 12;
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff\u0eaf\u0ec6]/g;
const SPACE = /[\t-\r \u0085\u1680\u2028\u2029]+/g;
// Without lookbehind, which phones of before 2023 do not know.
const LAO_SPACE = /([\u0e80-\u0eff]) +(?=[\u0e80-\u0eff])/g;
const ELISION = /(^|[^\p{L}\p{N}])(?:(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['\u2019\u02bc](?=\p{L}))+/gu;
const DROPPED = /[\u0300-\u036f\u0eb1\u0eba\u0ec8-\u0ecc\u0ece]/g;
const LETTER = /[æœøßłıຼຣໃີືູຢຊ]/g;
const LETTERS = {
  æ: "ae", œ: "oe", ø: "o", ß: "ss", ł: "l", ı: "i",
  "ຼ": "ລ", ຣ: "ລ", ໃ: "ໄ", "ີ": "ິ", "ື": "ຶ", "ູ": "ຸ", ຢ: "ຍ", ຊ: "ສ",
};
export const PIECE = /[\u0e80-\u0eff]+|[^\P{L}\u0e80-\u0eff]+(?:[\p{N}]|[^\P{L}\u0e80-\u0eff])*|\p{N}(?:[\p{N}]|[^\P{L}\u0e80-\u0eff])*/gu;

/** One encoding of one spelling: tones and accents stay. */
export function light(text) {
  return text.replace(INVISIBLE, "").normalize("NFKC").toLowerCase()
    .replace(/[\u0ed0-\u0ed9]/g, (digit) => digit.charCodeAt(0) - 0x0ed0)
    .replace(SPACE, " ")
    .replace(/\u0ecd([\u0ec8-\u0ecb])/g, "$1\u0ecd")
    .replace(/\u0ec0\u0ec0/g, "\u0ec1")
    .replace(LAO_SPACE, "$1")
    .replace(ELISION, "$1");
}

const loosen = (text) => text.normalize("NFKD").replace(DROPPED, "").replace(LETTER, (letter) => LETTERS[letter]);

/** The text as the index compares it. */
export const fold = (text) => loosen(light(text));

/** Pairs [folded character, the light characters it stands for]. */
export function foldUnits(text) {
  const units = [];
  for (const char of light(text)) {
    const folded = [...loosen(char)];
    if (folded.length) folded.forEach((one, place) => units.push([one, place ? "" : char]));
    else if (units.length) units[units.length - 1][1] += char;
  }
  return units;
}

export const isLao = (token) => token[0] >= "\u0e80" && token[0] <= "\u0eff";

const joined = (units, part) => units.map((unit) => unit[part]).join("");

const sample = (grams) => grams.length <= MOST_GRAMS ? grams
  : Array.from({ length: MOST_GRAMS }, (_, i) => grams[Math.floor((i * (grams.length - 1)) / (MOST_GRAMS - 1))]);

/** Keys of neighbouring words, as "regi hous"; words shorter than four letters are passed over. */
export function pairs(words) {
  const long = words.filter((word) => [...word].length >= PAIRED && !isLao(word)).map((word) => [...word].slice(0, PAIRED).join(""));
  return long.slice(1).map((word, i) => `${long[i]} ${word}`);
}

/** A run in shorter grams, of which a typing error spoils fewer. */
export function rough(run) {
  const grams = [];
  for (let i = 0; i + ROUGH <= run.text.length; i++) grams.push({ text: run.text.slice(i, i + ROUGH), spelling: "" });
  return sample(grams);
}

function makeRun(parts) {
  const units = parts.flat();
  const text = joined(units, 0);
  const home = parts.flatMap((part, number) => part.map(() => number));
  const grams = [];
  for (let start = 0; start < Math.max(1, units.length - GRAM + 1); start++) {
    const cut = units.slice(start, start + GRAM);
    const [first, last] = [home[start], home[start + cut.length - 1]];
    const optional = first !== last && parts.slice(first, last + 1).every((part) => part.length >= GRAM);
    grams.push({ text: joined(cut, 0), spelling: joined(cut, 1), optional });
  }
  return { text, grams: sample(grams), parts: parts.map((part) => joined(part, 0)) };
}

/** The units of a query: words {text, spelling} and Lao runs {text, grams, parts}, each once. */
export function parse(query) {
  const units = [];
  let run = [];
  const close = () => {
    if (run.length) units.push(makeRun(run));
    run = [];
  };
  for (const chunk of query.split(/[\t-\r \u00a0\u3000]+/)) {
    const all = foldUnits(chunk);
    let end = 0;
    // Units are characters, a match index counts UTF-16 units: join by unit, then walk.
    const folded = joined(all, 0);
    for (const found of folded.matchAll(PIECE)) {
      const at = [...folded.slice(0, found.index)].length;
      if (at > 0 || !isLao(found[0])) close();
      end = at + [...found[0]].length;
      const piece = all.slice(at, end);
      if (isLao(found[0])) run.push(piece);
      else units.push({ text: found[0], spelling: joined(piece, 1) });
    }
    if (end < all.length) close();
  }
  close();
  const seen = new Set();
  return units.filter((unit) => {
    const key = JSON.stringify([unit.text, unit.grams, unit.spelling]);
    return !seen.has(key) && seen.add(key);
  }).slice(0, MOST_UNITS);
}
