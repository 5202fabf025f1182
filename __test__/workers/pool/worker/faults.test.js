'use strict';

const { FAULTS } = require('../../helpers/faults.js');
const { expectNothingLeft, holdings } = require('../../helpers/leftovers.js');
const { ISOLATIONS, destroyPools, makePool } = require('../../helpers/pools.js');

afterEach(destroyPools);

/** @type {[string, string][]} */
const ROWS = ISOLATIONS.flatMap((isolation) => Object.keys(FAULTS).map((name) => [isolation, name]));
/** @type {(row: string[]) => boolean} */
const isPossible = ([isolation, name]) => FAULTS[name].skip?.[isolation] === undefined;

function poolFor(isolation, { file, options }) {
  return makePool(isolation, options, file);
}

/** How a promise settles, and how often. */
function watch(promise) {
  /** @type {any} */
  const outcome = { times: 0 };
  const note = (key) => (value) => Object.assign(outcome, { times: outcome.times + 1, [key]: value });
  outcome.settled = promise.then(note('value'), note('error'));
  return outcome;
}

function expectOutcome({ times, value, error }, fault) {
  expect(times).toBe(1);
  if (fault.Class === undefined) return expect(value).toBe(fault.result);
  expect(error).toBeInstanceOf(fault.Class);
  expect(error).toMatchObject(fault.error);
  expect(error.stack).toContain('faults.test.js');
}

async function expectNextTask(pool, fault) {
  const next = watch(pool.run('add', [1, 2]));
  await next.settled;
  if (fault.isLasting) expectOutcome(next, fault);
  else if (fault.file === undefined) expect(next.value).toBe(3);
}

/** The moment at which the fault happens to a pool. */
const PHASES = {
  async running(pool, fault) {
    const task = watch(pool.run(...fault.task));
    await task.settled;
    expectOutcome(task, fault);
    await expectNextTask(pool, fault);
  },

  async queued(pool, fault) {
    const task = watch(pool.run(...fault.task));
    const behind = [1, 2, 3].map((n) => watch(pool.run('add', [n, n])));
    await Promise.all([task, ...behind].map(({ settled }) => settled));
    expectOutcome(task, fault);
    behind.forEach((other, index) => {
      if (fault.isLasting) expectOutcome(other, fault);
      else expect(other).toMatchObject({ times: 1, value: 2 * (index + 1) });
    });
    await expectNextTask(pool, fault);
  },

  async closing(pool, fault) {
    const task = watch(pool.run(...fault.task));
    const behind = watch(pool.run('add', [2, 2]));
    const closed = pool.close();
    await Promise.all([task.settled, behind.settled, closed]);
    expectOutcome(task, fault);
    if (fault.isLasting) expectOutcome(behind, fault);
    else expect(behind).toMatchObject({ times: 1, value: 4 });
    expect(pool.stats.workers.total).toBe(0);
  },
};

describe.each(Object.keys(PHASES))('while the task is %s', (phase) => {
  let before;

  beforeAll(async () => {
    // What is made once and kept.
    for (const isolation of ISOLATIONS) await makePool(isolation).run('add', [1, 2]);
    await destroyPools();
    before = holdings();
  });

  test.each(ROWS.filter(isPossible))('%s: %s', async (isolation, name) => {
    const fault = FAULTS[name];
    const { signal } = new AbortController();
    const pool = poolFor(isolation, fault);
    const [task, args = [], options] = fault.task;
    await PHASES[phase](pool, { ...fault, task: [task, args, { signal, ...options }] });
    await pool.close();
    expect(pool.stats.workers.total).toBe(0);
    expect(require('node:events').getEventListeners(signal, 'abort')).toEqual([]);
    await expectNothingLeft(before);
  });

  for (const [isolation, name] of ROWS.filter((row) => !isPossible(row))) {
    test.skip(`${isolation}: ${name} (${FAULTS[name].skip[isolation]})`, () => {});
  }
});
