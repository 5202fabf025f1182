'use strict';

const fs = require('node:fs/promises');
const path = require('node:path');
const { loadPeer } = require('../peer.js');
const { OF_A_BODY, sendError } = require('./error-handler.js');
const { acceptedEncoding, vary } = require('./negotiate.js');
const { staticOptions } = require('./static-options.js');
const { SUFFIXES, fileWithin, isCurrent, statWithin, typeOf } = require('./static-files.js');

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */
/** @typedef {ReturnType<typeof staticOptions>} Settings */
/** @typedef {import('./static-files.js').FileEncoding} FileEncoding */
/**
 * What a request is answered with: the path for `send`, as in a URL; the name that the type depends on; the encoding of a
 * compressed copy; whether the answer to other clients may be another one.
 * @typedef {{ path: string, name: string, encoding?: FileEncoding, varies: boolean }} Found
 */

/**
 * @param {string | URL} directory
 * @param {unknown} [options]
 * @returns {any} see types/http-static.d.ts
 */
function serveStatic(directory, options) {
  const settings = staticOptions(directory, options);
  const send = loadSend();
  return (/** @type {Request} */ req, /** @type {Response} */ res, /** @type {any} */ next) => {
    const fail =
      next ?? ((/** @type {any} */ error) => sendError(error ?? notFound(), req, res, console.error));
    if (req.method !== 'GET' && req.method !== 'HEAD') return void fail();
    find(req, settings).then((found) => {
      if (found === undefined) fail();
      else sendFile(send, found, req, res, settings, fail);
    }, fail);
  };
}

function loadSend() {
  return loadPeer('send', 'serveStatic()', () => require('send'));
}

function notFound() {
  return Object.assign(new Error('Not Found'), { status: 404 });
}

/**
 * Chooses among a file and its compressed copies; undefined where there is nothing within the directory.
 * @param {Request} req
 * @param {Settings} settings
 * @returns {Promise<Found | undefined>}
 */
async function find(req, { directory, index, encodings }) {
  const pathname = pathnameOf(/** @type {string} */ (req.url));
  const url = pathname.endsWith('/') && index !== false ? pathname + encodeURIComponent(index) : pathname;
  const name = decoded(url);
  if (name === undefined) return undefined;
  const root = await fs.realpath(directory);
  const file = path.join(root, name);
  const stats = await statWithin(root, file);
  // A folder is left to `send`, which redirects to the path with a slash. To open a FIFO would wait for its writer.
  if (stats?.isDirectory()) return { path: pathname, name, varies: false };
  if (!stats?.isFile()) return undefined;
  const available = await currentCopies(root, file, stats, encodings);
  const encoding = /** @type {FileEncoding | undefined} */ (acceptedEncoding(req, available));
  const suffix = encoding === undefined ? '' : SUFFIXES[encoding];
  return { path: url + suffix, name, encoding, varies: available.length > 0 };
}

/**
 * @param {string} root
 * @param {string} file
 * @param {import('node:fs').Stats} stats
 * @param {FileEncoding[]} encodings
 */
async function currentCopies(root, file, stats, encodings) {
  const copies = await Promise.all(encodings.map((encoding) => fileWithin(root, file + SUFFIXES[encoding])));
  return encodings.filter((_, at) => copies[at] !== undefined && isCurrent(copies[at], stats));
}

/**
 * @param {any} send
 * @param {Found} found
 * @param {Request} req
 * @param {Response} res
 * @param {Settings} settings
 * @param {(error?: unknown) => void} fail
 */
function sendFile(send, found, req, res, settings, fail) {
  const { directory, index, maxAge, immutable, setHeaders } = settings;
  const stream = send(req, found.path, { root: directory, index, maxAge, immutable });
  stream.on(
    'headers',
    (/** @type {Response} */ _res, /** @type {string} */ file, /** @type {any} */ stats) => {
      const type = typeOf(found.name) ?? (found.encoding && 'application/octet-stream');
      if (type !== undefined) res.setHeader('Content-Type', type);
      if (found.encoding !== undefined) res.setHeader('Content-Encoding', found.encoding);
      if (found.varies) vary(res, 'Accept-Encoding');
      setHeaders?.(res, file, stats);
    },
  );
  stream.on('directory', () => redirect(req, res));
  stream.on('error', (/** @type {any} */ error) => {
    if (res.headersSent) return void res.destroy(error);
    for (const name of OF_A_BODY) res.removeHeader(name);
    fail(error.status === 404 ? undefined : error);
  });
  stream.pipe(res);
}

/**
 * To the same path with a slash at its end, from which relative links are right.
 * @param {any} req
 * @param {Response} res
 */
function redirect(req, res) {
  const url = req.originalUrl ?? req.url;
  const pathname = pathnameOf(url);
  // Two slashes at the beginning would name another host.
  res.writeHead(301, { Location: `${pathname.replace(/^[/\\]+/, '/')}/${url.slice(pathname.length)}` }).end();
}

/** @param {string} url */
function pathnameOf(url) {
  return url.split(/[?#]/, 1)[0];
}

/** @param {string} pathname */
function decoded(pathname) {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}

module.exports = { serveStatic };
