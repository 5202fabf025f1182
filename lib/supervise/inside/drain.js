'use strict';

const net = require('node:net');
const { Sessions } = require('./sessions.js');

/**
 * Ends the connections of a server without losing a request that a client has sent:
 *
 * - Connections that wait are taken by other instances: they hold the same listening socket.
 * - An idle connection stays open, since a request may be on its way. Its next answer has `Connection: close`, after which
 *   a client sends nothing more on it. Where none comes, the server's `keepAliveTimeout` closes it as usual, or the
 *   supervisor has `closeIdle` called.
 * - Of answers that wait for each other, as their client has not waited, the last one has it.
 * - An answer that has begun with `Connection: keep-alive`, or begins before its request was read, leaves its connection
 *   idle.
 * - A client of HTTP/2 gets a GOAWAY: see sessions.js.
 */
class Drain {
  #server;
  #isDraining = false;
  #sessions = new Sessions();
  /** By connection, the last answer that was asked for and has not ended. @type {Map<net.Socket, Answer>} */
  #answers = new Map();
  /** With TLS, those that it encrypts too. @type {Set<net.Socket>} */
  #connections = new Set();

  /** @param {net.Server} server of any kind */
  constructor(server) {
    this.#server = server;
    server.prependListener('request', (_request, response) => this.#answer(response));
    server.prependListener('session', (session) => this.#sessions.add(session));
    server.prependListener('connection', (connection) => this.#connection(connection));
    server.prependListener('secureConnection', (connection) => this.#connection(connection));
  }

  /** Stops listening. Resolves when all connections have ended. */
  start() {
    this.#isDraining = true;
    for (const answer of this.#answers.values()) this.#endsConnection(answer);
    this.#sessions.drain();
    return stopListening(this.#server);
  }

  /** Closes the connections of HTTP that have no request. */
  closeIdle() {
    this.#sessions.close();
    const server = /** @type {Partial<import('node:http').Server>} */ (this.#server);
    // Servers that know HTTP/1 have it.
    if (server.closeIdleConnections === undefined) return;
    server.closeIdleConnections();
    // To Node, a connection that has sent nothing yet is not idle.
    for (const connection of this.#connections) if (connection.bytesRead === 0) connection.destroy();
  }

  /** @param {net.Socket} connection */
  #connection(connection) {
    this.#connections.add(connection);
    connection.once('close', () => {
      this.#connections.delete(connection);
      this.#answers.delete(connection);
    });
  }

  /** @param {Answer} answer */
  #answer(answer) {
    if (answer.req.httpVersionMajor >= 2) return;
    const { socket } = answer.req;
    const before = this.#answers.get(socket);
    this.#answers.set(socket, answer);
    answer.once('close', () => {
      if (this.#isLast(answer)) this.#answers.delete(socket);
    });
    if (!this.#isDraining) return;
    if (before !== undefined) keepsConnection(before);
    this.#endsConnection(answer);
  }

  /**
   * Says in an answer that the connection ends with it. Where the client still sends the body that is only said when all of
   * it was read: a connection that is closed under it is reset, and the answer may be lost.
   * @param {Answer} answer
   */
  #endsConnection(answer) {
    const request = answer.req;
    if (request.complete || !hasBody(request)) this.#sayClose(answer);
    else request.once('end', () => this.#sayClose(answer));
  }

  /** @param {Answer} answer */
  #sayClose(answer) {
    if (!answer.headersSent && this.#isLast(answer)) answer.setHeader('Connection', 'close');
  }

  /** @param {Answer} answer */
  #isLast(answer) {
    return this.#answers.get(answer.req.socket) === answer;
  }
}

/** @typedef {import('node:http').ServerResponse} Answer */

/**
 * For an answer that has another one behind it.
 * @param {Answer} answer
 */
function keepsConnection(answer) {
  if (!answer.headersSent) answer.removeHeader('Connection');
}

/** @param {import('node:http').IncomingMessage} request */
function hasBody({ headers }) {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/**
 * As net.Server does it: that of node:http closes idle connections at once.
 * @param {net.Server} server
 * @returns {Promise<void>} resolves when its connections have ended
 */
function stopListening(server) {
  return new Promise((resolve) => {
    net.Server.prototype.close.call(server, () => resolve());
  });
}

module.exports = { Drain, stopListening };
