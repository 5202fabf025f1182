'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const http2 = require('node:http2');
const net = require('node:net');
const { text } = require('node:stream/consumers');
const { useFolder } = require('../helpers/folder.js');
const { until } = require('../helpers/until.js');
const { present } = require('../helpers/values.js');
const { describeServices, fixture, useServices, writeProgram } = require('./helpers/services.js');

describeServices('a reload of a server of', () => {
  const folder = useFolder();
  const start = useServices();
  const open = new Set();

  afterEach(() => {
    for (const connection of open) connection.destroy();
    open.clear();
  });

  test('HTTP/2 ends sessions when their streams are answered', async () => {
    const service = start({ file: fixture('http2.js') });
    await service.ready();
    const connect = () => {
      const session = http2.connect(`http://127.0.0.1:${service.port}`);
      open.add(session);
      return session;
    };
    const request = (session, path = '/') => text(session.request({ ':path': path }));
    const session = connect();
    const old = await request(session);
    const marker = folder.at('waits');
    const answer = request(session, marker);
    await until(() => fs.existsSync(marker));
    const goaway = once(session, 'goaway');
    const exit = once(service, 'exit');
    await service.reload();
    await goaway;
    await until(async () => (await request(connect())) !== old);
    fs.rmSync(marker);
    expect(await answer).toBe(old);
    expect((await exit)[0]).toMatchObject({ pid: Number(old), expected: true });
  });

  test('node:net waits for the end of its connections', async () => {
    const service = start({ file: fixture('lines.js') });
    await service.ready();
    const connect = () => {
      const socket = net.connect(present(service.port), '127.0.0.1').setEncoding('utf8');
      open.add(socket);
      return socket;
    };
    const ask = async (socket) => {
      socket.write('?');
      return (await once(socket, 'data'))[0];
    };
    const socket = connect();
    const old = await ask(socket);
    const exit = once(service, 'exit');
    await service.reload();
    await until(async () => (await ask(connect())) !== old);
    expect(await ask(socket)).toBe(old);
    socket.end();
    expect((await exit)[0]).toMatchObject({ pid: Number(old), expected: true });
  });

  test('node:net keeps a connection that its program does not read for a while', async () => {
    const file = writeProgram(
      folder,
      `service.listen(require('node:net').createServer((socket) => {
        socket.pause();
        socket.write('accepted');
        process.on('SIGUSR2', () => socket.once('data', () => socket.end('read')).resume());
      }));`,
    );
    const service = start({ file });
    const started = once(service, 'start');
    await service.ready();
    const [{ pid }] = await started;
    const socket = net.connect(present(service.port), '127.0.0.1').setEncoding('utf8');
    open.add(socket);
    // The rest of what it sends has no receiver after the test.
    socket.on('error', () => {});
    // More than node reads before the program does.
    socket.write(Buffer.alloc(8_000_000));
    expect((await once(socket, 'data'))[0]).toBe('accepted');
    await service.reload();
    await until(() => !fs.existsSync(`/proc/${pid}/fd/4`));
    process.kill(pid, 'SIGUSR2');
    expect((await once(socket, 'data'))[0]).toBe('read');
  });
});
