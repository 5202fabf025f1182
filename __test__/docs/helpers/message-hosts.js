'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const { useFolder } = require('../../helpers/folder.js');
const { until } = require('../../helpers/until.js');
const { blocksOf } = require('./pages.js');
const { createReader } = require('./reader.js');

/** How many messages a host has at the same time. */
const AT_ONCE = 2;

const TASKS = `
  import { appendFileSync, existsSync } from 'node:fs';
  import { setTimeout as sleep } from 'node:timers/promises';

  export async function waits({ started, file }) {
    appendFileSync(started, 'run\\n');
    while (!existsSync(file)) await sleep(20);
  }

  export function dies({ started }) {
    appendFileSync(started, 'run\\n');
    process.kill(process.pid, 'SIGKILL');
  }
`;

/** The beginning of a host, which runs the messages of a queue. */
const HEAD = `
  import { WorkerPool } from 'offloop';
  const [url, queue] = process.argv.slice(2);
  const pool = new WorkerPool(new URL('./message-tasks.mjs', import.meta.url), { maxWorkers: ${AT_ONCE} });
  const run = ({ name, ...data }) => pool.run(name, [data]);
  await pool.ready();
`;

/**
 * The project of a reader with the recipes, and hosts that run the messages of a queue.
 * @param {string} program of a host
 */
function useHosts(program) {
  /** @type {ReturnType<typeof createReader>} */
  let reader;
  beforeAll(() => {
    reader = createReader(['offloop', 'amqplib', '@nats-io/jetstream', '@nats-io/transport-node']);
    for (const { file, code } of blocksOf('docs/recipes.md')) if (file) reader.write(file, code);
    reader.write('message-tasks.mjs', TASKS);
    reader.write('host.mjs', program);
  });
  afterAll(() => reader.remove());
  return async (url, queue) => {
    const host = await reader.start('node', ['host.mjs', url, queue]);
    if (!host.output.startsWith('ready')) throw new Error(`The host said ${host.output}`);
    return host;
  };
}

/** Ends a host. */
async function end(host, signal) {
  const gone = once(host, 'exit');
  host.kill(signal);
  return (await gone)[0];
}

/** How many tasks have begun: each notes it in this file. */
const runs = (file) => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n').length - 1 : 0);

/**
 * What holds with each server.
 * @param {{ start: (queue: string) => Promise<any>, send: (queue: string, message: object) => Promise<unknown>,
 *   waiting: (queue: string) => Promise<number>, unfinished: (queue: string) => Promise<number>,
 *   dead: (queue: string) => Promise<number> }} broker `unfinished` is asked when no host is there
 */
function testRecipe({ start, send, waiting, unfinished, dead }) {
  const folder = useFolder();

  test('a message is acknowledged after its task, and no more are taken than run', async () => {
    const host = await start('some');
    const [started, file] = [folder.at('started'), folder.at('go')];
    for (let count = 0; count < 5; count += 1) await send('some', { name: 'waits', started, file });
    await until(() => runs(started) === AT_ONCE);
    await until(async () => (await waiting('some')) === 5 - AT_ONCE);
    fs.writeFileSync(file, '');
    await until(() => runs(started) === 5);
    expect(await end(host, 'SIGTERM')).toBe(0);
    await until(async () => (await unfinished('some')) === 0);
    expect([runs(started), await dead('some')]).toEqual([5, 0]);
  });

  test('another host runs the messages of a host that was killed', async () => {
    const [started, file] = [folder.at('started'), folder.at('go')];
    const first = await start('crash');
    await send('crash', { name: 'waits', started, file });
    await until(() => runs(started) === 1);
    await end(first, 'SIGKILL');
    const second = await start('crash');
    await until(() => runs(started) > 1, { seconds: 60 });
    fs.writeFileSync(file, '');
    await end(second, 'SIGTERM');
    await until(async () => (await unfinished('crash')) === 0);
    expect(await dead('crash')).toBe(0);
  });

  test('a message that ends its workers comes to an end elsewhere, and the next one runs', async () => {
    const host = await start('poison');
    const [started, other, file] = [folder.at('died'), folder.at('started'), folder.at('go')];
    fs.writeFileSync(file, '');
    await send('poison', { name: 'dies', started });
    await send('poison', { name: 'waits', started: other, file });
    await until(async () => (await dead('poison')) === 1, { seconds: 60 });
    await end(host, 'SIGTERM');
    await until(async () => (await unfinished('poison')) === 0);
    expect([runs(started), runs(other)]).toEqual([3, 1]);
  });
}

module.exports = { AT_ONCE, HEAD, end, runs, testRecipe, useHosts };
