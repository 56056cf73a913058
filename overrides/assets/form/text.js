/** Rules on text: the twin of hooks/passerelle/ground/text.py, which explains them. */

export const HIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\uf8ff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
const BLANK = /^[\s\x1c-\x1f\x85\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u2800\u3164\ufe00-\ufe0f\uffa0\u{e0100}-\u{e01ef}]*$/u;
const LAO = /[\u0e80-\u0eff]/g;
const WORD = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;
const LAO_LETTERS_PER_WORD = 5;

/** Length in NFC characters. */
export const length = (text) => [...text.normalize()].length;

/** Words of a text. */
export function countWords(text) {
  let lao = 0;
  const rest = text.replace(LAO, () => (lao++, " "));
  return (rest.match(WORD) || []).length + Math.ceil(lao / LAO_LETTERS_PER_WORD);
}

export const hexadecimal = (char) => char.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");

/** The first characters that a reader cannot see, by name, such as "U+202E". */
export const hiddenCharacters = (text, most = 20) => (text.match(HIDDEN) || []).slice(0, most).map((char) => `U+${hexadecimal(char)}`);

/** Whether nothing of a text can be seen. */
export const isBlank = (text) => BLANK.test(text);
