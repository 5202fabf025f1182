'use strict';

const fs = require('node:fs');
const { useFolder, useSharedFolder } = require('../helpers/folder.js');
const { isInstalled } = require('../helpers/program.js');
const { until } = require('../helpers/until.js');
const { Nats } = require('./helpers/brokers.js');
const { AT_ONCE, HEAD, end, runs, testRecipe, useHosts } = require('./helpers/message-hosts.js');

const HOST = `${HEAD}
  import { jetstream } from '@nats-io/jetstream';
  import { connect } from '@nats-io/transport-node';
  import { consume } from './nats.mjs';
  const connection = await connect({ servers: url });
  const ending = new AbortController();
  process.once('SIGTERM', () => ending.abort());
  console.log('ready');
  const options = { stream: queue, consumer: 'pool', run, atOnce: ${AT_ONCE}, retryAfter: 50, signal: ending.signal };
  await consume(jetstream(connection), options);
  await connection.drain();
  await pool.close();
`;

const describeNats = isInstalled('nats-server')
  ? describe
  : (title, body) => describe.skip(`${title} (skipped: nats-server is not installed)`, body);

describeNats('messages of NATS', () => {
  const nats = new Nats(useSharedFolder());
  const startHost = useHosts(HOST);
  /** Seconds until a message that was not acknowledged is delivered again, by queue. */
  const WAITS = { some: 30, crash: 2, poison: 30, long: 3 };
  let connection;
  let manager;

  beforeAll(async () => {
    connection = await nats.start();
    const { jetstreamManager } = require('@nats-io/jetstream');
    manager = await jetstreamManager(connection);
    for (const [name, wait] of Object.entries(WAITS)) {
      await manager.streams.add({ name, subjects: [name] });
      await manager.streams.add({ name: `dead-${name}`, subjects: [`dead.${name}`] });
      const settings = { durable_name: 'pool', ack_policy: 'explicit', ack_wait: wait * 1e9 };
      await manager.consumers.add(name, settings);
    }
  }, 120_000);
  afterAll(async () => {
    await connection?.close();
    await nats.stop();
  });

  const start = (queue) => startHost(nats.url, queue);
  const send = async (queue, message) => connection.publish(queue, JSON.stringify(message));
  const consumer = (queue) => manager.consumers.info(queue, 'pool');
  const folder = useFolder();

  testRecipe({
    start,
    send,
    waiting: async (queue) => (await consumer(queue)).num_pending,
    unfinished: async (queue) => {
      const { num_pending, num_ack_pending } = await consumer(queue);
      return num_pending + num_ack_pending;
    },
    dead: async (queue) => (await manager.streams.info(`dead-${queue}`)).state.messages,
  });

  test('a task may take longer than the server waits for its acknowledgement', async () => {
    const host = await start('long');
    const [started, file] = [folder.at('started'), folder.at('go')];
    /** What the server is sent about its messages. */
    const sent = [];
    const watched = connection.subscribe('$JS.ACK.long.>', {
      callback: (_error, message) => sent.push(message.string()),
    });
    await send('long', { name: 'waits', started, file });
    await until(() => sent.filter((text) => text === '+WPI').length === 4, { seconds: 60 });
    fs.writeFileSync(file, '');
    await until(() => sent.includes('+ACK'));
    expect(runs(started)).toBe(1);
    watched.unsubscribe();
    await end(host, 'SIGTERM');
  });
});
