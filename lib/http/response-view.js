'use strict';

const { coded } = require('../errors.js');

/** @typedef {import('node:http').ServerResponse} Response */
/**
 * What a layer does instead of the response, and what it says of it.
 * @typedef {object} Layer
 * @property {(args: any[]) => any} write
 * @property {(args: any[]) => any} end
 * @property {(args: any[]) => any} writeHead
 * @property {() => void} flushHeaders
 * @property {boolean} isHeld whether headers count as sent that are not
 * @property {boolean} hasEnded
 * @property {boolean | undefined} needsDrain undefined where the response knows
 */

/**
 * Gives a program the view of a response that a layer has of it. Returns the methods below.
 * @param {Response} response
 * @param {Layer} layer
 */
function installView(response, layer) {
  const res = /** @type {any} */ (response);
  const { write, end, writeHead, flushHeaders } = response;
  res.write = (/** @type {any[]} */ ...args) => layer.write(args);
  res.end = (/** @type {any[]} */ ...args) => layer.end(args);
  res.writeHead = (/** @type {any[]} */ ...args) => layer.writeHead(args);
  res.flushHeaders = () => layer.flushHeaders();
  for (const name of ['setHeader', 'appendHeader', 'setHeaders', 'removeHeader']) guard(res, layer, name);
  define(res, 'headersSent', (below) => layer.isHeld || below());
  define(res, 'writableEnded', (below) => layer.hasEnded || below());
  define(res, 'writableNeedDrain', (below) => layer.needsDrain ?? below());
  return { write, end, writeHead, flushHeaders };
}

/**
 * @param {any} res
 * @param {Layer} layer
 * @param {string} name of a method that must not change headers which are sent, as far as the program knows
 */
function guard(res, layer, name) {
  const method = res[name];
  if (method === undefined) return;
  res[name] = (/** @type {any[]} */ ...args) => {
    if (layer.isHeld) throw headersSent();
    return method.apply(res, args);
  };
}

/**
 * @param {any} res
 * @param {string} name
 * @param {(below: () => any) => unknown} get
 */
function define(res, name, get) {
  const own = Object.getOwnPropertyDescriptor(res, name)?.get;
  const below = () => (own ? own.call(res) : Reflect.get(Object.getPrototypeOf(res), name, res));
  Object.defineProperty(res, name, { configurable: true, get: () => get(below) });
}

function headersSent() {
  return coded('ERR_HTTP_HEADERS_SENT', 'Cannot change headers after they are sent to the client');
}

module.exports = { headersSent, installView };
