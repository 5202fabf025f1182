'use strict';

const zlib = require('node:zlib');
const { createCompress } = require('../../index.js');
const ours = require('../../zlib.js');
const { PACKERS, isDeflate } = require('./helpers/classes.js');

/** Writes (w), empty writes (e) and flushes (F), one after the other. */
const SEQUENCES = [
  'F',
  'eF',
  'eFF',
  'wFF',
  'wFeF',
  'wFeFeF',
  'weF',
  'ewF',
  'eeF',
  'wFewF',
  'FeF',
  'eFweFeeFF',
];
const KINDS = PACKERS.flatMap((pack) =>
  (isDeflate(pack) ? [1, 2, 3, 5] : [1]).map((kind) => ({ pack, kind })),
);

/** The number of bytes that each flush gives. */
async function sizes(stream, sequence, kind) {
  let size = 0;
  stream.on('data', (chunk) => (size += chunk.length));
  const found = [];
  for (const step of sequence) {
    if (step !== 'F') {
      stream.write(step === 'e' ? '' : 'written');
      continue;
    }
    size = 0;
    await new Promise((resolve) => {
      stream.flush(...[kind, resolve].filter((argument) => argument !== undefined));
    });
    found.push(size);
  }
  stream.destroy();
  return found;
}

test.each(KINDS)(
  '$pack: flush($kind) gives as much as in node:zlib, also after nothing',
  async ({ pack, kind }) => {
    for (const sequence of SEQUENCES) {
      const [theirs, mine] = await Promise.all(
        [zlib, ours].map((library) => sizes(new library[pack](), sequence, kind)),
      );
      const same = isDeflate(pack) ? theirs : theirs.map((size) => size > 0);
      expect([sequence, isDeflate(pack) ? mine : mine.map((size) => size > 0)]).toEqual([sequence, same]);
    }
  },
);

test.each(
  /** @type {const} */ ([
    ['gzip', {}],
    ['deflate', {}],
    ['deflate-raw', {}],
    ['deflate-raw', { threads: 2 }],
    ['gzip', { threads: 2 }],
  ]),
)('createCompress of %s with %j answers a flush after an empty write', async (format, options) => {
  const [first, second, third, fourth] = await sizes(createCompress(format, options), 'wFFeFeF');
  expect([first > 0, second]).toEqual([true, 0]);
  // The last four bytes of an empty block, which permessage-deflate cuts off (RFC 7692).
  expect(third).toBeGreaterThanOrEqual(5);
  expect(fourth).toBe(third);
});
