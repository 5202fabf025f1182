'use strict';

const http2 = require('node:http2');
const { text } = require('node:stream/consumers');

/** Sessions. */
const CLIENTS = 20;

/**
 * Clients of HTTP/2, each with a session that it keeps as long as the service keeps it, and one request at a time on it.
 * @param {number} port
 * @returns {import('./clients.js').Load}
 */
function http2Load(port) {
  const counts = { answered: 0, failed: 0 };
  let isOver = false;
  const clients = Array.from({ length: CLIENTS }, async (_, number) => {
    let session = connect(port);
    for (let request = 0; !isOver; request += 1) {
      if (session.closed || session.destroyed) session = connect(port);
      const path = `/${number}/${request}`;
      const answer = await text(session.request({ ':path': path })).catch((error) => error.message);
      counts[answer === path ? 'answered' : 'failed'] += 1;
      if (answer !== path) console.error(`${path}: ${answer}`);
    }
    session.close();
  });
  return {
    counts,
    async stop() {
      isOver = true;
      await Promise.all(clients);
    },
  };
}

/** @param {number} port */
function connect(port) {
  const session = http2.connect(`http://127.0.0.1:${port}`);
  // Each request says how it has ended.
  session.on('error', () => {});
  return session;
}

module.exports = { http2Load };
