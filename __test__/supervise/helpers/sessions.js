'use strict';

const http2 = require('node:http2');
const { text } = require('node:stream/consumers');

/**
 * Clients of HTTP/2, which end with their test.
 * @returns {(port: number | undefined) => import('node:http2').ClientHttp2Session}
 */
function useSessions() {
  /** @type {Set<import('node:http2').ClientHttp2Session>} */
  const open = new Set();
  afterEach(() => {
    for (const session of open) session.destroy();
    open.clear();
  });
  return (port) => {
    const session = http2.connect(`http://127.0.0.1:${port}`);
    // Each request says how it has ended.
    session.on('error', () => {});
    open.add(session);
    return session;
  };
}

/**
 * The body of an answer. Rejects where there is none.
 * @param {import('node:http2').ClientHttp2Session} session
 * @param {string} [path]
 */
function ask(session, path = '/') {
  return text(session.request({ ':path': path }));
}

module.exports = { ask, useSessions };
