'use strict';

const { ROWS } = require('../../lib/hash/algorithms.js');
const { hashRouteOf } = require('../../lib/hash/route.js');
const { routeOf } = require('../../lib/data/route.js');
const { present } = require('../helpers/values.js');

const MIB = 1 << 20;
const [quick, slow] = ['xxh3', 'sha256'].map((name) => present(ROWS.find((row) => row.name === name)));

const shared = (bytes) => new Uint8Array(new SharedArrayBuffer(bytes));
const blob = (bytes) => new Blob([Buffer.alloc(bytes)]);

test('the examples are of a quick algorithm and of one that is not', () => {
  expect([quick.quick, slow.quick]).toEqual([true, false]);
});

/** @type {[string, typeof slow, any, object, string][]} */
const ROUTES = [
  ['no data', slow, Buffer.alloc(0), {}, 'inline'],
  ['data as large as is digested inline', slow, Buffer.alloc(slow.inlineBytes - 32), {}, 'inline'],
  ['one byte more', slow, Buffer.alloc(slow.inlineBytes - 31), {}, 'copied'],
  ['one byte more of a quick algorithm', quick, Buffer.alloc(quick.inlineBytes + 1), {}, 'sliced'],
  ['large data of a quick algorithm', quick, Buffer.alloc(33 * MIB), {}, 'sliced'],
  ['large text of a quick algorithm', quick, 'x'.repeat(33 * MIB), {}, 'sliced'],
  ['small shared data of a quick algorithm', quick, shared(MIB), {}, 'sliced'],
  ['large shared data of a quick algorithm', quick, shared(MIB + 1), {}, 'gathered'],
  ['a Blob of a quick algorithm', quick, blob(1), {}, 'gathered'],
  ['small data that is given up', slow, Buffer.alloc(1), { transfer: true }, 'gathered'],
  [
    'data of a quick algorithm that is given up',
    quick,
    Buffer.alloc(2 * MIB),
    { transfer: true },
    'gathered',
  ],
  ['a slice of data', slow, Buffer.alloc(MIB), {}, 'copied'],
  ['more than a slice of data', slow, Buffer.alloc(MIB + 1), {}, 'gathered'],
  ['a slice of text', slow, 'x'.repeat(MIB / 4), {}, 'copied'],
  ['more than a slice of text', slow, 'x'.repeat(MIB / 4 + 1), {}, 'gathered'],
  ['the most data that is gathered', slow, Buffer.alloc(32 * MIB), {}, 'gathered'],
  ['more data than that', slow, Buffer.alloc(32 * MIB + 1), {}, 'pipelined'],
  ['more text than that', slow, 'x'.repeat(32 * MIB + 1), {}, 'pipelined'],
  ['more data than that, given up', slow, Buffer.alloc(32 * MIB + 1), { transfer: true }, 'gathered'],
  ['more data than that, shared', slow, shared(32 * MIB + 1), {}, 'gathered'],
  ['a large Blob', slow, blob(32 * MIB + 1), {}, 'pipelined'],
];

test.each(ROUTES)('%s: %#', (_name, row, data, job, route) => {
  /** @type {any} */
  const request = { row, outputLength: row.outputLength, job };
  expect(hashRouteOf(request, data)).toBe(route);
});

test('an operation that cannot work on data while it is copied gathers all that is more than a slice', () => {
  expect(routeOf(Buffer.alloc(64 * MIB), {})).toBe('gathered');
});
