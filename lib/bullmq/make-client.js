'use strict';

const { dropClient } = require('./store-calls.js');

/**
 * Makes an instance of a class of BullMQ. Where its constructor throws, the connections that it has begun are ended: they
 * would keep the process, and nobody else has them.
 * @template {new (...args: any[]) => import('bullmq').QueueBase} Class
 * @template T
 * @param {Class} Class
 * @param {(Class: Class) => T} make
 * @returns {T}
 */
function makeClient(Class, make) {
  /** @type {import('bullmq').QueueBase | undefined} */
  let client;
  class Client extends Class {
    /** @override */
    createBackend() {
      super.createBackend();
      client = this;
      guardListener(/** @type {any} */ (this.getBackend()).connection);
    }
  }
  return makeOr(
    () => client && dropClient(client).catch(() => {}),
    () => make(Client),
  );
}

/**
 * BullMQ takes all listeners off its connection of PostgreSQL's notifications before it waits for the end of it. An error of the
 * server meanwhile, such as its own end, would end this process.
 * @param {any} connection of any kind of store
 */
function guardListener(connection) {
  if (connection?.getListenClient === undefined) return;
  const { close } = connection;
  connection.close = function closeGuarded() {
    const making = this.listenClientPromise?.catch(() => undefined);
    const guard = (/** @type {any} */ listener) => process.nextTick(() => listener?.on('error', () => {}));
    if (this.listenClient !== undefined) guard(this.listenClient);
    else making?.then(guard);
    return close.call(this);
  };
}

/**
 * What `make` makes; where that throws, `undo` ends what was made before.
 * @template T
 * @param {() => unknown} undo
 * @param {() => T} make
 * @returns {T}
 */
function makeOr(undo, make) {
  try {
    return make();
  } catch (error) {
    undo();
    throw error;
  }
}

module.exports = { makeClient, makeOr };
