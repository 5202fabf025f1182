'use strict';

/** The code that a stream ends with where nothing went wrong (RFC 9113, 7). */
const NO_ERROR = 0;

/**
 * The stream of HTTP/2 that a request or its response is of.
 * @param {any} message
 * @returns {import('node:http2').ServerHttp2Stream | undefined} undefined in HTTP/1
 */
function streamOf(message) {
  return message.stream;
}

module.exports = { NO_ERROR, streamOf };
