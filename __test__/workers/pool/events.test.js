'use strict';

const { channel, tracingChannel } = require('node:diagnostics_channel');
const { until } = require('../../helpers/until.js');
const { ISOLATIONS, destroyPools, failure, makePool } = require('../helpers/pools.js');

afterEach(destroyPools);

describe.each(ISOLATIONS)('what a pool reports, %s', (isolation) => {
  test('events of workers and of an empty queue', async () => {
    const pool = makePool(isolation);
    const events = [];
    for (const name of /** @type {const} */ (['workerStart', 'workerExit', 'drain'])) {
      pool.on(name, (payload = undefined) => {
        events.push([name, payload]);
      });
    }
    await pool.run('add', [1, 2]);
    await failure(pool.run('exit', [4]));
    await until(() => events.length === 4);
    const info = { id: expect.any(Number), type: isolation, pid: expect.any(Number) };
    if (isolation === 'thread') info.threadId = expect.any(Number);
    expect(events.slice(0, 2)).toEqual([
      ['workerStart', expect.objectContaining(info)],
      ['drain', undefined],
    ]);
    expect(
      events
        .slice(2)
        .map(([name]) => name)
        .sort(),
    ).toEqual(['drain', 'workerExit']);
    const [, exit] = events.find(([name]) => name === 'workerExit');
    expect(exit).toMatchObject({ ...info, exitCode: 4, signal: null, reason: 'exit', oom: false });
    if (isolation === 'process')
      expect(exit).toMatchObject({ cpuMs: expect.any(Number), wallMs: expect.any(Number) });
  });

  test('the process of a worker that has started', async () => {
    const pool = makePool(isolation, { minWorkers: 2, maxWorkers: 2 });
    const seen = [];
    pool.on('workerStart', ({ pid }) => seen.push(pid));
    await until(() => seen.length === 2);
    for (const pid of seen) expect(() => process.kill(pid, 0)).not.toThrow();
    expect(seen).not.toContain(0);
    expect(seen).toContain(await pool.run('pid'));
  });

  test('output, when it is asked for', async () => {
    const pool = makePool(isolation, { stdio: 'pipe' });
    const output = [];
    pool.on('workerOutput', ({ worker, stream, chunk }) =>
      output.push([worker.type, stream, chunk.toString()]),
    );
    await pool.run('write', ['to stdout\n', 'to stderr\n']);
    await until(() => output.length === 2);
    expect(output.sort()).toEqual([
      [isolation, 'stderr', 'to stderr\n'],
      [isolation, 'stdout', 'to stdout\n'],
    ]);
  });

  test('the end of what a crashed worker wrote to stderr', async () => {
    const pool = makePool(isolation);
    const error = await failure(pool.run('writeThenExit', [`${'x'.repeat(20_000)}the end\n`, 1]));
    expect(error.stderr).toMatch(/^x+the end\n$/);
    expect(error.stderr).toHaveLength(8192);
  });

  test('stats', async () => {
    const pool = makePool(isolation);
    await pool.run('sleep', [20]);
    await failure(pool.run('fail'));
    const times = { count: 2, min: expect.any(Number), p50: expect.any(Number), p99: expect.any(Number) };
    expect(pool.stats).toMatchObject({
      workers: { total: 1, idle: 1, busy: 0, starting: 0 },
      tasks: { queued: 0, running: 0, completed: 1, failed: 1, cancelled: 0, timedOut: 0, crashed: 0 },
      waitTime: times,
      runTime: times,
    });
    expect(pool.stats.runTime.max).toBeGreaterThanOrEqual(19);
    expect(pool.stats.utilization).toBeGreaterThan(0);
    expect(pool.stats.utilization).toBeLessThanOrEqual(1);
    if (isolation === 'process') expect(pool.stats.rss).toBeGreaterThan(1 << 20);
    else expect(pool.stats.rss).toBe(0);
    pool.resetStats();
    expect(pool.stats).toMatchObject({ tasks: { completed: 0, failed: 0 }, runTime: { count: 0, max: 0 } });
  });

  test('a trace of each task', async () => {
    const traces = [];
    const tracing = tracingChannel('offloop:task');
    /** @type {any} */
    const subscribers = Object.fromEntries(
      ['start', 'end', 'asyncStart', 'asyncEnd', 'error'].map((name) => [
        name,
        (context) => traces.push([name, context]),
      ]),
    );
    tracing.subscribe(subscribers);
    const pool = makePool(isolation, { name: 'traced' });
    await pool.run('add', [1, 2], { priority: 3 });
    const error = await failure(pool.run('fail'));
    tracing.unsubscribe(subscribers);
    const ends = traces.filter(([name]) => name === 'asyncEnd').map(([, context]) => context);
    const known = { pool: 'traced', workerId: expect.any(Number), waitTime: expect.any(Number), attempts: 1 };
    expect(ends[0]).toMatchObject({ ...known, fn: 'add', priority: 3, outcome: 'completed', result: 3 });
    expect(ends[1]).toMatchObject({ ...known, fn: 'fail', outcome: 'failed', error });
  });

  test('a message for each start and end of a worker', async () => {
    const messages = [];
    const subscriber = (message) => messages.push(message);
    channel('offloop:worker').subscribe(subscriber);
    const pool = makePool(isolation, { name: 'watched' });
    await pool.run('add', [1, 2]);
    await pool.close();
    channel('offloop:worker').unsubscribe(subscriber);
    expect(messages.map(({ pool: name, event }) => [name, event])).toEqual([
      ['watched', 'workerStart'],
      ['watched', 'workerExit'],
    ]);
  });
});
