'use strict';

const { spawnSync } = require('node:child_process');
const net = require('node:net');

const CHANNEL = 3;
/** Node has no call for it. */
const PROGRAM = `
import os, socket, sys
channel = socket.socket(fileno=0)
socket.send_fds(channel, [b"x"], [os.open("/dev/null", os.O_RDONLY) for _ in range(int(sys.argv[1]))])
`;

/** Sends open descriptors, and a byte with them, over the channel of a worker. */
function sendOverChannel(count) {
  const { status, stderr } = spawnSync('python3', ['-c', PROGRAM, String(count)], {
    stdio: [CHANNEL, 'ignore', 'pipe'],
  });
  return { status, stderr: stderr.toString() };
}

/** The same over the channel of a child that `fork` started, which is made for it. */
function sendOverIpc(count) {
  for (let index = 0; index < count; index += 1) {
    const server = net.createServer().listen(0, '127.0.0.1', () => process.send('open', server));
  }
}

if (process.argv[2] === 'ipc') sendOverIpc(Number(process.argv[3]));

module.exports = { sendOverChannel };
