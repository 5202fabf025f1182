'use strict';

/** The code of a GOAWAY that is not an error, and the last stream that there can be. */
const NO_ERROR = 0;
const LAST_STREAM = 2 ** 31 - 1;

/**
 * @typedef {import('node:http2').Http2Session} Session
 * @typedef {import('node:http2').Http2Stream} Stream
 */

/**
 * Ends the sessions of HTTP/2 of a server that drains. Once Node has sent a GOAWAY it takes no new stream, also where the
 * GOAWAY refuses none (RFC 9113, 6.8), and it does not even read a session without streams any more. A request that is on
 * its way then gets no answer. So a session gets its GOAWAY when its client waits for an answer, and ahead of this answer, as
 * it has `Connection: close` in HTTP/1: at once where a request runs, and with the next request where none does.
 *
 * A client that sends requests without waiting may have sent more of them by then. The session's second GOAWAY names the last
 * one that was taken, so the client knows that the others can be sent again.
 */
class Sessions {
  /** By session, the streams that have not ended. @type {Map<Session, Set<Stream>>} */
  #streams = new Map();
  /** Those that have got a GOAWAY with a request. @type {WeakSet<Session>} */
  #told = new WeakSet();
  #isDraining = false;

  /** @param {Session} session */
  add(session) {
    const streams = new Set();
    this.#streams.set(session, streams);
    session.once('close', () => this.#streams.delete(session));
    session.prependListener('stream', (/** @type {Stream} */ stream) => {
      streams.add(stream);
      stream.once('close', () => streams.delete(stream));
      if (this.#isDraining) this.#tell(session);
    });
  }

  drain() {
    this.#isDraining = true;
    for (const [session, streams] of this.#streams) {
      if (Array.from(streams).some(isWaitedFor)) session.close();
    }
  }

  /** Ends those too that have no request. */
  close() {
    for (const session of this.#streams.keys()) session.close();
  }

  /**
   * Requests that were read together with this one are taken too: the first GOAWAY refuses nothing, and is sent after all
   * that was read.
   * @param {Session} session
   */
  #tell(session) {
    if (session.closed || session.destroyed || this.#told.has(session)) return;
    this.#told.add(session);
    session.goaway(NO_ERROR, LAST_STREAM);
    setImmediate(() => session.close());
  }
}

/**
 * Whether the client waits for the end of an answer. Where the answer is given and was not sent to the end, it may have
 * arrived all the same.
 * @param {Stream} stream
 */
function isWaitedFor({ writableEnded }) {
  return !writableEnded;
}

module.exports = { Sessions };
