'use strict';

const { promisify } = require('node:util');
const zlib = require('node:zlib');
const ours = require('../../zlib.js');
const { mixed } = require('../codec/helpers/samples.js');
const { PACKERS, PAIRS, callOf, unpackerOf } = require('./helpers/classes.js');
const { called } = require('./helpers/outcome.js');

const DATA = mixed(50_000);

const INPUTS = [
  ['text', 'naïve text'],
  ['a Buffer', DATA],
  ['an empty Buffer', Buffer.alloc(0)],
  ['a Uint16Array', new Uint16Array([1, 2, 3])],
  ['a DataView', new DataView(new ArrayBuffer(10), 2)],
  ['an ArrayBuffer', new ArrayBuffer(7)],
  ['a SharedArrayBuffer', new SharedArrayBuffer(7)],
  ['null', null],
  ['nothing', undefined],
  ['a number', 7],
  ['an object', {}],
];

test.each(PACKERS)('%s takes and refuses the inputs that node:zlib does', async (pack) => {
  const unpack = zlib[`${callOf(unpackerOf(pack))}Sync`];
  for (const [name, input] of INPUTS) {
    const [their, our] = await Promise.all(
      [zlib, ours].map((library) => called((callback) => library[callOf(pack)](input, callback))),
    );
    const result = ({ bytes, outcome }) => (bytes ? unpack(bytes).toString('hex') : outcome);
    expect([name, result(our)]).toEqual([name, result(their)]);
  }
});

test.each(PAIRS)('$unpack takes the inputs that node:zlib does', async ({ pack, unpack }) => {
  const packed = zlib[`${callOf(pack)}Sync`](DATA);
  const shared = new Uint8Array(new SharedArrayBuffer(packed.length));
  shared.set(packed);
  for (const input of [packed, shared, shared.buffer, new DataView(shared.buffer)]) {
    expect((await promisify(ours[callOf(unpack)])(input)).equals(DATA)).toBe(true);
  }
  const { outcome } = await called((callback) => ours[callOf(unpack)]('text that is not packed', callback));
  const their = await called((callback) => zlib[callOf(unpack)]('text that is not packed', callback));
  expect(outcome).toBe(their.outcome);
});
