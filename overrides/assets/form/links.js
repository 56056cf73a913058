/** Addresses and links: the twin of hooks/passerelle/knowledge/checks/web.py and links.py. */

import { own } from "./schema.js";

const UNSEEN = /[\0-\x20\x7f\xa0\u200b-\u200f\u2028-\u202e\u2060\ufeff]+/g;
const ENTITY = /&(?:#x([0-9a-f]+);?|#([0-9]+);?|(\w+);)/gi;
const ENTITIES = { amp: "&", colon: ":", sol: "/", bsol: "\\", num: "#", period: ".", commat: "@", Tab: "", NewLine: "" };

/** An address as a browser reads it. */
function canonical(target) {
  const decode = (text) => text.replace(ENTITY, (all, hex, decimal, name) => {
    if (name) return own(ENTITIES, name) ?? all;
    const number = hex ? parseInt(hex, 16) : +decimal;
    return number && number <= 0x10ffff ? String.fromCodePoint(number) : "\ufffd";
  });
  return decode(decode(target)).replace(UNSEEN, "");
}

/** A path without its percent signs. */
export function unquoted(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

const isWeb = (text) => /^https?:\/\//i.test(text);

function webFlaws(text) {
  const place = text.replace(/[\t\n]/g, "").split(/[/?#]/)[2], at = place.lastIndexOf("@");
  const [, host, port] = /^([^:]*):?([^]*)$/.exec(place.slice(at + 1).toLowerCase());
  if (/[[\]]/.test(place) || /[/?#@:]/.test(place.replace(/[@:]/g, "").normalize("NFKC")) || !/^[0-9]*$/.test(port) || port > 65535) return ["bad-address"];
  const found = /[^.]\.+[^.]/.test(host) ? [] : ["bad-address"];
  if (/[^\0-\x7f]|(?:^|\.)xn--/.test(host)) found.push("disguised-address");
  if (at > 0 && /[^:]/.test(place.slice(0, at))) found.push("address-with-password");
  return found;
}

function mailFlaws(text, { mail }) {
  const [, local, domain] = /^([^@]+)@([^?]+)/.exec(text) || [];
  if (!local) return [];
  const isPerson = new RegExp(mail.person, "iu").test(local) && !local.toLowerCase().split(/[._+-]/).some((word) => mail.roles.split(" ").includes(word));
  return isPerson || new RegExp(mail.free, "iu").test(domain) ? ["personal-email"] : [];
}

/** What is wrong with a text, if it is an address. */
export function addressFlaws(text, rules) {
  if (isWeb(text)) return webFlaws(text);
  return text.split("@").length === 2 && !text.includes(" ") && text.includes(".") ? mailFlaws(text.replace(/^mailto:/, ""), rules) : [];
}

/** What is wrong with a link: codes, and what to show. Whether other records are there cannot be known here. */
export function linkFlaws({ target: written, image }, rules, slug, files, ids) {
  const target = canonical(written);
  if (!target) return [["empty-link"], ""];
  if (isWeb(target)) return [[...(image ? ["image-from-elsewhere"] : []), ...webFlaws(target)], target];
  if (/^mailto:/i.test(target)) return [mailFlaws(target.slice(7), rules), target];
  if (/^(?:[A-Za-z][A-Za-z0-9+.-]*:|\/\/|\\)/.test(target)) return [["link-scheme"], target];
  if (target[0] === "/") return [["link-from-root"], target];
  const [, path, anchor] = /^([^#]*)#?([^]*)$/.exec(target);
  const steps = ["practices", slug];
  for (const step of unquoted(path).split("/")) {
    if (step === "..") steps.pop();
    else if (step && step !== ".") steps.push(step);
  }
  const [folder, owner, name] = steps;
  if (path) {
    if (steps.length !== 3 || !rules.folders.split(" ").includes(folder)) return [["broken-link"], path];
    if (folder !== "practices" || owner !== slug || files.includes(name)) return [[], path];
    if (name !== "index.md" && !rules.languages.split(" ").some((code) => name === `index.${code}.md`)) return [["broken-link"], path];
  }
  return [anchor && !ids.includes(anchor) ? ["broken-anchor"] : [], anchor];
}
