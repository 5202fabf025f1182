'use strict';

const http2 = require('node:http2');
const { text } = require('node:stream/consumers');
const { clientsLoad } = require('./clients.js');

/**
 * Clients of HTTP/2, each with a session that it keeps as long as the service keeps it, and one request at a time on it.
 * @param {number} port
 */
function http2Load(port) {
  return clientsLoad(() => {
    let session = connect(port);
    return {
      ask(path) {
        if (session.closed || session.destroyed) session = connect(port);
        return text(session.request({ ':path': path })).catch((error) => error.message);
      },
      end: () => session.close(),
    };
  });
}

/** @param {number} port */
function connect(port) {
  const session = http2.connect(`http://127.0.0.1:${port}`);
  // Each request says how it has ended.
  session.on('error', () => {});
  return session;
}

module.exports = { http2Load };
