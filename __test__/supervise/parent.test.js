'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const net = require('node:net');
const { createInterface } = require('node:readline');
const { Worker } = require('node:worker_threads');
const { useChildren } = require('../helpers/child.js');
const { useFolder } = require('../helpers/folder.js');
const { isAlive } = require('../helpers/processes.js');
const { until } = require('../helpers/until.js');
const { get } = require('./helpers/client.js');
const { describeServices, fixture } = require('./helpers/services.js');

describeServices('the end of the process with supervise()', () => {
  const folder = useFolder();
  const startChild = useChildren();

  /** A process with two instances, and their numbers. */
  async function startSupervisor() {
    const child = startChild(process.execPath, [fixture('supervisor.js')]);
    const [line] = await once(createInterface(child.stdout), 'line');
    return { child, .../** @type {{ port: number, pids: number[] }} */ (JSON.parse(line)) };
  }

  test('by SIGKILL ends all instances, also one whose event loop is blocked', async () => {
    const { child, port, pids } = await startSupervisor();
    const blocked = get({ port }, `/block?${folder.at('blocked')}`).catch((error) => error.code);
    await until(() => fs.existsSync(folder.at('blocked')));
    child.kill('SIGKILL');
    await until(() => !pids.some(isAlive));
    expect(await blocked).toBe('ECONNRESET');
  });

  test('by process.exit ends all instances', async () => {
    const { child, pids } = await startSupervisor();
    child.stdin.end();
    await until(() => !pids.some(isAlive));
  });

  test.each([
    ['a port', { port: 0, host: '127.0.0.1' }],
    ['a path', { path: 'service.sock' }],
  ])('by the termination of its worker thread refuses clients of %s', async (_, listen) => {
    const where = 'path' in listen ? { path: folder.at(listen.path) } : listen;
    const worker = new Worker(PROGRAM, { eval: true, workerData: { file: fixture('server.js'), where } });
    const [{ port, pids }] = await once(worker, 'message');
    await worker.terminate();
    await until(() => !pids.some(isAlive));
    const address = 'path' in where ? where : { port, host: where.host };
    // Threads of an instance that was seen as ended may hold its descriptors for a moment, and then reset a connection.
    await until(async () => (await refusal(address)) === 'ECONNREFUSED');
  });
});

/** A worker thread with a service of two instances. */
const PROGRAM = `
  const { parentPort, workerData: { file, where } } = require('node:worker_threads');
  const service = require(${JSON.stringify(require.resolve('../..'))}).supervise(file, { listen: where, instances: 2 });
  const pids = [];
  service.on('start', ({ pid }) => pids.push(pid));
  service.ready().then(() => parentPort.postMessage({ port: service.port, pids }));`;

/**
 * @param {net.NetConnectOpts} address
 * @returns {Promise<string | undefined>} the code of the error; undefined where a socket takes the connection
 */
async function refusal(address) {
  const client = net.connect(address);
  try {
    await once(client, 'connect');
    return undefined;
  } catch (/** @type {any} */ error) {
    return error.code;
  } finally {
    client.destroy();
  }
}
