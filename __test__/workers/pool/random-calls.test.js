'use strict';

const fc = require('fast-check');
const { setTimeout: sleep } = require('node:timers/promises');
const { expectNothingLeft, holdings } = require('../helpers/leftovers.js');
const { ISOLATIONS, destroyPools, makePool } = require('../helpers/pools.js');

afterEach(destroyPools);

/**
 * The kinds of calls, each with the ways in which it may end. An abort, a timeout of the queue and the end of the
 * pool can come at any time before; everything else has to be as it says.
 */
const CALLS = {
  add: { call: ['add', [1, 2]], ends: ['value 3'] },
  emit: { call: ['emit', [3]], ends: ['value 3'], messages: 3 },
  sleep: { call: ['sleep', [20, 'slept']], ends: ['value slept'] },
  fail: { call: ['fail'], ends: ['E_CUSTOM'] },
  missing: { call: ['missing'], ends: ['ERR_TASK_NOT_FOUND'] },
  exit: { call: ['exit', [3]], ends: ['ERR_WORKER_EXITED'] },
  throwLater: { call: ['throwLater'], ends: ['ERR_WORKER_CRASHED'] },
  retried: { call: ['crashUntil', [2], { retries: 1 }], ends: ['value 2'] },
  spin: { call: ['spin', [], { timeout: 30 }], ends: ['ERR_TASK_TIMEOUT run'] },
  ignoring: { call: ['ignoreSignal', [], { timeout: 30 }], ends: ['ERR_TASK_TIMEOUT run'] },
  cooperating: { call: ['cooperate', [5], { timeout: 30 }], ends: ['ERR_TASK_TIMEOUT run'] },
  hurried: { call: ['add', [1, 2], { queueTimeout: 5 }], ends: ['value 3', 'ERR_TASK_TIMEOUT queue'] },
};

const COMMAND = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ run: fc.constantFrom(...Object.keys(CALLS)), priority: fc.nat({ max: 2 }) }),
  },
  { weight: 3, arbitrary: fc.record({ abort: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ wait: fc.nat({ max: 60 }) }) },
  { weight: 1, arbitrary: fc.constant({ recycle: true }) },
);
const PLAN = fc.record({
  commands: fc.array(COMMAND, { minLength: 1, maxLength: 14 }),
  options: fc.record({ maxWorkers: fc.integer({ min: 1, max: 2 }), concurrency: fc.constantFrom(1, 1, 3) }),
  end: fc.constantFrom('close', 'cancel', 'destroy', 'quiet'),
});

/** Makes one call, and notes how it settles. */
function begin(pool, { run, priority }) {
  const { call, ends, messages } = CALLS[run];
  const [name, args = [], options] = call;
  const controller = new AbortController();
  /** @type {string[]} */
  const outcomes = [];
  /** @type {any} */
  const made = { run, allowed: new Set(ends), controller, outcomes, messages: 0, expected: messages };
  const onMessage = () => {
    expect(outcomes).toEqual([]);
    made.messages += 1;
  };
  made.settled = pool.run(name, args, { priority, signal: controller.signal, onMessage, ...options }).then(
    (value) => outcomes.push(`value ${value}`),
    ({ code, phase }) => outcomes.push(phase === undefined ? code : `${code} ${phase}`),
  );
  return made;
}

/** Tasks beside one that ends its worker end with it, and those that are run again do better. */
function allowCompanions(calls, { concurrency }) {
  if (concurrency === 1) return;
  const crashes = ['ERR_WORKER_EXITED', 'ERR_WORKER_CRASHED'];
  for (const { allowed } of calls) crashes.forEach((code) => allowed.add(code));
  // One that spins keeps those beside it from everything.
  for (const made of calls) if (CALLS[made.run].call[2]?.timeout) made.allowed.add('ERR_TASK_TIMEOUT run');
}

async function follow(pool, { commands, options, end }) {
  const calls = [];
  for (const command of commands) {
    if (command.run !== undefined) calls.push(begin(pool, command));
    else if (command.wait !== undefined) await sleep(command.wait);
    else if (command.recycle) pool.recycle().catch(() => {});
    else if (calls.length > 0) {
      const aborted = calls[command.abort % calls.length];
      if (aborted.outcomes.length === 0) aborted.allowed.add('ABORT_ERR');
      aborted.controller.abort();
    }
  }
  allowCompanions(calls, options);
  if (end === 'quiet') await Promise.all(calls.map(({ settled }) => settled));
  if (end === 'cancel' || end === 'destroy') calls.forEach(({ allowed }) => allowed.add('ERR_POOL_CLOSED'));
  if (end === 'destroy') await pool.destroy();
  else await pool.close(end === 'cancel' ? { pending: 'cancel' } : undefined);
  await Promise.all(calls.map(({ settled }) => settled));
  return calls;
}

function check(pool, calls) {
  for (const { run, allowed, outcomes, messages, expected } of calls) {
    expect([run, outcomes.length]).toEqual([run, 1]);
    expect([run, ...allowed]).toContain(outcomes[0]);
    if (outcomes[0].startsWith('value') && expected !== undefined) expect(messages).toBe(expected);
  }
  const { workers, tasks } = pool.stats;
  expect(workers).toEqual({ total: 0, idle: 0, busy: 0, starting: 0 });
  const { queued, running, retried, ...ended } = tasks;
  expect([queued, running]).toEqual([0, 0]);
  expect(Object.values(ended).reduce((sum, count) => sum + count)).toBe(calls.length);
  expect(retried).toBeLessThanOrEqual(calls.filter(({ run }) => run === 'retried').length);
}

test.each(ISOLATIONS)(
  'whatever is asked of a pool, every call ends once, in its way: %s',
  async (isolation) => {
    await makePool(isolation).run('add', [1, 2]);
    await destroyPools();
    const before = holdings();
    const property = fc.asyncProperty(PLAN, async (plan) => {
      const pool = makePool(isolation, { gracePeriod: 20, restartDelay: [1, 5], ...plan.options });
      check(pool, await follow(pool, plan));
    });
    await fc.assert(property, { numRuns: isolation === 'thread' ? 40 : 20, endOnFailure: true });
    await expectNothingLeft(before);
  },
);
