'use strict';

const { invalidValue } = require('../errors.js');

/** @typedef {import('node:http').ServerResponse} Response */

/**
 * Sets the status and the headers that `writeHead` was called with, which come in three forms, and gives its other
 * arguments. As in node, headers are the third argument also where the second is neither a reason nor headers: what passes
 * on the answer of another server has no reason where that one speaks HTTP/2.
 * @param {Response} res
 * @param {any[]} args
 */
function takeHead(res, args) {
  const hasReason = typeof args[1] === 'string';
  const headers = hasReason ? args[2] : (args[2] ?? args[1]);
  const status = args.slice(0, hasReason ? 2 : 1);
  res.statusCode = args[0];
  if (Array.isArray(headers)) appendAll(res, pairsOf(headers));
  else for (const name of Object.keys(headers ?? {})) res.setHeader(name, headers[name]);
  return status;
}

/**
 * @param {any[]} headers pairs, or names and values by turns
 * @returns {[string, any][]}
 */
function pairsOf(headers) {
  if (Array.isArray(headers[0])) return headers;
  if (headers.length % 2 !== 0) throw invalidValue('headers', 'must have a value for each name', headers);
  return Array.from({ length: headers.length / 2 }, (_, index) => [
    headers[2 * index],
    headers[2 * index + 1],
  ]);
}

/**
 * A name that is there twice keeps both values; what was set before goes.
 * @param {Response} res
 * @param {[string, any][]} pairs
 */
function appendAll(res, pairs) {
  for (const [name] of pairs) res.removeHeader(name);
  for (const [name, value] of pairs) {
    const before = res.getHeader(name);
    res.setHeader(name, before === undefined ? value : [before, value].flat().map(String));
  }
}

/**
 * Sets headers, where undefined removes one. Returns what undoes it.
 * @param {Response} res
 * @param {Record<string, string | number | undefined>} headers
 */
function setHeaders(res, headers) {
  const before = Object.keys(headers).map((name) => /** @type {const} */ ([name, res.getHeader(name)]));
  for (const [name, value] of Object.entries(headers)) put(res, name, value);
  return () => {
    for (const [name, value] of before) put(res, name, value);
  };
}

/**
 * @param {Response} res
 * @param {string} name
 * @param {number | string | string[] | undefined} value
 */
function put(res, name, value) {
  if (value === undefined) res.removeHeader(name);
  else res.setHeader(name, value);
}

/**
 * The arguments of `end`, all of which may be left out.
 * @param {any[]} args
 * @returns {{ chunk: any, encoding: BufferEncoding | undefined, callback: (() => void) | undefined }}
 */
function splitEnd(args) {
  const callback = args.find((value) => typeof value === 'function');
  const [chunk, encoding] = args.filter((value) => typeof value !== 'function');
  return { chunk: chunk ?? undefined, encoding: encoding ?? undefined, callback };
}

/** @param {any} chunk */
function isData(chunk) {
  return typeof chunk === 'string' || chunk instanceof Uint8Array;
}

/**
 * @param {string | Uint8Array} chunk
 * @param {BufferEncoding} [encoding]
 */
function bytesOf(chunk, encoding) {
  const isUtf8 = encoding === undefined || /^utf-?8$/i.test(encoding);
  return typeof chunk !== 'string' || isUtf8 ? chunk : Buffer.from(chunk, encoding);
}

/**
 * The status of a response, to be set again. HTTP/2 has no message, and HTTP/1 none of the response's own before it is
 * set.
 * @param {Response} res
 */
function statusOf(res) {
  const { statusCode } = res;
  return Object.hasOwn(res, 'statusMessage')
    ? { statusCode, statusMessage: res.statusMessage }
    : { statusCode };
}

module.exports = { bytesOf, isData, setHeaders, splitEnd, statusOf, takeHead };
