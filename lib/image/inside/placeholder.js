'use strict';

const { decoder, headerOf } = require('./decoder.js');
const { failing } = require('./errors.js');
const { sizeOf } = require('./metadata.js');
const { thumbHash } = require('./thumbhash.js');

/** A hash has a few waves a side: more pixels would not change it. */
const SIDE = 100;

/**
 * @param {Uint8Array} bytes
 * @returns {Promise<import('../../../types/image.js').ImagePlaceholder>}
 */
async function placeholder(bytes) {
  const [width, height] = sizeOf(await headerOf(bytes));
  const small = decoder(bytes)
    .autoOrient()
    .resize({ width: SIDE, height: SIDE, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw();
  const { data, info } = await failing(() => small.toBuffer({ resolveWithObject: true }));
  return { thumbhash: thumbHash(info.width, info.height, data).toString('base64'), width, height };
}

module.exports = { placeholder };
