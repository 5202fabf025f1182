'use strict';

const { TaskDataError } = require('../../errors.js');
const { SlotCarrier, SocketCarrier } = require('./transports.js');
const { abandonFrame, messageFrame } = require('./frames.js');
const { HIGH_WATER, LARGE_VALUE, sumOf } = require('./limits.js');
const { ProtocolError } = require('./protocol-error.js');

/**
 * A message with parts that travel beside it: `sizes` are theirs when it was posted, `at` and `offset` where the next
 * piece begins.
 * @typedef {{ head: Buffer, parts: Uint8Array[], sizes: number[], at: number, offset: number,
 *   onFailed?: (error: Error) => void }} Transfer
 */

/**
 * @typedef {object} PostOptions
 * @property {boolean} [urgent] goes before the messages that are still under way, if it has no large parts itself
 * @property {(error: Error) => void} [onFailed] the memory of a large part went away before it was copied: the other
 *   end will not see the message
 */

/** What is to be sent, in order, one message with large parts at a time. */
class Outbox {
  #socket;
  #carrier;
  /** @type {Transfer[]} */
  #waiting = [];
  /** @type {Transfer | undefined} */
  #current;
  #bytes = 0;
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
    this.#carrier = arena ? new SlotCarrier(socket, arena) : new SocketCarrier(socket, () => this.#pump());
  }

  /** Bytes that were posted and have not left. */
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
   * The other end has copied a slot out.
   * @param {number} slot
   */
  freed(slot) {
    if (!(this.#carrier instanceof SlotCarrier))
      throw new ProtocolError('a slot was freed and there are none');
    this.#carrier.free(slot);
    this.#pump();
  }

  /** Null when there is room for more; else a promise of it. */
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

  /** Ends the socket when everything has left. */
  end() {
    this.#isEnding = true;
    this.#settle();
  }

  /** Forgets what has not left. */
  clear() {
    this.#waiting = [];
    this.#current = undefined;
    this.#bytes = 0;
    this.#settle();
  }

  /** Tells those who wait for room, or for the end. */
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
      if (!this.#carrier.isReady()) return;
      const { parts, sizes, at, offset } = transfer;
      if (parts[at].byteLength === sizes[at]) this.#advance(transfer, this.#carrier.send(parts[at], offset));
      else this.#abandon(transfer);
    }
  }

  /** The message under way, or the next: those without parts leave at once. */
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
