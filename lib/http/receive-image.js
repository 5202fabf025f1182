'use strict';

const { invalidType } = require('../errors.js');
const { unsupported } = require('../image/errors.js');
const { formatOf } = require('../image/formats.js');
const { TASK } = require('../image/option-names.js');
const { taskOptions } = require('../image/resize-options.js');
const { optionsOf } = require('../options.js');
const { receiveFile } = require('./receive-file.js');

/** The most bytes of a body, as an ImagePool has it. */
const LIMIT = 64 * 2 ** 20;

/** Bytes by which every format is known: a body that begins otherwise is not read to its end. */
const ENOUGH = 512;

/**
 * @param {import('node:http').IncomingMessage} req
 * @param {import('node:http').ServerResponse} res
 * @param {any} images
 * @param {unknown} [options]
 * @returns {Promise<import('../../types/http-images.js').ReceivedImage>} see types/http-images.d.ts
 */
async function receiveImage(req, res, images, options) {
  const given = optionsOf('receiveImage', options);
  if (typeof images?.metadata !== 'function') throw invalidType('images', 'an instance of ImagePool', images);
  const task = Object.fromEntries(TASK.map((name) => [name, given[name]]));
  // What is wrong with the call is said before its body is received.
  taskOptions('ImagePool#metadata', task);
  return receiveFile(req, res, { limit: LIMIT, given, refuse: refuseOthers }, (file, signal) =>
    images.metadata({ path: file }, { ...task, signal }),
  );
}

/** @param {Buffer} piece the first of a body */
function refuseOthers(piece) {
  if (piece.length >= ENOUGH && formatOf(piece) === undefined) throw unsupported();
}

module.exports = { receiveImage };
