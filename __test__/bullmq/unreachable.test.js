'use strict';

const { once } = require('node:events');
const net = require('node:net');
const { Redis } = require('ioredis');
const { createJobs } = require('../..');
const { JobWorker, cancelJob } = require('../../bullmq.js');
const { until } = require('../helpers/until.js');
const { POOL } = require('./helpers/created-jobs.js');
const { TASKS, useQueue } = require('./helpers/queues.js');
const { describeWithRedis } = require('./helpers/stores.js');

/** Milliseconds: enough for a connection to be refused. */
const TIMEOUT = 300;
const LATE = { code: 'ERR_STORE_TIMEOUT', name: 'Error' };

/** A port of this machine, of a server that takes connections and says nothing; where nobody listens once it is closed. */
async function listen() {
  const sockets = new Set();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    // It reads, so that it sees the other end go.
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    socket.resume();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const close = async () => {
    const closed = once(server, 'close');
    server.close();
    await closed;
  };
  return { connection: { host: '127.0.0.1', port }, sockets, close };
}

describe.each(['where nobody listens', 'that never answers'])('a store %s', (kind) => {
  /** @type {Awaited<ReturnType<typeof listen>>} */
  let store;
  beforeAll(async () => {
    store = await listen();
    if (kind === 'where nobody listens') await store.close();
  });
  afterAll(async () => {
    if (kind === 'that never answers') await store.close();
  });

  /** The reason is there where the connection was refused. */
  function expectReason(error) {
    expect(error).toMatchObject(LATE);
    expect(error.message).toContain(`The store of the queue 'reports' has not answered within ${TIMEOUT} ms`);
    if (kind === 'where nobody listens') {
      expect(error.message).toContain('ECONNREFUSED');
      expect(error.cause).toMatchObject({ code: 'ECONNREFUSED' });
    }
  }

  test('fails cancelJob in time, and no connection stays', async () => {
    expectReason(
      await cancelJob('reports', '1', store.connection, { storeTimeout: TIMEOUT }).catch((error) => error),
    );
    await until(() => store.sockets.size === 0);
  });

  test("fails cancelJob by a client of the caller's, which stays", async () => {
    const client = new Redis({ ...store.connection, maxRetriesPerRequest: null });
    client.on('error', () => {});
    await expect(cancelJob('reports', '1', client, { storeTimeout: TIMEOUT })).rejects.toMatchObject(LATE);
    expect(client.status).not.toBe('end');
    client.disconnect();
  });

  test('fails ready and add of createJobs in time, and close settles', async () => {
    const { connection } = store;
    const jobs = createJobs(TASKS, { queue: 'reports', connection, pool: POOL, storeTimeout: TIMEOUT });
    jobs.on('error', () => {});
    const failed = await Promise.all([
      jobs.ready().catch((error) => error),
      jobs.add('add', { a: 1, b: 2 }).catch((error) => error),
    ]);
    failed.forEach(expectReason);
    const open = jobs.add('add', { a: 1, b: 2 }).catch((error) => error);
    await jobs.close();
    expect(await open).toMatchObject({ code: 'ERR_POOL_CLOSED' });
    await until(() => store.sockets.size === 0);
  });

  test('is waited for by ready of a JobWorker until that is closed', async () => {
    const { connection } = store;
    const jobs = new JobWorker('reports', TASKS, { connection, pool: POOL, cancelChannel: true });
    jobs.on('error', () => {});
    const ready = jobs.ready().catch((error) => error);
    await jobs.pool.ready();
    await jobs.close();
    expect(await ready).toMatchObject({ code: 'ERR_POOL_CLOSED' });
    await until(() => store.sockets.size === 0);
  });
});

describeWithRedis('a store that refuses', (redis) => {
  const queue = useQueue(redis);

  test('fails finished with its error, and answers later', async () => {
    const jobs = createJobs(TASKS, { queue: queue.name, connection: redis.connection, pool: POOL });
    jobs.on('error', () => {});
    const job = await jobs.add('add', { a: 1, b: 2 });
    await expect(job.finished()).resolves.toBe(3);
    const client = new Redis(redis.connection);
    await client.acl('SETUSER', 'default', '-@scripting');
    await expect(job.finished()).rejects.toThrow('NOPERM');
    await client.acl('SETUSER', 'default', '+@scripting');
    client.disconnect();
    await expect(job.finished()).resolves.toBe(3);
    await jobs.close();
  });
});
