'use strict';

const { WRITTEN } = require('../formats.js');
const { decoder, headerOf, largestOutput, pixels } = require('./decoder.js');
const { failing, outputTooLarge, turnedAnimation } = require('./errors.js');
const { geometryOf, scaleOf, scaled } = require('./geometry.js');
const { sizeOf } = require('./metadata.js');

/** What an image is written as that has no format of its own that is written. */
const LOSSLESS = 'png';

/** The most bytes of pixels that are kept for further sizes. */
const MOST_SHARED = 64 * 2 ** 20;

/** @typedef {import('../resize-options.js').Size} Size */
/** @typedef {import('./geometry.js').Geometry} Geometry */

/**
 * The image in each of the sizes.
 * @param {Uint8Array} bytes
 * @param {string} format
 * @param {Size[]} sizes
 */
async function render(bytes, format, sizes) {
  const header = await headerOf(bytes, { animated: sizes.some(({ animated }) => animated) });
  for (const size of sizes) refuseTurned(header, size);
  const plans = sizes.map((size) => ({
    size,
    geometry: geometryOf(sizeOf(header, size.orient), size),
    format: size.format ?? defaultFormat(format, size),
  }));
  const shared = await decodeOnce(bytes, sizeOf(header), plans);
  const images = [];
  let total = 0;
  for (const plan of plans) {
    const source = shared !== undefined && isPlain(plan.size) ? shared() : open(bytes, plan.size);
    const image = await failing(() => write(source, plan));
    total += image.data.length;
    if (total > largestOutput()) throw outputTooLarge(total, largestOutput());
    images.push(image);
  }
  return images;
}

/**
 * libvips has the frames of an animation below each other: turned or mirrored as one image, they would be in the wrong
 * order. Orientation 2 is a mirror image from left to right, which keeps it.
 * @param {any} header
 * @param {Size} size
 */
function refuseTurned({ pages = 1, orientation = 1 }, { animated, orient }) {
  if (animated && orient && pages > 1 && orientation > 2) throw turnedAnimation(orientation);
}

/**
 * @param {string} format of the input
 * @param {Size} size
 */
function defaultFormat(format, { animated }) {
  if (animated) return 'webp';
  return Object.hasOwn(WRITTEN, format) ? format : LOSSLESS;
}

/**
 * Whether the pixels of the first frame, as they are seen, are all that the size needs.
 * @param {Size} size
 */
function isPlain({ orient, metadata, animated }) {
  return orient && metadata === 'none' && !animated;
}

/**
 * @param {Uint8Array} bytes
 * @param {Size} size
 */
function open(bytes, { animated, orient }) {
  const image = decoder(bytes, { animated });
  return orient ? image.autoOrient() : image;
}

/**
 * Decodes the image for all plain sizes, as large as the largest of them needs it. Undefined where decoding for each size
 * is better: for one, and where the pixels would take much memory.
 * @param {Uint8Array} bytes
 * @param {[width: number, height: number]} original
 * @param {{ size: Size, geometry?: Geometry }[]} plans
 * @returns {Promise<(() => any) | undefined>}
 */
async function decodeOnce(bytes, original, plans) {
  const plain = plans.filter(({ size }) => isPlain(size));
  if (plain.length < 2) return undefined;
  const scale = Math.max(...plain.map(({ geometry }) => scaleOf(original, geometry)));
  const { width, height } = scaled(original, scale);
  if (width * height * 4 > MOST_SHARED) return undefined;
  const image = decoder(bytes).autoOrient();
  if (scale < 1) image.resize({ width, height, fit: 'fill' });
  const { data, info } = await failing(() => image.raw().toBuffer({ resolveWithObject: true }));
  return () => pixels(data, info);
}

/**
 * @param {any} image
 * @param {{ size: Size, geometry?: Geometry, format: string }} plan
 */
async function write(image, { size, geometry, format }) {
  const background = size.background ?? (format === 'jpeg' ? '#ffffff' : '#00000000');
  if (geometry !== undefined) place(image, geometry, background);
  // JPEG has no transparency, and what lies behind it would be black.
  if (format === 'jpeg' || size.background !== undefined) image.flatten({ background });
  if (size.metadata === 'icc') image.keepIccProfile();
  if (size.metadata === 'all') image.keepMetadata();
  image.toFormat(format, encoding(size, format));
  const { data, info } = await image.toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.pageHeight ?? info.height, format };
}

/**
 * In sharp, `effort` of a PNG makes it one with a palette. What others mean by it is the level of compression there.
 * @param {Size} size
 * @param {string} format
 */
function encoding({ quality, effort }, format) {
  const named = format === 'png' ? { compressionLevel: effort } : { effort };
  return { ...(quality !== undefined && { quality }), ...(effort !== undefined && named) };
}

/**
 * @param {any} image
 * @param {Geometry} geometry
 * @param {string} background
 */
function place(image, { width, height, crop, canvas }, background) {
  image.resize({ width, height, fit: crop ? 'cover' : 'fill' });
  if (canvas === undefined) return;
  const left = Math.floor((canvas.width - width) / 2);
  const top = Math.floor((canvas.height - height) / 2);
  const rest = { right: canvas.width - width - left, bottom: canvas.height - height - top };
  image.extend({ left, top, ...rest, background });
}

module.exports = { render };
