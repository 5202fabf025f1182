'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const net = require('node:net');
const { useFolder } = require('../helpers/folder.js');
const { until } = require('../helpers/until.js');
const { present } = require('../helpers/values.js');
const { get, useAgents } = require('./helpers/client.js');
const { startClients } = require('./helpers/reloads.js');
const { describeServices, useServices } = require('./helpers/services.js');

/** A process without connections may end by itself before it is asked to. */
const DRAINED = expect.stringMatching(/^(drained|exit)$/);

describeServices('requests during a reload:', () => {
  const folder = useFolder();
  const start = useServices();
  const newAgent = useAgents();

  /** Requests one after the other on a connection that is kept, until `isOver`. */
  async function load(service, isOver, answers) {
    const agent = newAgent();
    while (!isOver()) answers.push((await get(service, '/', { agent })).body);
  }

  test('under load with keep-alive every request is answered, by old instances and by new ones', async () => {
    const service = start({ instances: 2 });
    await service.ready();
    const pids = new Set();
    service.on('start', ({ pid }) => pids.add(String(pid)));
    const clients = startClients((isOver, answers) => load(service, isOver, answers));
    await clients.reload(service);
    await until(() => clients.answers.slice(-100).some((pid) => [...pids].slice(-2).includes(pid)));
    await clients.stop();
    expect(pids.size).toBe(6);
    expect(service.stats.restarts).toBe(0);
  });

  test('an idle connection is answered by the old instance, which then closes it', async () => {
    const service = start();
    await service.ready();
    const agent = newAgent();
    const { body: old } = await get(service, '/', { agent });
    await service.reload();
    // It learns of the reload while requests go on.
    const answers = [];
    await until(async () => {
      answers.push(await get(service, '/', { agent }));
      return answers.at(-1)?.connection === 'close';
    });
    expect(answers.map(({ body }) => body)).toEqual(answers.map(() => old));
    expect((await get(service, '/', { agent })).body).not.toBe(old);
  });

  test('a request that runs is answered by the old instance', async () => {
    const service = start();
    await service.ready();
    const { body: old } = await get(service);
    const marker = folder.at('waits');
    const answer = get(service, `/wait?${marker}`, { agent: newAgent() });
    await until(() => fs.existsSync(marker));
    const exit = once(service, 'exit');
    await service.reload();
    await until(async () => (await get(service)).body !== old);
    fs.rmSync(marker);
    expect(await answer).toMatchObject({ status: 200, body: old, connection: 'close' });
    expect((await exit)[0]).toMatchObject({ pid: Number(old), expected: true, reason: DRAINED });
  });

  test('a request that runs for longer than drainTimeout ends with the old instance', async () => {
    const service = start({ drainTimeout: 500 });
    await service.ready();
    const marker = folder.at('waits');
    const answer = get(service, `/wait?${marker}`);
    await until(() => fs.existsSync(marker));
    const exit = once(service, 'exit');
    await service.reload();
    await expect(answer).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect((await exit)[0]).toMatchObject({ reason: 'drain-timeout', expected: true });
  });

  test('an answer to an upload that is not read arrives, and one to an upload that is read closes', async () => {
    const service = start();
    await service.ready();
    const agents = Array.from({ length: 8 }, () => newAgent());
    const all = (options) => Promise.all(agents.map((agent) => get(service, '/', { agent, ...options })));
    await all({});
    const probe = newAgent();
    await get(service, '/', { agent: probe });
    await service.reload();
    await until(async () => (await get(service, '/', { agent: probe })).connection === 'close');
    const content = Buffer.alloc(4_000_000, 'a');
    const refused = { status: 401, body: 'not read', connection: 'keep-alive' };
    expect(await all({ method: 'POST', content })).toEqual(agents.map(() => refused));
    const read = { status: 200, body: '4000000', connection: 'close' };
    expect(await all({ method: 'PUT', content })).toEqual(agents.map(() => read));
  });

  test('a program with an upgraded connection learns of the reload by `draining`', async () => {
    const service = start();
    await service.ready();
    const socket = net.connect(present(service.port), '127.0.0.1');
    let received = '';
    socket.setEncoding('utf8').on('data', (data) => (received += data));
    socket.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: test\r\n\r\n');
    await until(() => received.endsWith('hello'));
    const ended = once(socket, 'end');
    await service.reload();
    await ended;
    expect(received).toMatch(/hellobye$/);
  });
});
