/** Words and nodes: what every part of the search page needs. */

/**
 * The interface's sentences in the reader's language.
 * @param {{lang: string, strings: Object<string, string|Object<string, string>>}} data
 * @returns {(key: string, values?: Object) => string} `n` chooses the plural form; numbers are written as the language does
 */
export function sentences({ lang, strings }) {
  const plurals = new Intl.PluralRules(lang);
  const numbers = new Intl.NumberFormat(lang);
  return (key, values = {}) => {
    const text = strings[key];
    const form = typeof text === "string" ? text : text[plurals.select(values.n)] ?? text.other;
    return form.replace(/\{(\w+)\}/g, (_, name) => typeof values[name] === "number" ? numbers.format(values[name]) : values[name]);
  };
}

/** A node with properties and children. Strings become text, never markup. */
export function make(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

export const at = (id) => document.getElementById(id);
