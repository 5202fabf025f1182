'use strict';

// offloop/service: what the program of an instance uses.

const { once } = require('node:events');
const http = require('node:http');
const net = require('node:net');
const { coded, invalidType } = require('../../errors.js');
const { BACKLOG, DESCRIPTORS } = require('../messages.js');
const { Covering } = require('./covering.js');
const { Drain } = require('./drain.js');
const { current } = require('./link.js');

/** Undefined without a supervisor. */
const link = current();

/** Whether this process was started by `supervise()`. */
const isSupervised = link !== undefined;

/** Aborted when this instance is to end. */
const draining = link?.draining ?? new AbortController().signal;

/**
 * Has a server listen on the supervisor's address, or without a supervisor on `otherwise`.
 * @param {any} server
 * @param {import('node:net').ListenOptions} [otherwise]
 * @returns {Promise<any>} the server, which listens
 */
async function listen(server, otherwise) {
  const own = typeof server === 'function' ? http.createServer(server) : server;
  if (!(own instanceof net.Server))
    throw invalidType('server', 'of type function or an instance of Server', server);
  if (link === undefined) await listenAlone(own, otherwise);
  else await listenSupervised(own, link);
  return own;
}

/**
 * @param {net.Server} server
 * @param {import('node:net').ListenOptions | undefined} otherwise
 */
function listenAlone(server, otherwise) {
  if (otherwise !== undefined) return listenOn(server, otherwise);
  const message =
    'This process has no supervisor: give listen(server, { port }) an address for it, or start it with supervise()';
  throw coded('ERR_INVALID_STATE', message);
}

/**
 * @param {net.Server} server
 * @param {NonNullable<typeof link>} instance
 */
async function listenSupervised(server, instance) {
  const { place, sockets, isReadyWhenListening } = instance.terms;
  if (sockets === 0)
    throw coded('ERR_INVALID_STATE', 'There is no address to listen on: give supervise() the option listen');
  if (instance.isServing)
    throw coded('ERR_INVALID_STATE', 'Only one server can listen on the address of a service');
  if (draining.aborted)
    throw coded('ERR_INVALID_STATE', 'This instance is to end, so its server cannot listen any more');
  // The address stays free for another server.
  if (server.listening)
    throw coded('ERR_INVALID_STATE', 'The server listens already: give listen() one that does not listen');
  instance.serve(servingOf(server));
  // Node would have fewer of them wait.
  await listenOn(server, { fd: DESCRIPTORS.LISTENING + place }, BACKLOG);
  if (isReadyWhenListening) instance.ready();
}

/**
 * @param {net.Server} server
 * @param {import('node:net').ListenOptions | { fd: number }} where
 * @param {number} [backlog]
 */
async function listenOn(server, where, backlog) {
  // It throws for bad arguments; its events come later.
  server.listen(where, backlog);
  await once(server, 'listening');
}

/**
 * @param {net.Server} server
 * @returns {import('./link.js').Serving}
 */
function servingOf(server) {
  const drain = new Drain(server);
  const covering = new Covering(server);
  return {
    cover: (place) => covering.cover(place),
    uncover: (place) => covering.uncover(place),
    closeIdle: () => drain.closeIdle(),
    async drain() {
      await Promise.all([drain.start(), covering.end()]);
    },
  };
}

/** Reports that this instance can do its work, where the supervisor waits for that. */
function ready() {
  if (link !== undefined && !link.terms.isReadyWhenListening) link.ready();
}

module.exports = { draining, isSupervised, listen, ready };
