'use strict';

const { once } = require('node:events');
const { setTimeout: sleep } = require('node:timers/promises');
const { isolationSupport } = require('../../../..');
const { destroyPools, fixture, makePool } = require('../../helpers/pools.js');

afterEach(destroyPools);

const canSandbox = isolationSupport().sandbox;
const lacking = canSandbox ? '' : ` (this machine lacks ${isolationSupport().missing})`;
const SANDBOXED = { sandbox: true, spareWorkers: 0 };
/** Long enough that nothing but the limit can end a worker. */
const PATIENT = { gracePeriod: 600_000, idleTimeout: 600_000 };

/** @type {[string, import('../../../..').WorkerPoolOptions][]} */
const KINDS = [
  ['sandboxed', SANDBOXED],
  ['with limits.cpuMs', { limits: { cpuMs: 60_000 } }],
  ['with limits.timeoutMs', { limits: { timeoutMs: 600_000 } }],
];

describe.each(KINDS)('a worker that is %s', (name, options) => {
  const ofKind = canSandbox || options.sandbox === undefined ? test : test.skip;

  ofKind(`is replaced when a task leaves code behind that uses the processor${lacking}`, async () => {
    const pool = makePool('process', { ...PATIENT, ...options }, fixture('left-behind.js'));
    const exit = once(pool, 'workerExit');
    expect(await pool.run('spinLater')).toEqual([]);
    const [info] = await exit;
    expect(info).toMatchObject({ reason: 'cpu', signal: 'SIGKILL' });
    expect(await pool.run('same', [1])).toBe(1);
  });

  ofKind(`may be idle for longer than that processor time${lacking}`, async () => {
    const pool = makePool('process', { ...PATIENT, ...options }, fixture('left-behind.js'));
    const exits = [];
    pool.on('workerExit', (info) => exits.push(info));
    expect(await pool.run('same', [1])).toBe(1);
    await sleep(1500);
    expect(await pool.run('same', [2])).toBe(2);
    expect(exits).toEqual([]);
  });
});

const inSandbox = canSandbox ? test : test.skip;

inSandbox(`what tasks of one time leave behind does not pile up in workers that end${lacking}`, async () => {
  const options = { ...PATIENT, ...SANDBOXED };
  const pool = makePool('process', options, fixture('left-behind.js'));
  let [alive, most] = [0, 0];
  pool.on('workerStart', () => (most = Math.max(most, (alive += 1))));
  pool.on('workerExit', () => (alive -= 1));
  const calls = Array.from({ length: 5 }, (_, index) => pool.run('spinLater', [index], { tenant: null }));
  expect(await Promise.all(calls)).toEqual([[0], [1], [2], [3], [4]]);
  // One that has a task, and one that ends.
  expect(most).toBe(2);
});
