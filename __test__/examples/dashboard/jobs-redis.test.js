'use strict';

const { once } = require('node:events');
const path = require('node:path');
const { startServer } = require('../../../examples/dashboard/compare/start-server.js');
const { RedisServer } = require('../../bullmq/helpers/servers.js');
const { freePort } = require('../../docs/helpers/reader.js');
const { useChildren } = require('../../helpers/child.js');
const { useSharedFolder } = require('../../helpers/folder.js');
const { isInstalled } = require('../../helpers/program.js');
const { until } = require('../../helpers/until.js');
const { post, request } = require('../helpers/request.js');

const WORK = path.join(__dirname, '../../../examples/dashboard/work.js');
/** It ends long after it was cancelled. */
const LONG = 10_000_000_000;
/** Enough work that its process is killed before it ends. */
const KILLED = { below: 1_000_000_000, count: 50_847_534 };

const describeWithRedis = isInstalled('redis-server')
  ? describe
  : (title, body) => describe.skip(`${title} (skipped: redis-server is not installed)`, body);

describeWithRedis('background jobs on Redis', () => {
  const folder = useSharedFolder();
  const start = useChildren();
  let redis;
  let env;
  let server;

  beforeAll(async () => {
    const port = await freePort();
    redis = new RedisServer(folder, port);
    await redis.start();
    env = { REDIS_URL: `redis://127.0.0.1:${port}` };
    server = await startServer({ ...env, OFFLOAD: 'offloop' });
  }, 60_000);
  afterAll(async () => {
    await server?.stop();
    await redis.kill();
  });

  const add = async (below) =>
    (await post(server.url, '/jobs', JSON.stringify({ below }), { 'content-type': 'application/json' })).json
      .id;
  const cancel = (id) => request(server.url, `/jobs/${id}`, { method: 'DELETE' });
  const kill = (id) => request(server.url, `/jobs/${id}/process`, { method: 'DELETE' });
  const jobs = async () => (await request(server.url, '/jobs')).json;
  const find = async (id) => (await jobs()).find((job) => job.id === id);
  const jobIn = (id, state) =>
    until(
      async () => {
        const job = await find(id);
        return job?.state === state && job;
      },
      { seconds: 100 },
    );

  /** A further program that takes jobs, when it does. */
  async function startWork() {
    const work = start(process.execPath, [WORK], { env: { ...process.env, ...env } });
    const [line] = await once(work.stdout, 'data');
    expect(String(line)).toMatch(/^takes jobs/);
    return work;
  }

  test('one is done by the server alone, with progress', async () => {
    const id = await add(10_000_000);
    expect(await jobIn(id, 'done')).toMatchObject({ part: 1, count: 664_579, pid: expect.any(Number) });
  });

  test('one whose process is killed begins again in another, and is done', async () => {
    const id = await add(KILLED.below);
    const { pid } = await jobIn(id, 'running');
    expect((await kill(id)).status).toBe(202);
    const { pid: last, count } = await jobIn(id, 'done');
    expect(last).not.toBe(pid);
    expect(count).toBe(KILLED.count);
  });

  test('two programs share them with the server, and each is cancelled where it runs', async () => {
    await startWork();
    const work = await startWork();
    const ids = [await add(LONG), await add(LONG), await add(LONG)];
    const pids = await Promise.all(ids.map(async (id) => (await jobIn(id, 'running')).pid));
    expect(new Set(pids).size).toBe(3);
    const answers = await Promise.all(ids.map(kill));
    // The server kills processes of its own, and has one.
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409]);
    for (const id of ids) await cancel(id);
    for (const id of ids) await jobIn(id, 'cancelled');
    work.kill('SIGTERM');
    expect(await once(work, 'exit')).toEqual([0, null]);
  }, 120_000);

  test('a job whose program is killed is done by another', async () => {
    const work = await startWork();
    // The server runs one of two, and the program the other.
    const ids = [await add(LONG), await add(LONG)];
    const running = await Promise.all(ids.map((id) => jobIn(id, 'running')));
    const mine = await Promise.all(ids.map(async (id) => (await kill(id)).status === 202));
    expect(mine.filter(Boolean)).toHaveLength(1);
    const [lost] = running.filter((_job, index) => !mine[index]);
    work.kill('SIGKILL');
    await startWork();
    // The server looks for such jobs every 30 seconds, and takes them at the second look.
    await until(async () => (await find(lost.id)).pid !== lost.pid, { seconds: 120 });
    for (const id of ids) await cancel(id);
    // The other may be done by now.
    await until(async () => (await jobs()).every(({ state }) => state === 'done' || state === 'cancelled'));
  }, 150_000);
});
