'use strict';

const { TaskDataError } = require('../../errors.js');
const { SlotTransport, SocketTransport } = require('./transports.js');
const { abandonFrame, messageFrame } = require('./frames.js');
const { HIGH_WATER, LARGE_VALUE, SLOTS, sumOf } = require('./limits.js');
const { ProtocolError } = require('./protocol-error.js');

/**
 * A message with its large parts: `sizes` are those of the parts when it was posted, `at` and `offset` say where the next
 * piece begins.
 * @typedef {{ head: Buffer, parts: Uint8Array[], sizes: number[], at: number, offset: number,
 *   onFailed?: (error: Error) => void }} Transfer
 */

/**
 * @typedef {object} PostOptions
 * @property {boolean} [urgent] overtakes messages whose parts are still being sent, if it has no large parts itself
 * @property {(error: Error) => void} [onFailed] called when the memory of a large part was detached or resized
 *   before it was copied: the message does not arrive
 */

/** The writing half of a channel: sends messages in order, one with large parts at a time. */
class Outbox {
  #socket;
  #transport;
  /** @type {Transfer[]} */
  #waiting = [];
  /** @type {Transfer | undefined} */
  #current;
  #bytes = 0;
  /** Answers that the system has not taken yet. */
  #answers = 0;
  #answered = () => {
    this.#answers -= 1;
  };
  #isEnding = false;
  /** @type {{ promise: Promise<void>, resolve: () => void } | undefined} */
  #drain;

  /**
   * @param {import('node:net').Socket} socket
   * @param {import('../../../native').Arena | null} arena
   */
  constructor(socket, arena) {
    this.#socket = socket;
    socket.on('drain', () => this.#settle());
    this.#transport = arena
      ? new SlotTransport(socket, arena)
      : new SocketTransport(socket, () => this.#pump());
  }

  /** Bytes that were posted and not sent yet. */
  get bytes() {
    return this.#bytes + this.#socket.writableLength;
  }

  /**
   * @param {import('./serialize.js').Serialized} message
   * @param {PostOptions} options
   */
  post({ body, attachments }, { urgent = false, onFailed }) {
    const attached = attachments.map((part) => part.byteLength);
    const parts = body.length > LARGE_VALUE ? [body, ...attachments] : attachments;
    const head = messageFrame(body, attached);
    if (parts.length === 0 && (urgent || this.#current === undefined)) {
      this.#socket.write(head);
      return;
    }
    const sizes = parts.map((part) => part.byteLength);
    this.#waiting.push({ head, parts, sizes, at: 0, offset: 0, onFailed });
    this.#bytes += sumOf(sizes);
    this.#pump();
  }

  /**
   * Sends a frame that says of a slot of the other end that it is free. It can have filled no more slots than there are;
   * as many more may be in what the system is taking, and reports only together.
   * @param {Buffer} frame
   * @throws {ProtocolError} when it goes on without reading that its slots are free
   */
  answer(frame) {
    if (this.#answers === 2 * SLOTS) throw new ProtocolError('slots that were filled before they were free');
    this.#answers += 1;
    this.#socket.write(frame, this.#answered);
  }

  /**
   * The other end has copied a slot out.
   * @param {number} slot
   */
  freed(slot) {
    if (!(this.#transport instanceof SlotTransport))
      throw new ProtocolError('a slot was freed but there is no shared memory');
    this.#transport.free(slot);
    this.#pump();
  }

  /** Null when there is room for more, or else a promise that settles when there is. */
  drained() {
    if (this.bytes < HIGH_WATER) return null;
    if (this.#drain === undefined) {
      let resolve = () => {};
      const promise = new Promise((done) => {
        resolve = () => done(undefined);
      });
      this.#drain = { promise, resolve };
    }
    return this.#drain.promise;
  }

  /** Ends the socket when everything was sent. */
  end() {
    this.#isEnding = true;
    this.#settle();
  }

  /** Drops what was not sent. */
  clear() {
    this.#waiting = [];
    this.#current = undefined;
    this.#bytes = 0;
    this.#settle();
  }

  /** Ends the socket, and settles the promise of room, when it is time. */
  #settle() {
    if (this.#isEnding && this.#current === undefined) this.#socket.end();
    if (this.#drain === undefined || this.bytes >= HIGH_WATER) return;
    this.#drain.resolve();
    this.#drain = undefined;
  }

  #pump() {
    this.#sendReady();
    this.#settle();
  }

  #sendReady() {
    for (let transfer = this.#begin(); transfer !== undefined; transfer = this.#begin()) {
      if (!this.#transport.isReady()) return;
      const { parts, sizes, at, offset } = transfer;
      if (parts[at].byteLength === sizes[at])
        this.#advance(transfer, this.#transport.send(parts[at], offset));
      else this.#abandon(transfer);
    }
  }

  /** The message whose parts are being sent, or the next one with parts; those without are sent at once. */
  #begin() {
    while (this.#current === undefined) {
      const next = this.#waiting.shift();
      if (next === undefined) return undefined;
      this.#socket.write(next.head);
      if (next.parts.length > 0) this.#current = next;
    }
    return this.#current;
  }

  /**
   * @param {Transfer} transfer
   * @param {number} sent bytes
   */
  #advance(transfer, sent) {
    this.#bytes -= sent;
    transfer.offset += sent;
    if (transfer.offset < transfer.sizes[transfer.at]) return;
    transfer.at += 1;
    transfer.offset = 0;
    if (transfer.at === transfer.parts.length) this.#current = undefined;
  }

  /** @param {Transfer} transfer whose memory was detached or resized by the caller */
  #abandon({ sizes, at, offset, onFailed }) {
    this.#current = undefined;
    this.#bytes -= sumOf(sizes.slice(at)) - offset;
    this.#socket.write(abandonFrame());
    const message = 'A buffer was detached or resized while it was copied to the worker';
    onFailed?.(new TaskDataError('ERR_TASK_NOT_SERIALIZABLE', message));
  }
}

module.exports = { Outbox };
