'use strict';

/** @type {WeakMap<object, AbortSignal>} */
const SIGNALS = new WeakMap();

/**
 * @param {import('node:http').IncomingMessage | undefined} _req
 * @param {import('node:http').ServerResponse} res
 * @returns {AbortSignal} see types/http.d.ts
 */
function abortOnDisconnect(_req, res) {
  const made = SIGNALS.get(res);
  if (made !== undefined) return made;
  const controller = new AbortController();
  SIGNALS.set(res, controller.signal);
  const abort = () => {
    if (!res.writableFinished) controller.abort(new Error('The client has disconnected'));
  };
  if (res.destroyed) abort();
  else res.once('close', abort);
  return controller.signal;
}

module.exports = { abortOnDisconnect };
