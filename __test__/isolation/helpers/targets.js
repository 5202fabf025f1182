'use strict';

const dgram = require('node:dgram');
const { once } = require('node:events');
const fs = require('node:fs');
const net = require('node:net');
const { join } = require('node:path');
const { makeFolder, removeFolder } = require('../../helpers/folder.js');
const { portOf } = require('../../helpers/server.js');

/**
 * The targets of the attacks: files, sockets and a process of the test's own.
 * @returns {Promise<{ target: Record<string, any>, remove: () => void }>}
 */
async function makeTargets() {
  const folder = makeFolder();
  const files = makeFiles(folder);
  const unixSocket = join(folder, 'socket');
  const abstractSocket = `\0${folder}`;
  const servers = await Promise.all([
    listening({ port: 0, host: '127.0.0.1' }),
    listening({ port: 0, host: '127.0.0.1' }),
    listening({ port: 0, host: '::1' }),
    listening({ path: unixSocket }),
    listening({ path: abstractSocket }),
  ]);
  const datagrams = dgram.createSocket('udp4').bind(0, '127.0.0.1');
  await once(datagrams, 'listening');
  const [port, otherPort, port6] = servers.slice(0, 3).map(portOf);
  const udpPort = datagrams.address().port;
  return {
    target: { ...files, hostPid: process.pid, unixSocket, abstractSocket, port, otherPort, port6, udpPort },
    remove() {
      for (const server of [...servers, datagrams]) server.close();
      removeFolder(folder);
    },
  };
}

function makeFiles(folder) {
  const directory = join(folder, 'forbidden');
  const writable = join(folder, 'writable');
  const temporary = join(folder, 'temporary');
  for (const made of [directory, writable, temporary]) fs.mkdirSync(made);
  for (const name of ['secret', 'removable', 'truncatable', 'movable']) {
    fs.writeFileSync(join(directory, name), 'a secret');
  }
  return { directory, writable, temporary, secret: join(directory, 'secret') };
}

async function listening(address) {
  const server = net.createServer((socket) => socket.on('error', () => {}).resume());
  server.listen(address);
  await once(server, 'listening');
  return server;
}

module.exports = { makeTargets };
