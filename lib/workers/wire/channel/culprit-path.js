'use strict';

const { types } = require('node:util');
const { MessagePort } = require('node:worker_threads');
const { isUncloneable, pathOfCulprit } = require('../unserializable.js');

/**
 * The same error, with the place of the value it is about as `path`: `[0].options.callback`.
 * @template {Error} E
 * @param {E} error
 * @param {unknown} root
 * @returns {E}
 */
function withPath(error, root) {
  const path = pathOfCulprit(root, isCulprit);
  if (path === undefined) return error;
  error.message = `${error.message} (at ${path})`;
  return Object.assign(error, { path });
}

/**
 * Whether no other process can have it.
 * @param {any} value
 */
function isCulprit(value) {
  const shared = ArrayBuffer.isView(value) ? value.buffer : value;
  return types.isSharedArrayBuffer(shared) || isUncloneable(value) || value instanceof MessagePort;
}

module.exports = { withPath };
