// Words of the form's language.

const fill = (text, words) => text.replace(/\{(\w+)\}/g, (_all, name) => words[name] ?? "").replace(/ {2,}/g, " ").trim();

/** `say(key, words)` from the strings of the page; `words.n` chooses the plural form. */
export function speaker(strings, lang) {
  const plural = new Intl.PluralRules(lang);
  return (key, words = {}) => {
    const text = strings[key];
    return fill(typeof text === "string" ? text : text[plural.select(words.n)] ?? text.other, words);
  };
}

/** One sentence about a problem. */
export function sentence(problem, { sentences, examples }, label) {
  const example = examples[problem.where.filter((step) => typeof step === "string").join(".")] ?? "";
  return fill(sentences[problem.code] ?? problem.code, { label, field: label, example, ...problem.words });
}

/** A moment as people say it. */
export const moment = (iso, lang) => new Date(iso).toLocaleString(lang, { dateStyle: "medium", timeStyle: "short" });
