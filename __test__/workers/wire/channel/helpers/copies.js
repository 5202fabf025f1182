'use strict';

const v8 = require('node:v8');
const { deserialize } = require('../../../../../lib/workers/wire/channel/deserialize.js');
const { serialize } = require('../../../../../lib/workers/wire/channel/serialize.js');
const { deserializeUntrusted } = require('../../../../../lib/workers/wire/channel/untrusted.js');

const MIB = 1024 * 1024;

/** What the other end receives. */
function received(value) {
  const { body, attachments } = serialize(value);
  return { body, attachments: attachments.map((part) => new Uint8Array(part).buffer) };
}

/**
 * The ways by which a value arrives.
 * @type {Record<string, (value: any) => any>}
 */
const WAYS = {
  'a trusted end': (value) => deserialize(received(value)),
  'an end that is not trusted': (value) => deserializeUntrusted(received(value), 16 * MIB),
};

/** A value's bytes by V8 alone: equal for values that are equal in all that a clone keeps, down to -0 and holes. */
function bytesOf(value) {
  return v8.serialize(value).toString('latin1');
}

module.exports = { WAYS, bytesOf, received };
