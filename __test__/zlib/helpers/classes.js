'use strict';

const zlib = require('node:zlib');
const { present } = require('../../helpers/values.js');

/** Classes that compress, with those that undo them. */
const PAIRS = [
  ['Deflate', 'Inflate'],
  ['DeflateRaw', 'InflateRaw'],
  ['Gzip', 'Gunzip'],
  ['Gzip', 'Unzip'],
  ['Deflate', 'Unzip'],
  ['BrotliCompress', 'BrotliDecompress'],
  ['ZstdCompress', 'ZstdDecompress'],
]
  .filter(([pack]) => pack in zlib)
  .map(([pack, unpack]) => ({ pack, unpack }));

const CLASSES = [...new Set(PAIRS.flatMap(({ pack, unpack }) => [pack, unpack]))];

/** Formats, by one class for each. */
const PACKERS = [...new Set(PAIRS.map(({ pack }) => pack))];

/** The function that is named after a class. */
const callOf = (name) => name[0].toLowerCase() + name.slice(1);
const unpackerOf = (pack) => pairOf(pack).unpack;

/** The first pair that has the class. */
const pairOf = (name) => present(PAIRS.find(({ pack, unpack }) => pack === name || unpack === name));

/** Whether a name is of the family that is zlib's own. */
const isDeflate = (name) => !/Brotli|Zstd/.test(name);

/** Numbers that differ between the families: what flushes all, and what ends. */
const flushesOf = (name) => (isDeflate(name) ? { sync: 2, finish: 4 } : { sync: 1, finish: 2 });

module.exports = { CLASSES, PACKERS, PAIRS, callOf, flushesOf, isDeflate, pairOf, unpackerOf };
