'use strict';

const offloop = require('../..');
const { until } = require('../helpers/until.js');
const { MIB, longJob, sample } = require('./helpers/operations.js');

test('stats counts jobs by their end and times them', async () => {
  const before = offloop.stats();
  await offloop.compress('gzip', sample(MIB));
  await offloop.decompress('gzip', 'no gzip').catch(() => {});
  const controller = new AbortController();
  const aborted = longJob(sample(MIB), controller.signal);
  await until(() => offloop.stats().running === 1);
  controller.abort();
  await aborted;
  const after = offloop.stats();
  expect(after).toMatchObject({
    completed: before.completed + 1,
    failed: before.failed + 1,
    aborted: before.aborted + 1,
    running: 0,
    queued: 0,
    queuedBytes: 0,
  });
  for (const times of [after.waitTime, after.runTime]) {
    expect(Object.keys(times)).toEqual(['mean', 'p50', 'p90', 'p99', 'max']);
    expect(times.p50).toBeLessThanOrEqual(times.p90);
    expect(times.p90).toBeLessThanOrEqual(times.p99);
    expect(times.p99).toBeLessThanOrEqual(times.max);
  }
  expect(after.runTime.max).toBeGreaterThan(0);
});

test('stats shows bytes that are held and jobs that run', async () => {
  const controller = new AbortController();
  const aborted = longJob(sample(8 * MIB), controller.signal);
  await until(() => offloop.stats().running === 1);
  expect(offloop.stats().queuedBytes).toBe(8 * MIB);
  controller.abort();
  await aborted;
  expect(offloop.stats().queuedBytes).toBe(0);
  await offloop.hash('sha3-512', sample(8 * MIB));
  expect(offloop.stats().queuedBytes).toBe(0);
});

test('a digest that is made at once does not count as a job', async () => {
  const before = offloop.stats();
  await offloop.hash('sha256', 'abc');
  offloop.hashSync('sha256', sample(MIB));
  offloop.compressSync('gzip', 'abc');
  expect(offloop.stats()).toEqual(before);
});
