'use strict';

const { setImmediate: nextTurn } = require('node:timers/promises');
const { compressSync, decompress, hash, hashSync } = require('../../index.js');
const { hasTurnTime, spendTurnTime, whenTurnHasTime } = require('../../lib/data/turn-time.js');

const DATA = Buffer.alloc(15_000, 'data');
/** As many calls take longer than the time of a turn on any machine. */
const MANY = 100_000;

/** Whether the event loop turns before `work` ends. */
async function turnsDuring(work) {
  let turned = false;
  setImmediate(() => {
    turned = true;
  });
  await work();
  return turned;
}

beforeEach(() => nextTurn());

test('a turn has time until it is spent, and the next one has it again', async () => {
  spendTurnTime(600_000);
  expect(hasTurnTime()).toBe(true);
  spendTurnTime(600_000);
  expect(hasTurnTime()).toBe(false);
  await nextTurn();
  expect(hasTurnTime()).toBe(true);
});

test('a value waits for the next turn only where the time of this one is spent', async () => {
  spendTurnTime(100_000);
  expect(await turnsDuring(() => whenTurnHasTime('now'))).toBe(false);
  await nextTurn();
  const waits = () => {
    spendTurnTime(1_000_000);
    return whenTurnHasTime('then');
  };
  expect(await turnsDuring(waits)).toBe(true);
  expect(await whenTurnHasTime('again')).toBe('again');
});

/** @type {[string, (isDone: () => boolean) => Promise<void>][]} */
const LOOPS = [
  [
    'digests',
    async (isDone) => {
      for (let done = 0; done < MANY && !isDone(); done += 1) await hash('sha256', DATA);
    },
  ],
  [
    'decompressions',
    async (isDone) => {
      const packed = compressSync('gzip', DATA);
      for (let done = 0; done < MANY && !isDone(); done += 1) await decompress('gzip', packed);
    },
  ],
];

test.each(LOOPS)('the event loop turns while a caller awaits %s one after the other', async (_what, loop) => {
  let turned = false;
  setImmediate(() => {
    turned = true;
  });
  await loop(() => turned);
  expect(turned).toBe(true);
});

test('many digests in one call are right whether they fit in the turn or not', async () => {
  const inputs = Array.from({ length: 1000 }, (_, index) => Buffer.from(`${index}`.repeat(index)));
  const digests = await Promise.all(inputs.map((data) => hash('sha1', data)));
  expect(digests).toEqual(inputs.map((data) => hashSync('sha1', data)));
});
