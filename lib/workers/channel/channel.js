'use strict';

const { decode, decodeUntrusted } = require('./decode.js');
const { FrameReader } = require('./frame-reader.js');
const { TYPES, freeFrame } = require('./frames.js');
const { Inbox } = require('./inbox.js');
const { FULL_TURNS, MAX_MESSAGE } = require('./limits.js');
const { limitsOf } = require('./message-size.js');
const { Outbox } = require('./outbox.js');
const { outgoing } = require('./outgoing.js');
const { ProtocolError } = require('./protocol-error.js');
const { TurnMeter } = require('./turn-meter.js');

/**
 * @typedef {object} ChannelOptions
 * @property {import('../../native').Arena | null} [send] memory for what we send; none: all goes through the socket
 * @property {import('../../native').Arena | null} [receive]
 * @property {number} [maxMessage] bytes of serialized value in one message, either way: 16 MiB
 * @property {boolean} [trusted] whether the other end is. If not, its values are checked before they are built, and
 *   the large buffers of one of its messages may have `maxMessage` bytes in all, and not 1 GiB
 * @property {boolean} [trustedBy] whether the other end trusts this one
 * @property {number} [fullTurns] how many turns in a row an end that is not trusted may fill with frames
 * @property {(value: any) => void} onMessage
 * @property {() => void} [onClose] once, and last
 * @property {(error: ProtocolError) => void} [onViolation] once; the channel is closed then
 */

/**
 * Values over a Unix socket; both ends are this class. Messages arrive in the order of `post`, urgent ones before
 * those still under way. Whatever bytes arrive, nothing is thrown.
 */
class Channel {
  #socket;
  #options;
  #reader = new FrameReader();
  #meter = new TurnMeter(() => this.#flow());
  #inbox;
  #outbox;
  #isPaused = false;
  #isFlowing = false;
  #isClosed = false;

  /**
   * @param {import('node:net').Socket} socket
   * @param {ChannelOptions} options
   */
  constructor(socket, options) {
    const { send = null, receive = null, maxMessage = MAX_MESSAGE, trusted = true, trustedBy = true } = options;
    this.#socket = socket;
    this.#options = { ...options, maxMessage, trusted };
    this.#inbox = new Inbox(limitsOf(maxMessage, trusted), receive);
    this.#outbox = new Outbox(socket, send, limitsOf(maxMessage, trustedBy));
    socket.on('data', (chunk) => this.#read(chunk));
    // 'close' follows.
    socket.on('error', () => {});
    socket.on('close', () => this.#end());
  }

  /**
   * Sends a copy of the value. Small values are copied now, large buffers piece by piece over several turns of the
   * loop: they must not change until then.
   * @param {unknown} value
   * @param {import('./outbox.js').PostOptions & { transfer?: readonly unknown[] }} [options]
   * @throws {TaskDataError}
   */
  post(value, { transfer, ...options } = {}) {
    if (!this.#isClosed) this.#outbox.post(outgoing(value, transfer), options);
  }

  /** Bytes that were posted and have not left. */
  get writableLength() {
    return this.#outbox.bytes;
  }

  /** Null unless so much waits to be sent that more should not be posted; then a promise of the time when it may. */
  drained() {
    return this.#outbox.drained();
  }

  /** Takes no more messages until `resume`, so that the other end has to hold back. */
  pause() {
    this.#isPaused = true;
    this.#socket.pause();
  }

  resume() {
    this.#isPaused = false;
    this.#flow();
  }

  ref() {
    this.#socket.ref();
  }

  unref() {
    this.#socket.unref();
  }

  /** Sends what was posted, then closes; nothing more is delivered. */
  close() {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#socket.resume();
    this.#outbox.end();
  }

  /** @param {Buffer} chunk */
  #read(chunk) {
    if (this.#isClosed) return;
    this.#reader.add(chunk);
    this.#flow();
  }

  /** Delivers what was read, as far as this turn of the loop and `pause` allow. */
  #flow() {
    if (this.#isFlowing) return;
    this.#isFlowing = true;
    try {
      while (this.#isOpen() && this.#step());
    } finally {
      this.#isFlowing = false;
    }
    if (this.#isClosed) return;
    if (!this.#isOpen()) this.#hold();
    else {
      this.#meter.endRead();
      this.#socket.resume();
    }
  }

  #isOpen() {
    return !this.#isClosed && !this.#isPaused && this.#meter.hasRoom;
  }

  /** Lets the other end wait: until the next turn, or until `resume`. */
  #hold() {
    this.#socket.pause();
    const { trusted, fullTurns = FULL_TURNS } = this.#options;
    if (!trusted && this.#meter.fullTurns >= fullTurns) {
      this.#violated(new ProtocolError('a flood of messages that does not end'));
    }
  }

  /** Takes the next frame, and delivers the message that it completes. False when there is none to take. */
  #step() {
    let message;
    try {
      const frame = this.#reader.next();
      if (frame === undefined) return false;
      this.#meter.spend();
      message = this.#take(frame);
    } catch (error) {
      this.#violated(/** @type {ProtocolError} */ (error));
      return false;
    }
    if (message !== undefined) this.#options.onMessage(message.value);
    return true;
  }

  /**
   * @param {{ type: number, payload: Buffer }} frame
   * @returns {{ value: unknown } | undefined} a message that is complete
   */
  #take({ type, payload }) {
    const received = this.#inbox.take(type, payload);
    if (type === TYPES.SLOT) this.#socket.write(freeFrame(payload.readUInt32LE(0)));
    if (type === TYPES.FREE) this.#outbox.freed(payload.readUInt32LE(0));
    if (received === undefined) return undefined;
    const { trusted, maxMessage } = this.#options;
    return { value: trusted ? decode(received) : decodeUntrusted(received, maxMessage) };
  }

  /** @param {ProtocolError} error */
  #violated(error) {
    this.#isClosed = true;
    this.#socket.destroy();
    this.#options.onViolation?.(error);
  }

  #end() {
    this.#isClosed = true;
    this.#outbox.clear();
    this.#options.onClose?.();
  }
}

module.exports = { Channel };
