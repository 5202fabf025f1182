'use strict';

const { FORMATS } = require('../formats.js');
const { failing, tooManyPixels } = require('./errors.js');

/** @type {any} */
let sharp;
let maxPixels = 0;
let maxOutput = 0;

/**
 * Sets sharp up: one image at a time in each worker, no cache, and no loader but those of the formats.
 * @param {any} loaded
 * @param {{ maxPixels: number, maxOutput: number }} settings
 */
function use(loaded, settings) {
  sharp = loaded;
  ({ maxPixels, maxOutput } = settings);
  sharp.cache(false);
  sharp.concurrency(1);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: Object.values(FORMATS).flat() });
}

/**
 * @param {Uint8Array} bytes
 * @param {{ animated?: boolean }} [options]
 */
function decoder(bytes, { animated = false } = {}) {
  return sharp(bytes, { animated, failOn: 'error', limitInputPixels: maxPixels });
}

/**
 * An image of pixels.
 * @param {Buffer} data
 * @param {{ width: number, height: number, channels: number }} raw
 */
function pixels(data, raw) {
  return sharp(data, { raw, limitInputPixels: false });
}

/**
 * What the header says. Throws ERR_IMAGE_TOO_LARGE for more pixels than are allowed, before any is decoded.
 * @param {Uint8Array} bytes
 * @param {{ animated?: boolean }} [options] whether all frames count
 */
async function headerOf(bytes, { animated = false } = {}) {
  // All frames are asked about, as an image with one of several has the number of none.
  const header = await failing(() => sharp(bytes, { failOn: 'error', limitInputPixels: false }).metadata());
  const frames = animated ? (header.pages ?? 1) : 1;
  const { width, height } = header;
  if (!(width * height * frames <= maxPixels)) throw tooManyPixels(width, height, frames, maxPixels);
  return header;
}

function largestOutput() {
  return maxOutput;
}

module.exports = { decoder, headerOf, largestOutput, pixels, use };
