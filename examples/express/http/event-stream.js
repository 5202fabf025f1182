'use strict';

/** Sends one server-sent event; the first one opens the stream. */
function sendEvent(res, event, data) {
  if (!res.headersSent)
    res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  res.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}

module.exports = { sendEvent };
