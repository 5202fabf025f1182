'use strict';

const fs = require('node:fs');
const { useSharedFolder } = require('../helpers/folder.js');
const { RABBITMQ, RabbitMq } = require('./helpers/brokers.js');
const { AT_ONCE, HEAD, testRecipe, useHosts } = require('./helpers/message-hosts.js');

const HOST = `${HEAD}
  import { connect } from 'amqplib';
  import { consume, declare } from './rabbitmq.mjs';
  const connection = await connect(url);
  const channel = await connection.createChannel();
  await declare(channel, queue);
  const stop = await consume(channel, { queue, run, atOnce: ${AT_ONCE} });
  process.once('SIGTERM', async () => {
    await stop();
    await channel.close(); // sends what was acknowledged
    await connection.close();
    await pool.close();
  });
  console.log('ready');
`;

const describeRabbitMq = fs.existsSync(RABBITMQ)
  ? describe
  : (title, body) => describe.skip(`${title} (skipped: rabbitmq-server is not installed)`, body);

describeRabbitMq('messages of RabbitMQ', () => {
  const server = new RabbitMq(useSharedFolder());
  const startHost = useHosts(HOST);
  let connection;
  let channel;

  beforeAll(async () => {
    connection = await server.start();
    channel = await connection.createConfirmChannel();
  }, 120_000);
  afterAll(async () => {
    await connection?.close();
    await server.stop();
  });

  const start = (queue) => startHost(server.url, queue);
  const send = (queue, message) => {
    channel.sendToQueue(queue, Buffer.from(JSON.stringify(message)), { persistent: true });
    return channel.waitForConfirms();
  };
  const ready = async (queue) => (await channel.checkQueue(queue)).messageCount;
  testRecipe({ start, send, waiting: ready, unfinished: ready, dead: (queue) => ready(`${queue}.dead`) });
});
