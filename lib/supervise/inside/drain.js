'use strict';

const http = require('node:http');
const https = require('node:https');
const net = require('node:net');

/**
 * Ends the connections of a server without losing a request that a client has sent:
 *
 * - Connections that wait are taken by other instances: they hold the same listening socket.
 * - An idle connection stays open, since a request may be on its way. Its next answer has `Connection: close`, after which
 *   a client sends nothing more on it. Where none comes, the server's `keepAliveTimeout` closes it as ever, or the
 *   supervisor has `closeIdle` called.
 * - An answer that has begun with `Connection: keep-alive` leaves its connection idle.
 * - A session of HTTP/2 ends with GOAWAY, which names the last request that is answered.
 */
class Drain {
  #server;
  #isDraining = false;
  /** Answers that have not ended. @type {Set<import('node:http').ServerResponse>} */
  #answers = new Set();
  /** @type {Set<import('node:http2').Http2Session>} */
  #sessions = new Set();

  /** @param {net.Server} server of any kind */
  constructor(server) {
    this.#server = server;
    server.prependListener('request', (_request, response) => this.#answer(response));
    server.prependListener('session', (session) => this.#session(session));
  }

  /** Stops listening. Resolves when all connections have ended. */
  start() {
    this.#isDraining = true;
    for (const answer of this.#answers) endsConnection(answer);
    for (const session of this.#sessions) session.close();
    return stopListening(this.#server);
  }

  /** Closes the connections of HTTP that have no request. */
  closeIdle() {
    if (this.#server instanceof http.Server || this.#server instanceof https.Server)
      this.#server.closeIdleConnections();
  }

  /** @param {import('node:http').ServerResponse} response */
  #answer(response) {
    if (this.#isDraining) {
      endsConnection(response);
      return;
    }
    this.#answers.add(response);
    response.once('close', () => this.#answers.delete(response));
  }

  /** @param {import('node:http2').Http2Session} session */
  #session(session) {
    if (this.#isDraining) {
      session.close();
      return;
    }
    this.#sessions.add(session);
    session.once('close', () => this.#sessions.delete(session));
  }
}

/**
 * Says in an answer that the connection ends with it. HTTP/2 has no such header.
 * @param {import('node:http').ServerResponse} response
 */
function endsConnection(response) {
  if (!response.headersSent && response.req.httpVersionMajor < 2) response.setHeader('Connection', 'close');
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
