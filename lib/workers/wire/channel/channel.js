'use strict';

const { setImmediate } = require('node:timers');
const { TYPES, freeFrame } = require('./frames.js');
const { Inbox } = require('./inbox.js');
const { Incoming } = require('./incoming.js');
const { FULL_TURNS, TURN, checkSize, limitsOf } = require('./limits.js');
const { Outbox } = require('./outbox.js');
const { outgoing } = require('./outgoing.js');
const { TurnBudget } = require('./turn-budget.js');
const { readOrReport } = require('./unread.js');
const { checkAccepted, deserializeUntrusted } = require('./untrusted.js');

/**
 * @typedef {object} ChannelOptions
 * @property {import('../../../native').Arena | null} [send] shared memory for sending; without it
 *   everything goes through the socket
 * @property {import('../../../native').Arena | null} [receive]
 * @property {number} [maxMessage] bytes of serialized value in one message, in both directions. Default 16 MiB, and
 *   1 MiB from an end that is not trusted
 * @property {boolean} [trusted] whether the other end is trusted. If not, its values are checked before they are
 *   built, and the large buffers of one message may have `maxMessage` bytes in all, 16 MiB by default, instead of 1 GiB
 * @property {boolean} [trustedBy] whether the other end trusts this one
 * @property {number} [fullTurns] how many turns of the loop in a row an untrusted end may fill with frames
 * @property {(value: any) => void} onMessage
 * @property {() => void} [onClose] called once, after everything else
 * @property {(error: Error & { code?: string }) => void} [onViolation] called at most once, with the
 *   channel closed
 */

/**
 * Sends values over a Unix socket; both ends are this class. Messages arrive in the order of `post`; urgent ones may
 * overtake those whose parts are still being sent. No bytes that arrive make it throw.
 */
class Channel {
  #socket;
  #options;
  #incoming;
  #inbox;
  #outbox;
  /** The sizes that this end accepts. */
  #accepted;
  /** The sizes that the other end accepts. */
  #sizes;
  #isClosed = false;
  #isOver = false;
  #isCorked = false;

  /**
   * @param {import('node:net').Socket} socket
   * @param {ChannelOptions} options
   */
  constructor(socket, options) {
    const {
      send = null,
      receive = null,
      trusted = true,
      trustedBy = true,
      maxMessage,
      fullTurns = FULL_TURNS,
    } = options;
    this.#socket = socket;
    this.#options = { ...options, trusted, trustedBy };
    this.turn = new TurnBudget(trusted ? TURN.trusted : TURN.untrusted);
    this.#accepted = limitsOf(maxMessage, trusted);
    this.#inbox = new Inbox(this.#accepted, receive);
    this.#outbox = new Outbox(socket, send);
    this.#sizes = limitsOf(maxMessage, trustedBy);
    this.#incoming = new Incoming(socket, {
      take: ({ type, payload }) => this.#take(type, payload),
      deliver: options.onMessage,
      fail: (error) => this.#violated(error),
      end: () => this.#end(),
      turn: this.turn,
      fullTurns: trusted ? Infinity : fullTurns,
    });
    // 'close' follows.
    socket.on('error', () => {});
  }

  /**
   * Sends a copy of the value. Small values are copied during the call, large buffers piece by piece over several turns
   * of the loop: they must not change until then. Does nothing when the channel is closed.
   * @param {unknown} value
   * @param {import('./outbox.js').PostOptions & { transfer?: readonly unknown[], later?: boolean }} [options]
   *   what is sent later goes with the rest of this turn of the loop, at its end
   * @throws {TaskDataError}
   */
  post(value, { transfer, later, ...options } = {}) {
    if (this.#isClosed) return;
    const message = outgoing(value, transfer);
    checkSize(message, this.#sizes);
    if (!this.#options.trustedBy) checkAccepted(message, this.#sizes.message);
    if (later) this.#cork();
    this.#outbox.post(message, options);
  }

  /** Sends what is posted in this turn of the loop together, at its end. */
  #cork() {
    if (this.#isCorked) return;
    this.#isCorked = true;
    this.#socket.cork();
    setImmediate(() => {
      this.#isCorked = false;
      this.#socket.uncork();
    });
  }

  /** Bytes that were posted and not sent yet. */
  get writableLength() {
    return this.#outbox.bytes;
  }

  /** Null, or, where 1 MiB or more waits to be sent, a promise that settles when there is room for more. */
  drained() {
    return this.#outbox.drained();
  }

  /** Reads nothing until `resume`, so that the other end has to wait. */
  pause() {
    this.#incoming.pause();
  }

  resume() {
    this.#incoming.resume();
  }

  ref() {
    this.#socket.ref();
  }

  unref() {
    this.#socket.unref();
  }

  /** Closes when everything that was posted is sent. Nothing more is delivered. */
  close() {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#outbox.end();
  }

  /** Closes at once, and drops what was not sent. */
  destroy() {
    this.#isClosed = true;
    this.#incoming.stop();
    this.#socket.destroy();
  }

  /**
   * @param {number} type
   * @param {Buffer} payload
   * @returns {{ value: unknown } | undefined} a message that is complete
   */
  #take(type, payload) {
    const received = this.#inbox.take(type, payload);
    if (type === TYPES.SLOT) this.#outbox.answer(freeFrame(payload.readUInt32LE(0)));
    if (type === TYPES.FREE) this.#outbox.freed(payload.readUInt32LE(0));
    if (received === undefined || this.#isClosed) return undefined;
    const { message } = this.#accepted;
    return {
      value: this.#options.trusted ? readOrReport(received) : deserializeUntrusted(received, message),
    };
  }

  /** @param {Error} error */
  #violated(error) {
    this.destroy();
    this.#options.onViolation?.(error);
  }

  #end() {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#isClosed = true;
    this.#outbox.clear();
    this.#options.onClose?.();
  }
}

module.exports = { Channel };
