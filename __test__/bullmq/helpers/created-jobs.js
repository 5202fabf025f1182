'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const { useFolder } = require('../../helpers/folder.js');
const { until } = require('../../helpers/until.js');
const { wrong } = require('../../helpers/values.js');
const { testCancelling } = require('./cancelled-jobs.js');
const { runningIn } = require('./hosts.js');

const POOL = { maxWorkers: 1, gracePeriod: 100 };

/**
 * What holds in memory and in a queue alike. The tests share one pool, which each leaves idle.
 * @param {() => import('../../../index.js').Jobs} make
 */
function testJobs(make) {
  const folder = useFolder();
  /** @type {import('../../../index.js').Jobs} */
  let jobs;
  beforeAll(async () => {
    jobs = make();
    await jobs.ready();
  });
  afterAll(() => jobs.close());

  test('a job runs as the function of its name', async () => {
    const job = await jobs.add('add', { a: 1, b: 2 });
    expect([await job.finished(), await job.finished()]).toEqual([3, 3]);
  });

  test('progress comes with the id of the job', async () => {
    const seen = [];
    jobs.on('progress', (id, progress) => seen.push([id, progress]));
    const job = await jobs.add('steps', { count: 3 });
    await job.finished();
    await until(() => seen.some(([id, progress]) => id === job.id && progress === 3));
  });

  test('a listener of progress that throws is reported, and ends no job', async () => {
    const fail = () => {
      throw new Error('of a listener');
    };
    jobs.on('progress', fail);
    const reported = once(jobs, 'error');
    const job = await jobs.add('steps', { count: 1 });
    await expect(job.finished()).resolves.toBe('done');
    expect(await reported).toEqual([expect.objectContaining({ message: 'of a listener' })]);
    jobs.off('progress', fail);
  });

  test('a job is tried as often as its attempts say', async () => {
    const options = { attempts: 3, backoff: { type: /** @type {const} */ ('exponential'), delay: 10 } };
    const job = await jobs.add('failsUntil', { file: folder.at('log'), attempts: 3 }, options);
    await expect(job.finished()).resolves.toBe(3);
    const hopeless = await jobs.add('failsUntil', { file: folder.at('other'), attempts: 3 }, { attempts: 2 });
    await expect(hopeless.finished()).rejects.toThrow('attempt 2');
    const missing = await jobs.add('missing', {}, { attempts: 3 });
    await expect(missing.finished()).rejects.toThrow('missing');
  });

  test('a job whose worker is killed runs again', async () => {
    const [started, file] = [folder.at('started'), folder.at('go')];
    const job = await jobs.add('waitsFor', { started, file }, { attempts: 2 });
    process.kill(await runningIn(started), 'SIGKILL');
    fs.writeFileSync(file, '');
    await expect(job.finished()).resolves.toBe('was there');
    expect(fs.readFileSync(started, 'utf8').trim().split('\n')).toHaveLength(2);
  });

  testCancelling(() => jobs, folder);

  test('progress without a value ends neither its job nor those after it', async () => {
    const first = await jobs.add('emitsNothing');
    await expect(first.finished()).resolves.toBe('done');
    await expect((await jobs.add('add', { a: 1, b: 2 })).finished()).resolves.toBe(3);
  });

  test('close does not wait for the next attempt of a job', async () => {
    const own = make();
    await own.ready();
    const file = folder.at('attempts');
    const job = await own.add('failsUntil', { file, attempts: 3 }, { attempts: 3, backoff: 1e9 });
    const ended = expect(job.finished()).rejects.toMatchObject({ code: 'ERR_POOL_CLOSED' });
    await until(() => fs.existsSync(file));
    await own.close();
    await ended;
    expect(fs.readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(1);
  });

  test('bad options of a job are refused', async () => {
    /** @type {[object, string][]} */
    const bad = [
      [{ priority: 2 ** 21 }, 'ERR_OUT_OF_RANGE'],
      [{ backoff: Infinity }, 'ERR_OUT_OF_RANGE'],
      [{ backoff: { delay: Infinity } }, 'ERR_OUT_OF_RANGE'],
      [{ backoff: 'soon' }, 'ERR_INVALID_ARG_TYPE'],
      [{ backoff: null }, 'ERR_INVALID_ARG_TYPE'],
      [{ removeOnComplete: 'all' }, 'ERR_INVALID_ARG_TYPE'],
      [{ removeOnComplete: -1 }, 'ERR_OUT_OF_RANGE'],
      [{ removeOnComplete: { age: '1d' } }, 'ERR_INVALID_ARG_TYPE'],
      [{ removeOnFail: null }, 'ERR_INVALID_ARG_TYPE'],
      [{ removeOnFail: [1] }, 'ERR_INVALID_ARG_TYPE'],
      [{ removeOnFail: { ages: 1 } }, 'ERR_INVALID_ARG_VALUE'],
    ];
    for (const [options, code] of bad)
      await expect(jobs.add('add', {}, wrong(options))).rejects.toMatchObject({ code });
    // BullMQ would take it, and run the job once.
    await expect(jobs.add('add', {}, wrong({ repeat: { every: 1000 } }))).rejects.toMatchObject({
      code: 'ERR_INVALID_ARG_VALUE',
      message: expect.stringContaining('upsertJobScheduler'),
    });
  });

  test('of jobs that wait the one with the lowest priority number runs first', async () => {
    const [started, file, lines] = [folder.at('started'), folder.at('go'), folder.at('lines')];
    await jobs.add('waitsFor', { started, file });
    await runningIn(started);
    const added = [];
    for (const priority of [3, 1, 2])
      added.push(await jobs.add('notes', { file: lines, line: priority }, { priority }));
    fs.writeFileSync(file, '');
    await Promise.all(added.map((job) => job.finished()));
    expect(fs.readFileSync(lines, 'utf8')).toBe('1\n2\n3\n');
  });
}

module.exports = { POOL, testJobs };
