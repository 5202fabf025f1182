'use strict';

// The messages between the supervisor and an instance, over a socket: two bytes each, a letter and a number. They need
// no parser that an instance in a sandbox could confuse.

/** @param {string} letter */
const code = (letter) => letter.charCodeAt(0);

const MESSAGES = Object.freeze({
  /** To an instance: answer with PONG and the same number. */
  PING: code('p'),
  /** To an instance: end what runs, and take nothing new. */
  DRAIN: code('d'),
  /** To an instance that drains: close connections without a request. */
  CLOSE_IDLE: code('i'),
  /** To an instance: take the connections of the place of this number too, which has no instance now. */
  COVER: code('c'),
  /** To an instance: no more. */
  UNCOVER: code('u'),
  /** From an instance. */
  PONG: code('P'),
  /** From an instance, once: it can do its work. */
  READY: code('R'),
  /** From an instance, once after DRAIN: it has no connections any more. */
  DRAINED: code('D'),
});

/**
 * Sends a message.
 * @param {import('node:net').Socket} socket
 * @param {number} type
 * @param {number} [number]
 */
function send(socket, type, number = 0) {
  if (socket.writable) socket.write(Buffer.from([type, number]));
}

/**
 * Calls `onMessage` for each message.
 * @param {import('node:net').Socket} socket
 * @param {(type: number, number: number) => void} onMessage
 */
function receive(socket, onMessage) {
  /** The first byte of a message whose second has not arrived. @type {number | undefined} */
  let first;
  socket.on('data', (chunk) => {
    for (const byte of /** @type {Buffer} */ (chunk)) {
      if (first === undefined) {
        first = byte;
        continue;
      }
      const type = first;
      first = undefined;
      onMessage(type, byte);
    }
  });
}

/** Descriptors in an instance: the socket of messages, and the first of the listening sockets, one for each place. */
const DESCRIPTORS = Object.freeze({ CHANNEL: 3, LISTENING: 4 });

/** As many connections may wait in a listening socket as the supervisor allows: see src/process/listening.rs. */
const BACKLOG = 4096;

/** The variable of the environment with the terms of an instance. It is removed before the program runs. */
const TERMS = 'OFFLOOP_SERVICE';

/**
 * What an instance is given.
 * @typedef {object} Terms
 * @property {number} place its number, and that of its own listening socket
 * @property {number} sockets how many listening sockets there are; 0 for none
 * @property {boolean} isReadyWhenListening whether it is ready as soon as its server listens
 * @property {boolean} isAlone whether it cannot start processes
 * @property {number} [memoryMb]
 */

module.exports = { BACKLOG, DESCRIPTORS, MESSAGES, TERMS, receive, send };
