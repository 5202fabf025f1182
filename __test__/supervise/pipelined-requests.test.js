'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const net = require('node:net');
const { useFolder } = require('../helpers/folder.js');
const { until } = require('../helpers/until.js');
const { present } = require('../helpers/values.js');
const { get, useAgents } = require('./helpers/client.js');
const { describeServices, useServices } = require('./helpers/services.js');

describeServices(
  'requests that a client sends before it has the answers to those before, during a reload:',
  () => {
    const folder = useFolder();
    const start = useServices();
    const newAgent = useAgents();
    /** @type {net.Socket | undefined} */
    let connection;

    afterEach(() => connection?.destroy());

    /** A connection, and of each answer that has arrived whether it closes it. */
    async function connect(service) {
      const socket = net.connect(present(service.port), '127.0.0.1').setEncoding('utf8');
      connection = socket;
      let received = '';
      socket.on('data', (data) => (received += data));
      await once(socket, 'connect');
      return {
        socket,
        send: (...paths) =>
          socket.write(paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`).join('')),
        closing: () =>
          received
            .split('HTTP/1.1 200 OK')
            .slice(1)
            .map((answer) => answer.includes('Connection: close')),
      };
    }

    test('those that wait behind one that runs are answered, and the last answer closes', async () => {
      const service = start();
      await service.ready();
      const { socket, send, closing } = await connect(service);
      const { body: old } = await get(service);
      const markers = [folder.at('first'), folder.at('second')];
      send(...markers.map((marker) => `/wait?${marker}`));
      await until(() => markers.every((marker) => fs.existsSync(marker)));
      const end = once(socket, 'end');
      await service.reload();
      await until(async () => (await get(service)).body !== old);
      for (const marker of markers) fs.rmSync(marker);
      await end;
      expect(closing()).toEqual([false, true]);
    });

    test('those that come together after the reload are answered, and the last answer closes', async () => {
      const service = start();
      await service.ready();
      const { socket, send, closing } = await connect(service);
      send('/');
      await until(() => closing().length === 1);
      const agent = newAgent();
      await get(service, '/', { agent });
      await service.reload();
      await until(async () => (await get(service, '/', { agent })).connection === 'close');
      const markers = [folder.at('first'), folder.at('second')];
      const end = once(socket, 'end');
      send(...markers.map((marker) => `/wait?${marker}`));
      await until(() => markers.every((marker) => fs.existsSync(marker)));
      for (const marker of markers) fs.rmSync(marker);
      await end;
      expect(closing()).toEqual([false, false, true]);
    });
  },
);
