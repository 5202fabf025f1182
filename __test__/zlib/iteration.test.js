'use strict';

const zlib = require('node:zlib');
const ours = require('../../zlib.js');
const { mixed } = require('../codec/helpers/samples.js');
const { CLASSES, PACKERS, callOf, pairOf, unpackerOf } = require('./helpers/classes.js');

const DATA = mixed(100_000);

test.each(CLASSES)('%s gives chunks of at most chunkSize to an iteration', async (name) => {
  const input = PACKERS.includes(name) ? DATA : zlib[`${callOf(pairOf(name).pack)}Sync`](DATA);
  for (const iterate of [(stream) => stream, (stream) => stream.iterator({ destroyOnReturn: false })]) {
    const stream = new ours[name]({ chunkSize: 1000 });
    stream.end(input);
    const pieces = [];
    for await (const piece of iterate(stream)) pieces.push(piece);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBe(1000);
    const back = PACKERS.includes(name) ? zlib[`${callOf(unpackerOf(name))}Sync`] : Buffer.from;
    expect(back(Buffer.concat(pieces)).equals(DATA)).toBe(true);
  }
});

test('an iteration with chunkSize that is left destroys its stream', async () => {
  const stream = new ours.Gzip({ chunkSize: 100 });
  stream.end(DATA);
  for await (const piece of stream) {
    expect(piece.length).toBe(100);
    break;
  }
  expect(stream.destroyed).toBe(true);
});
