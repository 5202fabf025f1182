'use strict';

const { runFixture } = require('../jobs/helpers/child.js');

/** From the engine's fixtures. */
const FIXTURE = '../../password/fixtures/lines.js';

async function lines(name, threads) {
  const { stdout, ...end } = await runFixture(FIXTURE, [name], { env: { OFFLOOP_THREADS: String(threads) } });
  expect(end).toEqual({ code: 0, signal: null, stderr: '' });
  return JSON.parse(stdout);
}

test('no more hashes run than maxPasswordMemory has room for', async () => {
  expect(await lines('little memory', 4)).toEqual({ highest: 1, left: 0 });
});

test('as many hashes run as there are threads and memory for', async () => {
  expect(await lines('enough memory', 4)).toEqual({ highest: 3, left: 0 });
});

test('a hash that needs more than maxPasswordMemory runs by itself', async () => {
  expect(await lines('more than all memory', 2)).toBe(3);
});

test('memory that a large hash gives back is used by several small ones', async () => {
  expect(await lines('one large and many small', 4)).toBe(4);
});

test('other jobs go before hashes that wait, but not for ever', async () => {
  const order = await lines('order', 1);
  expect(order.filter((name) => name === 'password')).toHaveLength(3);
  expect(order.indexOf('password')).toBe(32);
  expect(order.lastIndexOf('other')).toBe(40);
});

test('hashes beyond maxQueuedJobs reject with ERR_QUEUE_FULL', async () => {
  expect(await lines('too many', 1)).toEqual([
    'done',
    'done',
    'ERR_QUEUE_FULL',
    'ERR_QUEUE_FULL',
    'ERR_QUEUE_FULL',
  ]);
});

test('a hash waits for room for its input, and may leave', async () => {
  expect(await lines('no room for the input', 1)).toEqual({ left: 'ABORT_ERR', verified: true, bytes: 0 });
});

test('files are read while hashes wait', async () => {
  expect(await lines('files meanwhile', 1)).toBe(true);
});

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux('a thousand at once take the memory of a few, and no other job waits behind them', async () => {
  const { waitedBehind, peak } = await lines('a thousand', 2);
  expect(waitedBehind).toBeGreaterThan(0);
  expect(peak).toBeLessThan(400);
});
