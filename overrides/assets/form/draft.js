// Drafts: kept on this device at every change, saved to a file and opened from one.

const VERSION = 1;
const encode = (bytes) => { let text = ""; for (const byte of bytes) text += String.fromCharCode(byte); return btoa(text); };
const encoded = new WeakMap(); // pictures do not change, drafts are packed after every pause
const decode = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

/** The draft as text: answers and pictures. */
export function pack(kind, lang, answers) {
  const pictures = answers.pictures.map((one) => {
    if (!encoded.has(one.data)) encoded.set(one.data, encode(one.data));
    return { ...one, data: encoded.get(one.data) };
  });
  return JSON.stringify({ passerelle: VERSION, kind, lang, saved: new Date().toISOString(), ...answers, pictures });
}

/** The answers of a draft, null when the text is no draft of this form in its language. Their shape is not trusted. */
export function unpack(text, { kind, lang }) {
  try {
    const { passerelle, pictures, ...draft } = JSON.parse(text);
    if (passerelle !== VERSION || draft.kind !== kind || draft.lang !== lang || typeof draft.facts !== "object") return null;
    return { ...draft, saved: String(draft.saved), pictures: (pictures ?? []).map((one) => ({ ...one, data: decode(one.data) })) };
  } catch {
    return null;
  }
}

/** What the device keeps under one name; false when it cannot. */
export function keeper(name) {
  return {
    get() { try { return localStorage.getItem(name); } catch { return null; } },
    set(text) { try { localStorage.setItem(name, text); return true; } catch { return false; } },
    clear() { try { localStorage.removeItem(name); } catch { /* nothing was kept */ } },
  };
}
