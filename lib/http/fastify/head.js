'use strict';

/**
 * A reply as the part of a response that says what its body is.
 * @param {any} reply
 * @returns {import('../coding.js').Head}
 */
function headOf(reply) {
  return {
    get statusCode() {
      return reply.statusCode;
    },
    set statusCode(status) {
      reply.code(status);
    },
    getHeader: (name) => reply.getHeader(name),
    setHeader: (name, value) => reply.header(name, value),
  };
}

module.exports = { headOf };
