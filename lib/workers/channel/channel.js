'use strict';

const { decodeUntrusted } = require('./decode.js');
const { deserialize } = require('./deserialize.js');
const { FrameReader } = require('./frame-reader.js');
const { NUMBER, TYPES, freeFrame } = require('./frames.js');
const { Inbox } = require('./inbox.js');
const { FULL_TURNS, HIGH_WATER, MAX_ATTACHED, MAX_MESSAGE } = require('./limits.js');
const { Outbox } = require('./outbox.js');
const { ProtocolError } = require('./protocol-error.js');
const { outgoing } = require('./outgoing.js');
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
}

/**
 * What one message may have, in bytes: in its value, and in its large buffers together.
 * @param {number} maxMessage
 * @param {boolean} trusted
 */
function limitsOf(maxMessage, trusted) {
  return { message: maxMessage, attached: trusted ? Math.max(MAX_ATTACHED, maxMessage) : maxMessage };
}

module.exports = { Channel };
