'use strict';

const { FrameReader } = require('./frame-reader.js');
const { ProtocolError } = require('./protocol-error.js');
const { TurnMeter } = require('./flood-guard.js');

/**
 * @typedef {object} Receiver
 * @property {(frame: { type: number, payload: Buffer }) => { value: unknown } | undefined} take does what a frame says,
 *   or throws; a message, if the frame completes one
 * @property {(value: unknown) => void} deliver
 * @property {(error: Error) => void} fail what came is no frame, or `take` threw: nothing more is taken
 * @property {() => void} end everything has been taken, and the socket is closed
 * @property {number} fullTurns how many turns in a row may be full of frames
 */

/**
 * The reading half of a channel: takes frames from a socket, as many as one turn of the loop and `pause` allow, and
 * lets the other end wait with the rest.
 */
class Incoming {
  #socket;
  #receiver;
  #reader = new FrameReader();
  #meter = new TurnMeter(() => this.#flow());
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
    socket.on('data', (chunk) => this.#read(chunk));
    // Which may be before all that it brought has been taken.
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

  /** Takes nothing any more. What still comes is dropped, so that the socket can end. */
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
    return !this.#isStopped && !this.#isPaused && this.#meter.hasRoom;
  }

  /** Takes the next frame, and delivers the message that it completes. False when there is none to take. */
  #step() {
    let message;
    try {
      const frame = this.#reader.next();
      if (frame === undefined) return false;
      this.#meter.spend();
      message = this.#receiver.take(frame);
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
      this.#meter.endRead();
      if (this.#isClosed) this.#receiver.end();
      else this.#socket.resume();
    } else if (this.#meter.fullTurns < this.#receiver.fullTurns) {
      this.#reader.keep();
      this.#socket.pause();
    } else {
      this.#receiver.fail(new ProtocolError('a flood of messages that does not end'));
    }
  }
}

module.exports = { Incoming };
