'use strict';

const { once } = require('node:events');
const { socketPair } = require('../../../../../lib/process/socket-pair.js');
const { arenaPair } = require('./arena-pair.js');
const { Channel } = require('../../../../../lib/workers/wire/channel/channel.js');
const { socketOf } = require('../../../../../lib/workers/wire/channel/socket.js');
const { until } = require('../../../../helpers/until.js');

/** Two connected sockets. */
function sockets() {
  return socketPair().map((fd) => socketOf(fd));
}

/** An end of a channel that keeps what it receives. */
class End {
  messages = [];
  violations = [];
  isClosed = false;

  constructor(socket, options = {}) {
    this.socket = socket;
    this.channel = new Channel(socket, {
      ...options,
      onMessage: (value) => {
        this.messages.push(value);
        options.onMessage?.(value, this.channel);
      },
      onViolation: (error) => this.violations.push(error),
      onClose: () => {
        this.isClosed = true;
      },
    });
  }

  /** Waits until `count` messages are there, or the channel is closed. */
  async received(count) {
    await until(() => this.messages.length >= count || this.isClosed);
    return this.messages;
  }
}

/**
 * Two ends of a channel, connected, with or without shared memory.
 * @param {{ arenas?: boolean, first?: object, second?: object }} [options]
 */
function pair({ arenas = true, first = {}, second = {} } = {}) {
  const [a, b] = sockets();
  const [forward, backward] = arenas
    ? [arenaPair(), arenaPair()]
    : [
        [null, null],
        [null, null],
      ];
  const ends = [
    new End(a, { send: forward[0], receive: backward[1], ...first }),
    new End(b, { send: backward[0], receive: forward[1], ...second }),
  ];
  opened.push(...ends);
  return ends;
}

const opened = [];

/** Closes all that were opened; for `afterEach`. */
async function closeAll() {
  for (const { socket } of opened.splice(0)) {
    if (socket.closed) continue;
    socket.destroy();
    await once(socket, 'close');
  }
}

module.exports = { End, sockets, pair, closeAll };
