'use strict';

const { decompress, decompressMany, decompressSync } = require('../../index.js');
const { nodeDecompress, nodeDecompressSync, nodeHas, rowOf } = require('./helpers/formats.js');
const { NODE } = require('./helpers/node-abilities.js');
const { outcome, outcomeSync } = require('./helpers/outcome.js');
const { EVERY_FORMAT } = require('./helpers/parity-every-format.js');
const { ONE_FORMAT } = require('./helpers/parity-one-format.js');

const CASES = [...EVERY_FORMAT, ...ONE_FORMAT].map(([format, title, bytes, options, expected, needs]) => {
  const inNode = nodeHas(rowOf(format)) && (needs === undefined || NODE[needs]);
  return { format, title, bytes, options, expected, inNode };
});
const CASES_OF_NODE = CASES.filter(({ inNode }) => inNode);

test.each(CASES)('$format: $title has one outcome in every form of call', async (kase) => {
  const { format, bytes, options, expected } = kase;
  expect(outcomeSync(() => decompressSync(format, bytes, options))).toBe(expected);
  expect(await outcome(() => decompress(format, bytes, options))).toBe(expected);
  expect(await outcome(async () => (await decompressMany(format, [bytes], options))[0])).toBe(expected);
});

test.each(CASES_OF_NODE)('$format: $title has the outcome of node:zlib', (kase) => {
  const { format, bytes, options, expected } = kase;
  expect(outcomeSync(() => nodeDecompressSync(format, bytes, options))).toBe(expected);
});

test.each(CASES_OF_NODE)('$format: $title has the outcome of node:zlib’s callback', async (kase) => {
  const { format, bytes, options, expected } = kase;
  expect(await outcome(() => nodeDecompress(format, bytes, options))).toBe(expected);
});
