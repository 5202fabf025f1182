'use strict';

const { once } = require('node:events');
const { ISOLATIONS, destroyPools, failure, fixture, makePool } = require('../../helpers/pools.js');

afterEach(destroyPools);

/** @typedef {import('../../../..').WorkerPool<any>} Pool */
/** @typedef {{ options?: object, reason: string, code?: string, begin(pool: Pool): unknown }} End */

const CRASH = { reason: 'error', code: 'ERR_WORKER_CRASHED' };
const EXIT = { reason: 'exit', code: 'ERR_WORKER_EXITED' };
const START = { code: 'ERR_WORKER_START' };

/** A task in which its worker ends. */
const task = (name, ...args) => ({ begin: (pool) => failure(pool.run(name, args)) });
const add = task('add', 1, 2);

/** What is done with a pool that has a worker without a task. */
const idle = (what) => ({
  async begin(pool) {
    await pool.run('add', [1, 2]);
    await what(pool);
  },
});

/** Destroys a pool whose worker has or waits for a task. */
const destroyed = (name) => ({
  async begin(pool) {
    const waits = failure(pool.run(name));
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
    await pool.destroy();
    return waits;
  },
});

const atStart = (workerData, options) => ({ options: { workerData, restartDelay: [1, 2], ...options } });

/**
 * Each way in which a worker can end that threads and processes share: its `reason` in the event, and in the error if there
 * is one, and the code of the error.
 * @type {Record<string, End>}
 */
const ENDS = {
  'exit 0': { ...task('exit', 0), ...EXIT },
  'exit 7': { ...task('exit', 7), ...EXIT },
  'an exit without a task': { ...idle((pool) => pool.run('idle', ['exit'])), reason: 'exit' },
  'an error': { ...task('throwLater'), ...CRASH },
  'an error without a task': { ...idle((pool) => pool.run('idle', ['throw'])), reason: 'error' },
  'undefined, thrown': { ...task('throwUnusual', 'undefined'), ...CRASH },
  'null, thrown': { ...task('throwUnusual', 'null'), ...CRASH },
  'text, thrown': { ...task('throwUnusual', 'text'), ...CRASH },
  'a symbol, thrown': { ...task('throwUnusual', 'symbol'), ...CRASH },
  'a function, thrown': { ...task('throwUnusual', 'function'), ...CRASH },
  'a rejection with undefined': { ...task('rejectUnusual', 'undefined'), ...CRASH },
  'a rejection with text': { ...task('rejectUnusual', 'text'), ...CRASH },
  'an error of a handler of errors': { ...task('throwInHandler'), ...CRASH },
  'an exit of a handler of errors': { ...task('exitInHandler'), ...EXIT },
  'an exit after an error that a listener caught': { ...task('handle', 'listener'), ...EXIT },
  'an exit after an error that a callback caught': { ...task('handle', 'callback'), ...EXIT },
  'a timeout of a task': {
    begin: (pool) => failure(pool.run('spin', [], { timeout: 200 })),
    reason: 'abort',
    code: 'ERR_TASK_TIMEOUT',
  },
  'a timeout of a task that looks at its signal': {
    options: { gracePeriod: 100 },
    begin: (pool) => failure(pool.run('ignoreSignal', [], { timeout: 200 })),
    reason: 'abort',
    code: 'ERR_TASK_TIMEOUT',
  },
  'a cancelled task that blocks another': {
    options: { concurrency: 2, gracePeriod: 100 },
    begin(pool) {
      const other = failure(pool.run('never'));
      failure(pool.run('spinAfterLook', [], { timeout: 200 }));
      return other;
    },
    reason: 'unresponsive',
    code: 'ERR_WORKER_CRASHED',
  },
  close: { ...idle((pool) => pool.close()), reason: 'exit' },
  'close, with a teardown that hangs': {
    options: { workerData: 'teardown hangs', gracePeriod: 100 },
    ...idle((pool) => pool.close()),
    reason: 'stop',
  },
  'close, with a teardown that throws': {
    options: { workerData: 'teardown throws' },
    ...idle((pool) => pool.close()),
    reason: 'error',
  },
  'close, with a teardown that exits': {
    options: { workerData: 'teardown exits' },
    ...idle((pool) => pool.close()),
    reason: 'exit',
  },
  destroy: { ...idle((pool) => pool.destroy()), reason: 'destroy' },
  'destroy, with a task that runs': { ...destroyed('spin'), reason: 'destroy', code: 'ERR_POOL_CLOSED' },
  'destroy, while it starts': {
    ...atStart('setup hangs'),
    ...destroyed('add'),
    reason: 'destroy',
    code: 'ERR_POOL_CLOSED',
  },
  idleTimeout: { options: { idleTimeout: 20 }, ...idle(() => {}), reason: 'exit' },
  'recycle of the pool': { ...idle((pool) => pool.recycle()), reason: 'exit' },
  'recycle of the task': { ...idle((pool) => pool.run('recycle')), reason: 'exit' },
  recycleAfter: { options: { recycleAfter: { tasks: 1 } }, ...idle(() => {}), reason: 'exit' },
  'a setup that throws': { ...atStart('setup throws'), ...add, ...START, reason: 'start' },
  'a setup that exits': { ...atStart('setup exits'), ...add, ...START, reason: 'exit' },
  'an error while it starts': { ...atStart('setup throws later'), ...add, ...START, reason: 'error' },
  startTimeout: { ...atStart('setup hangs', { startTimeout: 50 }), ...add, ...START, reason: 'start' },
};

describe.each(ISOLATIONS)('the reason of the end of a worker, %s', (isolation) => {
  test.each(Object.entries(ENDS))('%s', async (_, { options, begin, reason, code }) => {
    const pool = makePool(isolation, options, fixture('ends.js'));
    const exited = once(pool, 'workerExit');
    const error = /** @type {any} */ (await begin(pool));
    const [info] = await exited;
    expect(info.reason).toBe(reason);
    expect(error?.code).toBe(code);
    if (code?.startsWith('ERR_WORKER_') && code !== START.code) expect(error.reason).toBe(reason);
  });
});
