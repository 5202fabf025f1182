'use strict';

const { EventEmitter } = require('node:events');
const { Channel } = require('../../../lib/workers/channel/channel.js');
const { abandonFrame, messageFrame, pieceFrame } = require('../../../lib/workers/channel/frames.js');
const { MAX_PIECE } = require('../../../lib/workers/channel/frames.js');
const { serialize } = require('../../../lib/workers/channel/serialize.js');

const MUTATIONS = 100_000;
const KIB = 1024;
const MIB = 1024 * KIB;

const VALUES = [
  ['result', 7, { name: 'x', list: [1, 2.5, -0, , null], nested: { deep: [[[]]] } }],
  ['item', 1, new Map([[1, new Set(['a', 'é', '\ud800'])]]), 10n ** 40n, new Date(0), /x+/g],
  ['error', 2, Object.assign(new TypeError('no', { cause: new Error('why') }), { code: 'E' })],
  [
    'emit',
    3,
    Buffer.from('bytes'),
    new Float64Array(4),
    new DataView(new ArrayBuffer(9)),
    new ArrayBuffer(5),
  ],
  [
    Object('boxed'),
    Object(1),
    Object(true),
    Object(1n),
    new Error('x'),
    [, , ,],
    Object.assign([, 1], { a: 1 }),
  ],
  ['result', 4, Buffer.alloc(70_000, 'large'), new Uint16Array(50_000)],
  ['result', 5, 'long text '.repeat(10_000)],
];

/** A message as it is on the wire, where there is no shared memory. */
function wire(value) {
  const { body, attachments } = serialize(value);
  const parts = body.length > 64 * KIB ? [body, ...attachments] : attachments;
  const pieces = parts.flatMap((part) => {
    const count = Math.ceil(part.length / MAX_PIECE);
    return Array.from({ length: count }, (_, index) =>
      part.subarray(index * MAX_PIECE, (index + 1) * MAX_PIECE),
    );
  });
  const sizes = attachments.map((part) => part.length);
  return Buffer.concat([messageFrame(body, sizes), ...pieces.map(pieceFrame)]);
}

/** Numbers below `limit`, the same in every run. */
function random(seed) {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** Each changes bytes in place, or gives others. */
const CHANGES = [
  (bytes, at, below) => bytes.fill(below(256), at, at + 1),
  (bytes, at, below) =>
    bytes.fill([0, 1, 0x7f, 0x80, 0xff][below(5)], at, Math.min(at + 1 + below(4), bytes.length)),
  (bytes, at, below) => bytes.copy(bytes, at, below(bytes.length), at + 40) && bytes,
  (bytes, at) => bytes.subarray(0, at),
  (bytes, at, below) => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + below(9))]),
  (bytes, at, below) => Buffer.concat([bytes.subarray(0, at), bytes.subarray(below(bytes.length))]),
];

function mutated(original, below) {
  let bytes = Buffer.from(original);
  for (let count = 1 + below(4); count > 0 && bytes.length > 0; count -= 1) {
    // Mostly near the start, where the structure is.
    const at = below(below(2) ? bytes.length : Math.min(bytes.length, 300));
    bytes = CHANGES[below(CHANGES.length)](bytes, at, below);
  }
  return bytes;
}

class NullSocket extends EventEmitter {
  writableLength = 0;
  write() {}
  pause() {}
  resume() {}
  destroy() {}
}

test(`${MUTATIONS} damaged messages are taken or refused, and cost little memory`, () => {
  const samples = [...VALUES.map(wire), abandonFrame()];
  const below = random(20_240_607);
  const counts = { violated: 0, delivered: 0 };
  const before = process.memoryUsage.rss();
  let most = 0;
  for (let index = 0; index < MUTATIONS; index += 1) {
    // The large ones less often: most of their bytes mean nothing.
    const sample = samples[below(50) === 0 ? below(samples.length) : below(5)];
    let violations = 0;
    const socket = new NullSocket();
    const channel = new Channel(socket, {
      trusted: false,
      maxMessage: MIB,
      onMessage: () => (counts.delivered += 1),
      onViolation: () => (violations += 1),
    });
    socket.emit('data', mutated(sample, below));
    socket.emit('data', sample);
    socket.emit('close');
    if (violations > 1) throw new Error(`${violations} violations`);
    counts.violated += violations;
    if (index % 1000 === 0) most = Math.max(most, process.memoryUsage.rss() - before);
    channel.destroy();
  }
  expect(counts.violated).toBeGreaterThan(MUTATIONS / 4);
  expect(counts.delivered).toBeGreaterThan(MUTATIONS / 10);
  expect(most).toBeLessThan(256 * MIB);
  expect({}.polluted).toBeUndefined();
});
