'use strict';

const { IncomingMessage } = require('node:http');
const { invalidType } = require('../errors.js');
const { NO_ERROR, streamOf } = require('./http2.js');

/** @type {WeakMap<object, AbortSignal>} */
const SIGNALS = new WeakMap();

/**
 * @param {import('node:http').IncomingMessage | undefined} _req
 * @param {import('node:http').ServerResponse} res
 * @returns {AbortSignal} see types/http.d.ts
 */
function abortOnDisconnect(_req, res) {
  if (typeof res?.once !== 'function' || res instanceof IncomingMessage)
    throw invalidType('res', 'an instance of ServerResponse', res);
  const made = SIGNALS.get(res);
  if (made !== undefined) return made;
  const controller = new AbortController();
  SIGNALS.set(res, controller.signal);
  const abort = () => {
    if (!isComplete(res)) controller.abort(new Error('The client has disconnected'));
  };
  if (isClosed(res)) abort();
  else res.once('close', abort);
  return controller.signal;
}

/** @param {import('node:http').ServerResponse} res */
function isClosed(res) {
  return res.destroyed || streamOf(res)?.destroyed === true;
}

/**
 * Whether a response that is closed was sent whole. One of HTTP/2 counts as finished even when its stream was cancelled.
 * @param {import('node:http').ServerResponse} res
 */
function isComplete(res) {
  const stream = streamOf(res);
  return stream === undefined ? res.writableFinished : stream.rstCode === NO_ERROR;
}

module.exports = { abortOnDisconnect };
