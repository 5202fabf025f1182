'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { pipeline } = require('node:stream/promises');
const { promisify } = require('node:util');
const { coded } = require('../errors.js');
const { integer, signalOf, string } = require('../options.js');
const { abortOnDisconnect } = require('./abort.js');
const { ofClient, whenEnded } = require('./request-body.js');
const { tooLarge, withStatus } = require('./request-error.js');

/**
 * @typedef {object} Receiving
 * @property {number} limit of the body in bytes, unless `given` has one
 * @property {Record<string, any>} given options, whose names are checked
 * @property {(piece: Buffer) => void} [refuse] throws for what the body cannot begin with
 */

/**
 * Writes the body of a request to a file, which is there until the answer has ended, and has `look` say what it is. Errors
 * have a status.
 * @template T
 * @param {import('node:http').IncomingMessage} req
 * @param {import('node:http').ServerResponse} res
 * @param {Receiving} receiving
 * @param {(file: string, signal: AbortSignal, limit: number) => Promise<T>} look
 */
async function receiveFile(req, res, { given, refuse, ...byDefault }, look) {
  const limit = integer('options.limit', given.limit, 1, Number.MAX_SAFE_INTEGER) ?? byDefault.limit;
  const parent = string('options.folder', given.folder) ?? os.tmpdir();
  const signal = signalOf(given.signal) ?? abortOnDisconnect(req, res);
  if (req.readableDidRead) throw coded('ERR_INVALID_STATE', 'Invalid state: the body is read already');
  try {
    if (Number(req.headers['content-length']) > limit) throw tooLarge(limit);
    const file = path.join(await folderFor(res, parent), 'received');
    const bytes = await spool(req, file, { limit, refuse, signal });
    return { path: file, bytes, ...(await look(file, signal, limit)) };
  } catch (error) {
    // What still comes is thrown away, so that the client gets the answer.
    req.resume();
    throw withStatus(ofClient(error, req));
  }
}

/**
 * A folder that no other user can read, which is there until the answer has ended.
 * @param {import('node:http').ServerResponse} res
 * @param {string} parent
 */
async function folderFor(res, parent) {
  const folder = await fs.promises.mkdtemp(path.join(parent, 'offloop-received-'));
  const remove = () => fs.rm(folder, { recursive: true, force: true }, () => {});
  if (res.destroyed || res.writableFinished) remove();
  else res.once('close', remove);
  return folder;
}

/**
 * @param {import('node:http').IncomingMessage} req
 * @param {string} file
 * @param {{ limit: number, refuse?: (piece: Buffer) => void, signal: AbortSignal }} settings
 */
async function spool(req, file, { limit, refuse, signal }) {
  let bytes = 0;
  /** @param {AsyncIterable<Buffer>} body */
  async function* limited(body) {
    for await (const piece of body) {
      if (bytes === 0) refuse?.(piece);
      bytes += piece.length;
      if (bytes > limit) throw tooLarge(limit);
      yield piece;
    }
    await promisify(whenEnded)(req);
  }
  // The request is not destroyed by what ends early: it has to be answered.
  const body = /** @type {any} */ (req).iterator({ destroyOnReturn: false });
  await pipeline(limited(body), fs.createWriteStream(file, { flags: 'wx', mode: 0o600 }), { signal });
  return bytes;
}

module.exports = { receiveFile };
