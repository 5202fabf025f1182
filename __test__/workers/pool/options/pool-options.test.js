'use strict';

const os = require('node:os');
const path = require('node:path');
/** @type {{ WorkerPool: any }} */
const { WorkerPool } = require('../../../..');
const { ISOLATIONS, TASKS, destroyPools, failure, makePool } = require('../../helpers/pools.js');
const { outputOf } = require('../../../helpers/program.js');

afterEach(destroyPools);

const ROOT = path.join(__dirname, '../../../..');

/** @typedef {[ErrorConstructor, string]} Refusal */

/** @type {Refusal} */
const TYPE = [TypeError, 'ERR_INVALID_ARG_TYPE'];
/** @type {Refusal} */
const VALUE = [TypeError, 'ERR_INVALID_ARG_VALUE'];
/** @type {Refusal} */
const RANGE = [RangeError, 'ERR_OUT_OF_RANGE'];

const inThread = (options) => ({ isolation: 'thread', ...options });

test.each([
  ['no file', [undefined], TYPE],
  ['a relative file', ['./tasks.js'], VALUE],
  ['a URL of the web', [new URL('https://example.org/tasks.js')], VALUE],
  ['null as options', [TASKS, null], TYPE],
  ['isolation', [TASKS, { isolation: 'fiber' }], VALUE],
  ['minWorkers', [TASKS, { minWorkers: -1 }], RANGE],
  ['minWorkers above maxWorkers', [TASKS, { minWorkers: 3, maxWorkers: 2 }], RANGE],
  ['maxWorkers', [TASKS, { maxWorkers: 0 }], RANGE],
  ['maxWorkers of the wrong type', [TASKS, { maxWorkers: '2' }], TYPE],
  ['concurrency', [TASKS, { concurrency: 1.5 }], RANGE],
  ['maxQueue', [TASKS, { maxQueue: -1 }], RANGE],
  ['taskTimeout', [TASKS, { taskTimeout: -1 }], RANGE],
  ['queueTimeout', [TASKS, { queueTimeout: 2 ** 31 }], RANGE],
  ['gracePeriod', [TASKS, { gracePeriod: '1s' }], TYPE],
  ['retries', [TASKS, { retries: NaN }], RANGE],
  ['recycleAfter', [TASKS, { recycleAfter: 5 }], TYPE],
  ['recycleAfter.tasks', [TASKS, { recycleAfter: { tasks: 0 } }], RANGE],
  ['restartDelay', [TASKS, { restartDelay: 100 }], TYPE],
  ['restartDelay that shrinks', [TASKS, { restartDelay: [100, 50] }], RANGE],
  ['name', [TASKS, { name: 5 }], TYPE],
  ['env', [TASKS, { env: 'A=1' }], TYPE],
  ['cwd of another type', [TASKS, { cwd: 5 }], TYPE],
  ['argv', [TASKS, { argv: '--x' }], TYPE],
  ['argv that is null', [TASKS, { argv: null }], TYPE],
  ['argv with a number', [TASKS, { argv: [1] }], TYPE],
  ['execArgv', [TASKS, { execArgv: {} }], TYPE],
  ['stdio', [TASKS, { stdio: 'overlapped' }], VALUE],
  ['nice', [TASKS, { nice: 20 }], RANGE],
  ['resourceLimits', [TASKS, { resourceLimits: 5 }], TYPE],
  ['a limit of the heap', [TASKS, { resourceLimits: { maxOldGenerationSizeMb: 0 } }], RANGE],
  ['limits', [TASKS, { limits: 5 }], TYPE],
  ['a limit that there is not', [TASKS, { limits: { memory: 5 } }], VALUE],
  ['a limit too low', [TASKS, { limits: { memoryMb: 0 } }], RANGE],
  ['a sandbox of another type', [TASKS, { sandbox: 'yes' }], TYPE],
  ['an option of the sandbox that there is not', [TASKS, { sandbox: { files: [] } }], VALUE],
  ['bestEffort', [TASKS, { bestEffort: 1 }], TYPE],
  ['the CPU time of several tasks', [TASKS, { limits: { cpuMs: 5 }, concurrency: 2 }], VALUE],
  ['limits of a thread', [TASKS, inThread({ limits: {} })], VALUE],
  ['a sandbox for a thread', [TASKS, inThread({ sandbox: true })], VALUE],
  ['best effort of a thread', [TASKS, inThread({ bestEffort: true })], VALUE],
  ['a folder for a thread', [TASKS, inThread({ cwd: '/' })], VALUE],
  ['memory of a thread', [TASKS, inThread({ recycleAfter: { rss: 1 } })], VALUE],
])('a pool refuses %s', (_name, args, [Class, code]) => {
  expect(() => new WorkerPool(...args)).toThrow(expect.objectContaining({ code }));
  expect(() => new WorkerPool(...args)).toThrow(Class);
});

