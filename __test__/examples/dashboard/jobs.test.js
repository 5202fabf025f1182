'use strict';

const { MAX_OPEN } = require('../../../examples/dashboard/workers/prime-jobs.js');
const { until } = require('../../helpers/until.js');
const { post, request } = require('../helpers/request.js');
const { served } = require('../helpers/served.js');

const JSON_TYPE = { 'content-type': 'application/json' };
/** It ends long after it was cancelled. */
const LONG = 10_000_000_000;
/** Enough work that its process is killed before it ends. */
const KILLED = 1_000_000_000;

describe('background jobs', () => {
  const server = served({ OFFLOAD: 'offloop' });
  const add = (below) => post(server.url, '/jobs', JSON.stringify({ below }), JSON_TYPE);
  const kill = (id) => request(server.url, `/jobs/${id}/process`, { method: 'DELETE' });
  const cancel = (id) => request(server.url, `/jobs/${id}`, { method: 'DELETE' });

  /** Waits until a job has a state, and gives the job. */
  async function jobIn(id, state) {
    let found;
    await until(
      async () => {
        const { json } = await request(server.url, '/jobs');
        found = json.find((job) => job.id === id);
        return found?.state === state;
      },
      { seconds: 60 },
    );
    return found;
  }

  test.each([
    [2, 0],
    [3, 1],
    [100, 25],
    [2_000_003, 148_933],
    [10_000_000, 664_579],
  ])('one counts the primes below %i', async (below, count) => {
    const { status, json } = await add(below);
    expect(status).toBe(202);
    expect(await jobIn(json.id, 'done')).toEqual({
      ...json,
      ...{ below, state: 'done', part: 1, count, pid: expect.any(Number) },
    });
  });

  test('one is cancelled while it runs, and one that waits before it does', async () => {
    const running = (await add(LONG)).json.id;
    const waiting = (await add(LONG)).json.id;
    expect((await jobIn(running, 'running')).part).toBeLessThan(1);
    expect((await jobIn(waiting, 'waiting')).part).toBe(0);
    expect((await cancel(waiting)).status).toBe(202);
    expect((await cancel(running)).status).toBe(202);
    await jobIn(running, 'cancelled');
    await jobIn(waiting, 'cancelled');
  });

  test('one whose process is killed begins again in another, and is done', async () => {
    const { id } = (await add(KILLED)).json;
    const { pid } = await jobIn(id, 'running');
    expect((await kill(id)).status).toBe(202);
    const { pid: last, count } = await jobIn(id, 'done');
    expect(last).not.toBe(pid);
    expect(count).toBe(50_847_534);
    const late = await kill(id);
    expect([late.status, late.json.error.code]).toEqual([409, 'ERR_NOT_HERE']);
  });

  test('one that is not there is a 404', async () => {
    for (const path of ['/jobs/none', '/jobs/none/process']) {
      const { status, json } = await request(server.url, path, { method: 'DELETE' });
      expect([status, json.error.code]).toEqual([404, 'ERR_NO_JOB']);
    }
  });

  test('more than are taken at a time are a 503', async () => {
    const answers = await Promise.all(Array.from({ length: MAX_OPEN + 1 }, () => add(LONG)));
    const [refused, ...others] = answers.filter(({ status }) => status !== 202);
    expect(others).toEqual([]);
    expect(refused).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    expect(refused.json.error.code).toBe('ERR_TOO_MANY_JOBS');
    const ids = answers.filter((answer) => answer !== refused).map(({ json }) => json.id);
    for (const id of ids) await cancel(id);
    for (const id of ids) await jobIn(id, 'cancelled');
  });

  test.each(['{"below":1}', '{"below":1.5}', '{"below":1e11}', '{"below":"10"}', '{}', '[]'])(
    '%s is a 400',
    async (body) => {
      const { status, json } = await post(server.url, '/jobs', body, JSON_TYPE);
      expect({ status, code: json.error.code }).toEqual({ status: 400, code: 'ERR_BAD_JOB' });
    },
  );
});
