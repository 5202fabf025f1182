'use strict';

// Where a worker process of a pool begins. Its first argument is made by lib/workers/pool/worker/process-settings.js.

const native = require('../../native.js');
const { Channel } = require('../wire/channel/channel.js');
const { limitsOf } = require('../wire/channel/limits.js');
const { REFUSED, isUrgent } = require('../wire/messages.js');
const { joinLink } = require('../wire/process-link.js');
const { describe } = require('../wire/describe-error.js');
const { limitErrors } = require('../wire/error-budget.js');
const { serve } = require('./serve.js');

const MIB = 1024 * 1024;

/** @type {import('../pool/worker/process-settings.js').Terms} */
const { maxMessage, trusted, isAlone, hasArenas, hasWord, memoryMb } = JSON.parse(
  process.argv.splice(2, 1)[0],
);
limitErrors(limitsOf(maxMessage, trusted).message);
if (memoryMb !== undefined) native.limitData(memoryMb * MIB);

if (isAlone) native.refuseSocketPairs();

const { socket, send, receive, word } = joinLink(hasArenas, hasWord);
const channel = new Channel(socket, {
  send,
  receive,
  maxMessage,
  trustedBy: trusted,
  onMessage: (message) => port.onMessage?.(message),
  // The channel is closed: what is wrong is on stderr, and in the crash error.
  onViolation: (error) => {
    throw error;
  },
  // The pool's process has ended, or the pool does not need this worker any more.
  onClose: () => process.exit(),
});

/** @type {import('./serve.js').Port} */
const port = {
  post(message, transfer) {
    const onFailed = (/** @type {any} */ error) =>
      port.post([REFUSED, message[1], error.code, describe(error)]);
    channel.post(message, { transfer, urgent: isUrgent(message), onFailed });
  },
  word,
  drained: () => channel.drained(),
  close: () => channel.close(),
};
serve(port);

// Node may hang in its end (nodejs/node#54918). A worker that has closed its channel is killed a second later.
const ending = /** @type {{ reallyExit(code: number): void }} */ (/** @type {unknown} */ (process));
const { reallyExit } = ending;
ending.reallyExit = (code) => {
  socket.destroy();
  reallyExit.call(process, code);
};
