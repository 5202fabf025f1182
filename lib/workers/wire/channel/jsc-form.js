'use strict';

const { types } = require('node:util');
const { unsupported } = require('../culprit.js');
const { pack, unpack } = require('../thread-values.js');

/**
 * The form of values on Bun, whose node:v8 has no Serializer: the format of JavaScriptCore, which begins with another
 * byte than the short form. It has no attachments: buffers are copied with the value. It cannot be checked before it is
 * read, so that an untrusted end must not send it.
 */

/** Loaded by name at run time: only Bun has it, and bundlers would look for it. */
const jsc = () => require(['bun', 'jsc'].join(':'));

/**
 * @param {unknown} value
 * @returns {Buffer}
 * @throws {Error} for what structured clone refuses
 */
function writeJsc(value) {
  const packed = pack([value], refuseShared);
  return Buffer.from(jsc().serialize(packed));
}

/**
 * @param {Buffer} body
 * @returns {unknown}
 */
function readJsc(body) {
  // A copy: what is given must be all of a buffer.
  return unpack(jsc().deserialize(new Uint8Array(body).buffer))[0];
}

/** @param {object} object in a value that is to be written */
function refuseShared(object) {
  const memory = ArrayBuffer.isView(object) ? object.buffer : object;
  if (types.isSharedArrayBuffer(memory)) throw unsupported('A SharedArrayBuffer');
}

module.exports = { readJsc, writeJsc };
