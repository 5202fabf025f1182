'use strict';

const { getEventListeners } = require('node:events');
const offloop = require('../..');
const { until } = require('../helpers/until.js');

/** Calls that take minutes. */
const CALLS = {
  pbkdf2: (options) => offloop.pbkdf2('p', 's', 2 ** 31 - 1, 64, 'sha512', options),
  scrypt: (options) => offloop.scrypt('p', 's', 32, { N: 2 ** 14, p: 2 ** 14, maxmem: 2 ** 30, ...options }),
  bcrypt: (options) => offloop.hashPassword('p', { algorithm: 'bcrypt', cost: 31, ...options }),
  argon2id: (options) => offloop.hashPassword('p', { memory: 65_536, passes: 1_000_000, ...options }),
  verify: (options) =>
    offloop.verifyPassword('p', `$2b$31$${'.'.repeat(53)}`, { maxCost: Infinity, ...options }),
};

const isIdle = () => offloop.stats().running + offloop.stats().queued + offloop.stats().passwordMemory === 0;

describe.each(Object.keys(CALLS))('%s', (name) => {
  test('rejects at once when the signal is aborted already', async () => {
    const before = offloop.stats();
    const call = CALLS[name]({ signal: AbortSignal.abort('too late') });
    await expect(call).rejects.toMatchObject({ name: 'AbortError', code: 'ABORT_ERR', cause: 'too late' });
    expect(offloop.stats()).toEqual(before);
  });

  test('stops while it runs, frees its thread and its memory, and leaves no listener', async () => {
    const controller = new AbortController();
    const { aborted } = offloop.stats();
    const call = CALLS[name]({ signal: controller.signal });
    const outcome = expect(call).rejects.toMatchObject({ code: 'ABORT_ERR', cause: 'enough' });
    await until(() => offloop.stats().running > 0);
    controller.abort('enough');
    await outcome;
    await until(isIdle);
    expect(offloop.stats().aborted).toBe(aborted + 1);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });
});

test('a call that waits leaves its line at once', async () => {
  const { threads } = offloop.stats();
  const blockers = Array.from({ length: threads }, () => {
    const controller = new AbortController();
    return { controller, end: CALLS.pbkdf2({ signal: controller.signal }).catch(() => {}) };
  });
  await until(() => offloop.stats().running === threads);
  const controller = new AbortController();
  const call = CALLS.argon2id({ signal: controller.signal });
  await until(() => offloop.stats().queued === 1);
  controller.abort();
  await expect(call).rejects.toMatchObject({ code: 'ABORT_ERR' });
  expect(offloop.stats()).toMatchObject({ running: threads, queued: 0 });
  for (const blocker of blockers) blocker.controller.abort();
  await Promise.all(blockers.map(({ end }) => end));
});
