'use strict';

const { setImmediate } = require('node:timers');
const { types } = require('node:util');

/**
 * Messages that the receiver does not wait for, sent together at the end of the turn: to wake another thread costs more than
 * all the rest of a small message.
 */
class HeldMessages {
  /** @type {unknown[][]} */
  #messages = [];
  #send;
  #flush = () => this.flush();

  /** @param {(messages: unknown[][]) => void} send */
  constructor(send) {
    this.#send = send;
  }

  /** @param {unknown[]} message */
  add(message) {
    if (this.#messages.length === 0) setImmediate(this.#flush);
    this.#messages.push(message);
  }

  /** Sends them now, before what follows. */
  flush() {
    if (this.#messages.length === 0) return;
    const messages = this.#messages;
    this.#messages = [];
    this.#send(messages);
  }
}

/**
 * Whether a message can be cloned for certain: a fault in one would be a fault of all that are sent with it.
 * @param {unknown[]} message
 */
function isPlain(message) {
  return message.every((part) => (Array.isArray(part) ? isPlainList(part) : isPlainValue(part)));
}

/** @param {unknown[]} list */
function isPlainList(list) {
  return !types.isProxy(list) && Object.keys(list).length === list.length && list.every(isPlainValue);
}

/** @param {unknown} value */
function isPlainValue(value) {
  if (typeof value !== 'object' || value === null)
    return typeof value !== 'function' && typeof value !== 'symbol';
  // Memory without a length may be detached.
  return types.isUint8Array(value) && value.byteLength > 0;
}

module.exports = { HeldMessages, isPlain };
