'use strict';

const dgram = require('node:dgram');
const dns = require('node:dns/promises');
const { once } = require('node:events');
const inspector = require('node:inspector');
const net = require('node:net');

module.exports = {
  connect: ({ port }) => connect({ port, host: '127.0.0.1' }),
  connectOtherPort: ({ otherPort }) => connect({ port: otherPort, host: '127.0.0.1' }),
  connectIpv6: ({ port6 }) => connect({ port: port6, host: '::1' }),
  listen,
  sendDatagram,
  lookUpName: () => dns.lookup('localhost'),
  connectUnixSocket: ({ unixSocket }) => connect({ path: unixSocket }),
  connectAbstractSocket: ({ abstractSocket }) => connect({ path: abstractSocket }),
  openInspector,
};

async function connect(options) {
  const socket = net.connect(options);
  await once(socket, 'connect');
  socket.destroy();
}

async function listen() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  server.close();
}

async function sendDatagram({ udpPort }) {
  const socket = dgram.createSocket('udp4');
  try {
    await new Promise((resolve, reject) => {
      socket.once('error', reject);
      socket.send('x', udpPort, '127.0.0.1', (error) => (error ? reject(error) : resolve()));
    });
  } finally {
    socket.close();
  }
}

/** Whoever gets hold of the inspector can run anything in the process. */
function openInspector() {
  inspector.open(0, '127.0.0.1');
  const url = inspector.url();
  if (url === undefined)
    throw Object.assign(new Error('the inspector does not listen'), { code: 'NOT_LISTENING' });
  inspector.close();
}
