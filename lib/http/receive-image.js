'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { pipeline } = require('node:stream/promises');
const { coded, invalidType } = require('../errors.js');
const { unsupported } = require('../image/errors.js');
const { formatOf } = require('../image/formats.js');
const { TASK } = require('../image/option-names.js');
const { integer, optionsOf, signalOf, string } = require('../options.js');
const { abortOnDisconnect } = require('./abort.js');
const { tooLarge, withStatus } = require('./request-error.js');

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
  const limit = integer('options.limit', given.limit, 1, Number.MAX_SAFE_INTEGER) ?? LIMIT;
  const parent = string('options.folder', given.folder) ?? os.tmpdir();
  const signal = signalOf(given.signal) ?? abortOnDisconnect(req, res);
  if (req.readableDidRead) throw coded('ERR_INVALID_STATE', 'Invalid state: the body is read already');
  try {
    if (Number(req.headers['content-length']) > limit) throw tooLarge(limit);
    const folder = await folderFor(res, parent);
    const file = path.join(folder, 'image');
    const bytes = await spool(req, file, limit, signal);
    const task = Object.fromEntries(TASK.map((name) => [name, given[name]]));
    return { path: file, bytes, ...(await images.metadata({ path: file }, { ...task, signal })) };
  } catch (error) {
    // What still comes is thrown away, so that the client gets the answer.
    req.resume();
    throw withStatus(/** @type {Error} */ (error));
  }
}

/**
 * A folder that no other user can read, which is there until the answer has ended.
 * @param {import('node:http').ServerResponse} res
 * @param {string} parent
 */
async function folderFor(res, parent) {
  const folder = await fs.promises.mkdtemp(path.join(parent, 'offloop-image-'));
  const remove = () => fs.rm(folder, { recursive: true, force: true }, () => {});
  if (res.destroyed || res.writableFinished) remove();
  else res.once('close', remove);
  return folder;
}

/**
 * @param {import('node:http').IncomingMessage} req
 * @param {string} file
 * @param {number} limit
 * @param {AbortSignal} signal
 */
async function spool(req, file, limit, signal) {
  let bytes = 0;
  /** @param {AsyncIterable<Buffer>} body */
  async function* limited(body) {
    for await (const piece of body) {
      if (bytes === 0 && piece.length >= ENOUGH && formatOf(piece) === undefined) throw unsupported();
      bytes += piece.length;
      if (bytes > limit) throw tooLarge(limit);
      yield piece;
    }
  }
  // The request is not destroyed by what ends early: it has to be answered.
  const body = /** @type {any} */ (req).iterator({ destroyOnReturn: false });
  await pipeline(limited(body), fs.createWriteStream(file, { flags: 'wx', mode: 0o600 }), { signal });
  return bytes;
}

module.exports = { receiveImage };
