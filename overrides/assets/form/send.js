// Ways out: a file, the clipboard, GitHub, a message.

const LONGEST_ADDRESS = 7500; // characters; beyond, servers and browsers cut
const SHORT = 200;

export function download(name, content, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

export async function copy(text) {
  try { await navigator.clipboard.writeText(text); return true; } catch { return false; }
}

const address = (base, query) => `${base}?${Object.entries(query).filter(([, value]) => value)
  .map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&")}`;

/** GitHub's page for a new file; `whole` is false when the text did not fit and must be pasted. */
export function newFile(repo, path, text) {
  const url = address(`${repo}/new/main`, { filename: path, value: text });
  return url.length <= LONGEST_ADDRESS ? { url, whole: true } : { url: address(`${repo}/new/main`, { filename: path }), whole: false };
}

/** GitHub's page for a new issue, or a mail; when it gets too long only what is short is filled in. */
export function message(base, query) {
  const url = address(base, query);
  if (url.length <= LONGEST_ADDRESS) return { url, whole: true };
  const brief = Object.entries(query).filter(([, value]) => String(value).length <= SHORT);
  return { url: address(base, Object.fromEntries(brief)), whole: false };
}
