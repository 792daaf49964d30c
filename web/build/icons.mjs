// The page's icons: drawn from the accent colour, or the owner's own files.
import { deflateSync } from "node:zlib";

/** The icon as SVG. */
export const svgIcon = (colour) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="${colour}" d="M6 3h20a4 4 0 0 1 4 4v14a4 4 0 0 1-4 4H14l-7 5v-5H6a4 4 0 0 1-4-4V7a4 4 0 0 1 4-4z"/><path stroke="#fff" stroke-width="2.5" stroke-linecap="round" d="M9 11h14M9 17h8"/></svg>`;

/** The same, drawn as a PNG; `solid` puts it on white, as phones want it. */
export function pngIcon(colour, size, { solid = false } = {}) {
  const rgb = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  const pixels = Buffer.alloc(size * (size * 4 + 1)); // A filter byte, then RGBA.
  const margin = solid ? 6 : 0;
  const samples = 4;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let bubble = 0;
      let line = 0;
      for (let sample = 0; sample < samples * samples; sample++) {
        const at = (pixel, offset) => ((pixel + (offset + 0.5) / samples) / size) * (32 + 2 * margin) - margin;
        const x = at(column, sample % samples);
        const y = at(row, Math.floor(sample / samples));
        if (onLine(x, y)) line++;
        else if (inBubble(x, y)) bubble++;
      }
      const covered = bubble + line;
      const background = solid ? samples * samples - covered : 0;
      const all = covered + background;
      const offset = row * (size * 4 + 1) + 1 + column * 4;
      for (let channel = 0; channel < 3; channel++) pixels[offset + channel] = all ? Math.round((rgb[channel] * bubble + 255 * (line + background)) / all) : 0;
      pixels[offset + 3] = Math.round((255 * all) / (samples * samples));
    }
  }
  return png(pixels, size);
}

function inBubble(x, y) {
  if (y >= 25) return x >= 7 && y <= 30 && x <= 7 + (7 * (30 - y)) / 5;
  const dx = Math.max(6 - x, x - 26, 0);
  const dy = Math.max(7 - y, y - 21, 0);
  return Math.hypot(dx, dy) <= 4;
}

const onLine = (x, y) => [[9, 23, 11], [9, 17, 17]].some(([from, to, at]) => Math.hypot(x - Math.min(Math.max(x, from), to), y - at) <= 1.25);

function png(pixels, size) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", header), chunk("IDAT", deflateSync(pixels, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc(body));
  return Buffer.concat([length, body, check]);
}

function crc(bytes) {
  let value = ~0;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return ~value >>> 0;
}

/** `{width, height}` of a PNG, or undefined when it is none. */
export function pngSize(file) {
  if (file.length < 24 || file.toString("latin1", 1, 4) !== "PNG") return undefined;
  return { width: file.readUInt32BE(16), height: file.readUInt32BE(20) };
}

/** A PNG as /favicon.ico. */
export function ico(file) {
  const { width, height } = pngSize(file);
  const header = Buffer.alloc(22);
  header.set([0, 0, 1, 0, 1, 0, width % 256, height % 256, 0, 0, 1, 0, 32, 0]);
  header.writeUInt32LE(file.length, 14);
  header.writeUInt32LE(22, 18);
  return Buffer.concat([header, file]);
}
