'use strict';

const zlib = require('node:zlib');
const sharp = require('sharp');
const { hashSync } = require('../../../index.js');

/** @typedef {[red: number, green: number, blue: number]} Colour */

/** The corners of `quarters`, from the upper left one in the order of reading. @type {Colour[]} */
const CORNERS = [
  [220, 30, 30],
  [30, 200, 30],
  [30, 30, 220],
  [230, 230, 30],
];

/** Pixels of a picture whose quarters have different colours, so that each turn and mirror image of it is another. */
function quarters(width, height) {
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const corner = (y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1);
      data.set(CORNERS[corner], (y * width + x) * 3);
    }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** Pixels of which no two neighbours are alike: a picture that is costly to compress, the same in every run. */
function noise(width, height, /** @type {3 | 4} */ channels = 3) {
  const data = Buffer.alloc(width * height * channels);
  let state = 1;
  for (let i = 0; i < data.length; i += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[i] = state >>> 24;
  }
  return sharp(data, { raw: { width, height, channels } });
}

/** The colours in the middle of the quarters of an image. */
async function cornersOf(image) {
  const { data, info } = await sharp(image).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x, y) => {
    const offset = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
    return [...data.subarray(offset, offset + 3)];
  };
  return [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)];
}

/** Which of the corners each of these colours is: lossy formats change them a little. */
function namesOf(colours) {
  const distance = (a, b) => a.reduce((sum, value, index) => sum + Math.abs(value - b[index]), 0);
  return colours.map((colour) => {
    const distances = CORNERS.map((corner) => distance(corner, colour));
    return distances.indexOf(Math.min(...distances));
  });
}

/** A black PNG of `side` x `side` pixels of one bit: a few bytes for each thousand pixels (RFC 2083). */
function hugePng(side) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  const row = 1 + Math.ceil(side / 8);
  const pixels = zlib.deflateSync(Buffer.alloc(row * side), { level: 1 });
  const chunks = [chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, body, Buffer.from(hashSync('crc32', body), 'hex')]);
}

module.exports = { cornersOf, hugePng, namesOf, noise, quarters };
