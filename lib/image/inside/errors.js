'use strict';

/**
 * Runs what decodes or encodes; an error of libvips gets a code.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function failing(work) {
  try {
    return await work();
  } catch (error) {
    throw withCode(/** @type {Error} */ (error));
  }
}

/** @param {Error} error of sharp, whose message is what libvips and the decoder have said, in lines */
function withCode({ message }) {
  const text = message
    .trim()
    .replace(/\s*\n\s*/g, '; ')
    .slice(0, 500);
  if (/out of memory|unable to allocate|av1_create_context/i.test(text))
    return fault('ERR_MEMORY_ALLOCATION_FAILED', text);
  if (/too large|exceeds pixel limit|maximum supported image dimension/i.test(text))
    return fault('ERR_IMAGE_TOO_LARGE', text);
  return fault('ERR_IMAGE_INVALID', `The image cannot be decoded: ${text}`);
}

/**
 * @param {number} width
 * @param {number} height
 * @param {number} frames
 * @param {number} limit
 */
function tooManyPixels(width, height, frames, limit) {
  const size = `${width} x ${height} pixels${frames > 1 ? ` in ${frames} frames` : ''}`;
  return fault('ERR_IMAGE_TOO_LARGE', `The image has ${size}, and options.maxPixels allows ${limit}`, {
    width,
    height,
  });
}

/** @param {number} orientation of EXIF */
function turnedAnimation(orientation) {
  const message = `An animation is not turned, and this one has the orientation ${orientation}: ask for it with orient: false, or without animated`;
  return fault('ERR_IMAGE_UNSUPPORTED', message);
}

/**
 * @param {number} bytes
 * @param {number} limit
 */
function outputTooLarge(bytes, limit) {
  const message = `The result has ${bytes} bytes, and options.maxOutputMb allows ${limit}`;
  return fault('ERR_IMAGE_TOO_LARGE', message, { bytes });
}

/**
 * @param {string} code
 * @param {string} message
 * @param {object} [properties]
 */
function fault(code, message, properties) {
  return Object.assign(new Error(message), { code, ...properties });
}

module.exports = { failing, outputTooLarge, tooManyPixels, turnedAnimation };
