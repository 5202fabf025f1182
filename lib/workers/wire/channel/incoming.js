'use strict';

const { FrameReader } = require('./frame-reader.js');
const { NUMBER, TYPES } = require('./frames.js');
const { ProtocolError } = require('./protocol-error.js');

/**
 * @typedef {object} Receiver
 * @property {(frame: { type: number, payload: Buffer }) => { value: unknown } | undefined} take handles a frame, or
 *   throws; gives the message that the frame completes, if any
 * @property {(value: unknown) => void} deliver
 * @property {(error: Error) => void} fail called when bytes are not a frame, or `take` threw; nothing is
 *   read after it
 * @property {() => void} end called when every frame was handled and the socket is closed
 * @property {InstanceType<typeof import('./turn-budget.js').TurnBudget>} turn what a turn of the loop may take in
 * @property {number} fullTurns how many turns in a row may be full of frames before `fail`
 */

/**
 * The reading half of a channel: reads as many frames from a socket as one turn of the loop and `pause` allow. The other
 * end waits with the rest.
 */
class Incoming {
  #socket;
  #receiver;
  #reader = new FrameReader();
  #isPaused = false;
  #isFlowing = false;
  #isStopped = false;
  #isClosed = false;

  /**
   * @param {import('node:net').Socket} socket
   * @param {Receiver} receiver
   */
  constructor(socket, receiver) {
    this.#socket = socket;
    this.#receiver = receiver;
    receiver.turn.onTurn(() => this.#flow());
    socket.on('data', (chunk) => this.#read(chunk));
    // There may still be frames to handle.
    socket.on('close', () => {
      this.#isClosed = true;
      this.#flow();
    });
  }

  pause() {
    this.#isPaused = true;
    this.#socket.pause();
  }

  resume() {
    this.#isPaused = false;
    this.#flow();
  }

  /** Stops handling frames. What still arrives is dropped, so that the socket can end. */
  stop() {
    this.#isStopped = true;
    this.#socket.resume();
  }

  /** @param {Buffer} chunk */
  #read(chunk) {
    if (this.#isStopped) return;
    this.#reader.add(chunk);
    this.#flow();
  }

  #flow() {
    // A message may make its receiver pause and resume, or throw.
    if (this.#isFlowing) return;
    this.#isFlowing = true;
    try {
      while (this.#canTake() && this.#step());
    } finally {
      this.#isFlowing = false;
    }
    this.#settle();
  }

  #canTake() {
    return !this.#isStopped && !this.#isPaused && this.#receiver.turn.hasRoom;
  }

  /** Handles the next frame. False when there is none. */
  #step() {
    let frame;
    try {
      frame = this.#reader.next();
    } catch (error) {
      this.#receiver.fail(/** @type {Error} */ (error));
    }
    if (frame === undefined) return false;
    const { type, payload } = frame;
    return this.#receiver.turn.spend(sizeOf(type, payload), () => this.#handle(type, payload));
  }

  /**
   * Handles a frame, and delivers the message that it completes. False when it breaks a rule.
   * @param {number} type
   * @param {Buffer} payload
   */
  #handle(type, payload) {
    let message;
    try {
      message = this.#receiver.take({ type, payload });
    } catch (error) {
      this.#receiver.fail(/** @type {Error} */ (error));
      return false;
    }
    if (message !== undefined) this.#receiver.deliver(message.value);
    return true;
  }

  /** Reads on, or lets the other end wait: until the next turn, or until `resume`. */
  #settle() {
    if (this.#isStopped || this.#canTake()) {
      if (this.#isClosed) this.#receiver.end();
      else this.#socket.resume();
    } else if (this.#receiver.turn.fullTurns < this.#receiver.fullTurns) {
      this.#reader.keep();
      this.#socket.pause();
    } else {
      this.#receiver.fail(new ProtocolError('a flood of messages'));
    }
  }
}

/**
 * What a frame counts for: the bytes of a slot are those that it announces.
 * @param {number} type
 * @param {Buffer} payload
 */
function sizeOf(type, payload) {
  return { frames: 1, bytes: type === TYPES.SLOT ? payload.readUInt32LE(NUMBER) : payload.length };
}

module.exports = { Incoming };
