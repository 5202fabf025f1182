'use strict';

const { Worker } = require('node:worker_threads');
const native = require('../../../lib/native.js');
const { Claims, ThreadWord, claim } = require('../../../lib/workers/wire/claims.js');

const CLAIMS = require.resolve('../../../lib/workers/wire/claims.js');

/**
 * A word between threads, and one between processes where there is shared memory.
 * @type {[string, () => import('../../../lib/workers/wire/claims.js').Word][]}
 */
const WORDS = [['threads', () => new ThreadWord(new SharedArrayBuffer(4))]];
const { SharedWord } = native;
if (SharedWord !== undefined) WORDS.push(['processes', () => SharedWord.create()]);

describe.each(WORDS)('claims between %s', (_, makeWord) => {
  test('tasks of the current round are begun, and counted', () => {
    const word = makeWord();
    const claims = new Claims(word);
    expect([claim(word, claims.round), claim(word, claims.round)]).toEqual([true, true]);
    expect(claims.renew()).toBe(2);
    expect(claims.renew()).toBe(0);
  });

  test('no task of another round is begun, nor one without a round', () => {
    const word = makeWord();
    const claims = new Claims(word);
    const old = claims.round;
    claims.renew();
    expect([claim(word, old), claim(word, claims.round + 1), claim(word, undefined)]).toEqual([
      false,
      false,
      false,
    ]);
    expect(claims.renew()).toBe(0);
  });

  test('rounds begin again after the last', () => {
    const word = makeWord();
    const claims = new Claims(word);
    for (let round = 0; round < 5000; round += 1) {
      expect(claim(word, claims.round)).toBe(true);
      expect(claims.renew()).toBe(1);
    }
  });
});

test('each task is begun or taken back, whenever that is', async () => {
  const memory = new SharedArrayBuffer(4);
  const rounds = new SharedArrayBuffer(4);
  const claims = new Claims(new ThreadWord(memory));
  const worker = new Worker(
    `const { parentPort, workerData } = require('node:worker_threads');
    const { ThreadWord, claim } = require(workerData.file);
    const word = new ThreadWord(workerData.memory);
    const round = new Int32Array(workerData.rounds);
    let begun = 0;
    for (let now = 0; now !== -1; now = Atomics.load(round, 0)) begun += Number(claim(word, now));
    parentPort.postMessage(begun);`,
    { eval: true, workerData: { file: CLAIMS, memory, rounds } },
  );
  const begun = new Promise((resolve) => {
    worker.on('message', resolve);
  });
  const current = new Int32Array(rounds);
  let counted = 0;
  for (const end = performance.now() + 300; performance.now() < end;) {
    counted += claims.renew();
    Atomics.store(current, 0, claims.round);
  }
  Atomics.store(current, 0, -1);
  expect(await begun).toBe(counted + claims.renew());
});
