'use strict';

const fs = require('node:fs');
const native = require('../../native.js');
const { requirePermission } = require('../../permission.js');
const { socketPair } = require('../../process/socket-pair.js');
const { SLOTS, SLOT_BYTES } = require('./channel/limits.js');
const { socketOf } = require('./channel/socket.js');

/** Descriptors in a worker process, in the order in which it inherits them. */
const DESCRIPTORS = Object.freeze({ CHANNEL: 3, TO_WORKER: 4, FROM_WORKER: 5, WORD: 6 });

/** @typedef {import('../../native').Arena} Arena */
/** @typedef {import('../../native').SharedWord} SharedWord */

/**
 * Opens the connection to a worker process: our socket, our ends of the shared memory, and the descriptors that become its
 * 3, 4 and 5, and for a process that is trusted 6. Where the system gives no shared memory, everything goes through the
 * socket.
 * @param {boolean} trusted
 * @returns {{ socket: import('node:net').Socket, send: Arena | null, receive: Arena | null, word: SharedWord | null,
 *   inherit: number[] }}
 */
function openLink(trusted) {
  // Before anything is opened for a process that may not be started.
  for (const scope of /** @type {const} */ (['child', 'net'])) requirePermission(scope, process.execPath);
  const [ours, theirs] = socketPair();
  const arenas = createArenas();
  const socket = socketOf(ours);
  const [send = null, receive = null] = arenas;
  const word = trusted && arenas.length > 0 ? createWord() : null;
  const shared = word === null ? arenas : [...arenas, word];
  const inherit = [theirs, ...shared.map((memory) => memory.takeDescriptor())];
  return { socket, send, receive, word, inherit };
}

/**
 * Closes a connection that no process was started for.
 * @param {ReturnType<typeof openLink>} link
 */
function closeLink({ socket, send, receive, inherit }) {
  socket.destroy();
  for (const arena of [send, receive]) arena?.close();
  for (const descriptor of inherit) fs.closeSync(descriptor);
}

/** @returns {Arena[]} both, or none where there is not enough memory */
function createArenas() {
  try {
    return [native.Arena.create(SLOTS, SLOT_BYTES, true), native.Arena.create(SLOTS, SLOT_BYTES, false)];
  } catch {
    return [];
  }
}

function createWord() {
  try {
    return native.SharedWord.create();
  } catch {
    return null;
  }
}

/**
 * Opens the worker's end of the connection.
 * @param {boolean} hasArenas
 * @param {boolean} hasWord
 * @returns {{ socket: import('node:net').Socket, send: Arena | null, receive: Arena | null, word?: SharedWord }}
 */
function joinLink(hasArenas, hasWord) {
  const { CHANNEL, TO_WORKER, FROM_WORKER, WORD } = DESCRIPTORS;
  const socket = socketOf(CHANNEL);
  if (!hasArenas) return { socket, send: null, receive: null };
  const receive = native.Arena.open(TO_WORKER, SLOTS, SLOT_BYTES, false);
  const send = native.Arena.open(FROM_WORKER, SLOTS, SLOT_BYTES, true);
  return { socket, send, receive, word: hasWord ? native.SharedWord.open(WORD) : undefined };
}

module.exports = { DESCRIPTORS, closeLink, openLink, joinLink };
