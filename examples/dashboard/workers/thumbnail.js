'use strict';

const { Jimp } = require('jimp');

const QUALITY = 80;

/**
 * A JPEG of the image, `width` pixels wide and as high as its shape asks.
 * @param {Uint8Array} image PNG, JPEG, GIF, BMP or TIFF
 * @param {number} width
 */
async function thumbnail(image, width) {
  const picture = await read(image);
  picture.resize({ w: width });
  return picture.getBuffer('image/jpeg', { quality: QUALITY });
}

/** @param {Uint8Array} image */
async function read(image) {
  try {
    return await Jimp.read(Buffer.from(image.buffer, image.byteOffset, image.byteLength));
  } catch (error) {
    const message = `The body is no image that can be read: ${/** @type {Error} */ (error).message}`;
    throw Object.assign(new Error(message), { code: 'ERR_NOT_AN_IMAGE' });
  }
}

module.exports = { thumbnail };
