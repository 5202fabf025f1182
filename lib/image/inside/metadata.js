'use strict';

const { headerOf } = require('./decoder.js');

/**
 * @param {Uint8Array} bytes
 * @param {string} format
 * @returns {Promise<import('../../../types/image.js').ImageInfo>}
 */
async function metadata(bytes, format) {
  const header = await headerOf(bytes);
  const [width, height] = sizeOf(header);
  return {
    format: /** @type {import('../../../types/image.js').ImageFormat} */ (format),
    width,
    height,
    orientation: header.orientation ?? 1,
    frames: header.pages ?? 1,
    hasAlpha: header.hasAlpha,
    space: header.space,
    depth: header.depth,
    hasProfile: header.icc !== undefined,
  };
}

/**
 * Width and height as the image is seen, after its orientation.
 * @param {any} header
 * @param {boolean} [orient]
 * @returns {[width: number, height: number]}
 */
function sizeOf({ width, height, orientation }, orient = true) {
  return orient && orientation >= 5 ? [height, width] : [width, height];
}

module.exports = { metadata, sizeOf };