test.each([
  ['a name of the wrong type', [5], TYPE],
  ['a number as arguments', ['add', 5], TYPE],
  ['a number as options', ['add', [], 5], TYPE],
  ['signal', ['add', [], { signal: 5 }], TYPE],
  ['timeout', ['add', [], { timeout: -1 }], RANGE],
  ['queueTimeout', ['add', [], { queueTimeout: 'x' }], TYPE],
  ['priority', ['add', [], { priority: Infinity }], RANGE],
  ['key', ['add', [], { key: 5 }], TYPE],
  ['retries', ['add', [], { retries: -1 }], RANGE],
  ['transfer', ['add', [], { transfer: {} }], TYPE],
  ['onMessage', ['add', [], { onMessage: 'log' }], TYPE],
])('a call refuses %s, and rejects', async (_name, args, [Class, code]) => {
  const pool = /** @type {any} */ (makePool('thread'));
  const error = await failure(pool.run(...args));
  expect(error).toBeInstanceOf(Class);
  expect(error.code).toBe(code);
  expect(() => pool.stream(...args)).toThrow(expect.objectContaining({ code }));
});

test('a stream refuses highWaterMark: 0', () => {
  const pool = makePool('thread');
  expect(() => pool.stream('count', [1], { highWaterMark: 0 })).toThrow(RangeError);
});

test('minWorkers alone raises the default of maxWorkers', async () => {
  const pool = makePool('thread', { minWorkers: 3, maxWorkers: undefined });
  await pool.ready();
  expect(pool.stats.workers.total).toBe(3);
});

test('call is not a promise, and has only methods that a task can have', () => {
  const { call } = makePool('thread');
  expect(call.then).toBeUndefined();
  expect(/** @type {any} */ (call)[Symbol.iterator]).toBeUndefined();
  expect(call.add).toBe(call.add);
});

describe.each(ISOLATIONS)('options, %s', (isolation) => {
  test('nice is added to that of this process', async () => {
    const runs = [0, 3, undefined].map((nice) => makePool(isolation, { nice }).run('nice'));
    expect(await Promise.all(runs)).toEqual([0, 3, 5].map((by) => Math.min(19, os.getPriority() + by)));
  });

  test('resourceLimits bound the heap', async () => {
    const options = { resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 3 } };
    const limit = await makePool(isolation, options).run('heapLimit');
    expect(limit).toBeLessThan(100 << 20);
  });
});

test('cwd is where a process works', async () => {
  expect(await makePool('process', { cwd: '/' }).run('folder')).toBe('/');
});

test('maxWorkers is one less than the cores by default, whatever threads were chosen for native jobs', () => {
  // In a process of its own: the number of threads cannot be chosen any more where native jobs have run.
  const script = `
    const { configure } = require(${JSON.stringify(path.join(ROOT, 'index.js'))});
    const { poolSettings } = require(${JSON.stringify(path.join(ROOT, 'lib/workers/pool/options/pool-options.js'))});
    const native = require(${JSON.stringify(path.join(ROOT, 'lib/native.js'))});
    configure({ threads: 1000 });
    const { maxWorkers } = poolSettings(${JSON.stringify(TASKS)}, {});
    console.log(JSON.stringify({ maxWorkers, cores: native.cores() }));
  `;
  const { maxWorkers, cores } = JSON.parse(outputOf(process.execPath, ['--eval', script]));
  expect(maxWorkers).toBe(Math.max(1, cores - 1));
  expect(cores).toBeLessThanOrEqual(os.cpus().length);
});
