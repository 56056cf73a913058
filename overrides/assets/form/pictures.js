// Pictures: drawn again at a sane size, which leaves behind the place and time that cameras write into them.

const LONGEST = 1600;
const QUALITY = 0.82;

/** A JPEG of at most 1,600 pixels a side. Throws when the browser cannot read the file. */
export async function shrink(file, name) {
  const image = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff"; // what was transparent
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => { canvas.toBlob(done, "image/jpeg", QUALITY); });
  const data = new Uint8Array(await blob.arrayBuffer());
  return { file: name, type: "image/jpeg", size: data.length, width: canvas.width, height: canvas.height, data };
}

/** The picture as an address that the page's policy allows. */
export function preview(picture) {
  let text = "";
  for (const byte of picture.data) text += String.fromCharCode(byte);
  return `data:${picture.type};base64,${btoa(text)}`;
}
