/** Files in one ZIP archive, stored as they are. */

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 8; bit--;) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
  return byte;
});
const DATE = 0x0021; // 1 January 1980, so that the same files give the same archive
const UTF8 = 0x0800;

function crc32(bytes) {
  let sum = -1;
  for (const byte of bytes) sum = TABLE[(sum ^ byte) & 255] ^ (sum >>> 8);
  return ~sum >>> 0;
}

/** Fields of two (positive) and four (negative) bytes: pairs of value and size. */
function packed(...fields) {
  const view = new DataView(new ArrayBuffer(fields.reduce((sum, [, size]) => sum + size, 0)));
  let at = 0;
  for (const [value, size] of fields) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return new Uint8Array(view.buffer);
}

/** The archive of [{path, text}] and [{path, bytes}], as a Uint8Array. */
export function zip(files) {
  const encoder = new TextEncoder();
  const pieces = [], index = [];
  let offset = 0;
  for (const { path, text, bytes } of files) {
    const name = encoder.encode(path), content = bytes || encoder.encode(text);
    const common = [[UTF8, 2], [0, 2], [0, 2], [DATE, 2], [crc32(content), 4], [content.length, 4], [content.length, 4], [name.length, 2], [0, 2]];
    const header = packed([0x04034b50, 4], [10, 2], ...common);
    index.push(packed([0x02014b50, 4], [10, 2], [10, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]), name);
    pieces.push(header, name, content);
    offset += header.length + name.length + content.length;
  }
  const size = index.reduce((sum, piece) => sum + piece.length, 0);
  pieces.push(...index, packed([0x06054b50, 4], [0, 4], [files.length, 2], [files.length, 2], [size, 4], [offset, 4], [0, 2]));
  const archive = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    archive.set(piece, at);
    at += piece.length;
  }
  return archive;
}
