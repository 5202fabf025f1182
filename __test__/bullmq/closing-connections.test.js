'use strict';

const { Queue } = require('bullmq');
const { Redis } = require('ioredis');
const { JobWorker } = require('../../bullmq.js');
const { makeClient } = require('../../lib/bullmq/make-client.js');
const { closeClient, giveUp } = require('../../lib/bullmq/store-calls.js');
const { until } = require('../helpers/until.js');
const { POOL } = require('./helpers/created-jobs.js');
const { TASKS, useQueue } = require('./helpers/queues.js');
const { describeStores, describeWithRedis } = require('./helpers/stores.js');

describeWithRedis('close', (redis) => {
  const queue = useQueue(redis);

  test("ends connections though the store does not answer, but for a client of the caller's", async () => {
    const own = new Queue(queue.name, { connection: redis.connection });
    const { client } = own.getBackend().connection;
    const connected = await client;
    await own.waitUntilReady();
    const shared = new Redis({ ...redis.connection, maxRetriesPerRequest: null });
    const worker = new JobWorker(queue.name, TASKS, {
      connection: shared,
      pool: POOL,
      onShutdown: 'requeue',
    });
    worker.on('error', () => {});
    await worker.ready();
    redis.pause();
    try {
      // As its close does where BullMQ's own does not settle.
      giveUp(worker.worker);
      await Promise.all([worker.close(), closeClient(own)]);
      await until(() => connected.status === 'end');
      expect(shared.status).toBe('ready');
    } finally {
      redis.resume();
      shared.disconnect();
    }
  });
});

describeStores('a client that is closed', (store, name) => {
  const queue = useQueue(store);

  test('outlives an error of its store meanwhile', async () => {
    const { connection, backend } = /** @type {any} */ (store);
    const client = makeClient(Queue, (Class) => new Class(queue.name, { connection }, backend));
    client.on('error', () => {});
    await client.waitUntilReady();
    const own = /** @type {any} */ (client.getBackend()).connection;
    const listener = await (name === 'postgres' ? own.getListenClient() : own.client);
    const closed = closeClient(client);
    await until(() => client.closing !== undefined);
    expect(listener.emit('error', new Error('of the store'))).toBe(true);
    await closed;
  });
});
