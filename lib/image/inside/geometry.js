'use strict';

/**
 * How an image comes to its size: scaled as a whole to `width` x `height`, or to cover them, and put on a canvas.
 * @typedef {{ width: number, height: number, crop: boolean, canvas?: { width: number, height: number } }} Geometry
 */

/**
 * @param {[width: number, height: number]} original
 * @param {import('../resize-options.js').Size} size
 * @returns {Geometry | undefined} undefined where it stays as large as it is
 */
function geometryOf([width, height], size) {
  const asked = { width: size.width, height: size.height };
  if (asked.width === undefined && asked.height === undefined) return undefined;
  const most = size.enlarge ? Infinity : 1;
  if (asked.width === undefined || asked.height === undefined) return inside([width, height], asked, most);
  const box = { width: asked.width, height: asked.height };
  if (size.fit === 'inside') return inside([width, height], box, most);
  if (size.fit === 'contain') return { ...inside([width, height], box, most), canvas: box };
  if (!size.enlarge) {
    box.width = Math.min(box.width, width);
    box.height = Math.min(box.height, height);
  }
  return { ...box, crop: size.fit === 'cover' };
}

/**
 * The largest with the same shape.
 * @param {[width: number, height: number]} original
 * @param {{ width?: number, height?: number }} box
 * @param {number} most the largest scale
 */
function inside([width, height], box, most) {
  const scale = Math.min((box.width ?? Infinity) / width, (box.height ?? Infinity) / height, most);
  return { ...scaled([width, height], scale), crop: false };
}

/**
 * @param {[width: number, height: number]} original
 * @param {number} scale
 */
function scaled([width, height], scale) {
  const round = (/** @type {number} */ length) => Math.max(1, Math.round(length * scale));
  return { width: round(width), height: round(height) };
}

/**
 * How large the image has to be, as a part of the original, so that nothing is lost when it is scaled further.
 * @param {[width: number, height: number]} original
 * @param {Geometry | undefined} geometry
 */
function scaleOf([width, height], geometry) {
  if (geometry === undefined) return 1;
  return Math.min(1, Math.max(geometry.width / width, geometry.height / height));
}

module.exports = { geometryOf, scaleOf, scaled };
