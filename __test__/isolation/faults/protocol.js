'use strict';

const fs = require('node:fs');

const CHANNEL = 3;

/** Each breaks the rules of the channel, which is a descriptor like any other to whoever has taken over a worker. */
module.exports = {
  text: () => write(Buffer.from('{"cmd":"NODE_HANDLE_ACK"}\n')),
  noise: () => write(Buffer.alloc(4096, 0xa5)),
  hugeLength: () => write(Buffer.from([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0])),
  closed() {
    fs.closeSync(CHANNEL);
    return forever();
  },
  flood: () => {
    for (;;) write(Buffer.alloc(65_536));
  },
};

function forever() {
  setInterval(() => {}, 1000);
  return new Promise(() => {});
}

/** Waits where the channel is full. Does not return, so that nothing else is on its way. */
function write(bytes) {
  for (let at = 0; at < bytes.length;) at += writeSome(bytes, at);
  return forever();
}

function writeSome(bytes, at) {
  try {
    return fs.writeSync(CHANNEL, bytes, at);
  } catch (error) {
    if (error.code !== 'EAGAIN') throw error;
    return 0;
  }
}
