'use strict';

const { hash, hashMany, hashSync } = require('../../../index.js');

/** @typedef {{ message: any, options?: any }} Vector */

/**
 * The ways to the digests of vectors. Each gives them in order, hexadecimal unless the options say otherwise.
 * @type {[string, (algorithm: any, vectors: Vector[]) => Promise<any[]>][]}
 */
const HASH_FUNCTIONS = [
  [
    'hashSync',
    async (algorithm, vectors) =>
      vectors.map(({ message, options }) => hashSync(algorithm, message, options)),
  ],
  [
    'hash',
    (algorithm, vectors) =>
      Promise.all(vectors.map(({ message, options }) => hash(algorithm, message, options))),
  ],
  ['hashMany', inBatches],
];

/** One call of `hashMany` for all vectors that have the same options object, or none. */
async function inBatches(algorithm, vectors) {
  const batches = new Map();
  vectors.forEach(({ message, options }, index) => {
    const batch = batches.get(options) ?? { messages: [], indices: [] };
    batch.messages.push(message);
    batch.indices.push(index);
    batches.set(options, batch);
  });
  const digests = new Array(vectors.length);
  const settle = async ([options, { messages, indices }]) => {
    const batch = await hashMany(algorithm, messages, options);
    indices.forEach((index, place) => (digests[index] = batch[place]));
  };
  await Promise.all([...batches].map(settle));
  return digests;
}

module.exports = { HASH_FUNCTIONS };
