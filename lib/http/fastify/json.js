'use strict';

const { integerOrInfinity, optionsOf } = require('../../options.js');
const { parsed } = require('../json.js');
const { piecesOf } = require('../request-body.js');
const { tooLarge } = require('../request-error.js');
const { withoutMark } = require('../charset.js');

/**
 * Gives Fastify a parser of JSON, in place of its own.
 * @param {any} app
 * @param {unknown} options
 */
function addJsonParser(app, options) {
  const given = optionsOf('fastify:json', options);
  const limit = integerOrInfinity('options.limit', given.limit, 1);
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser(
    ['application/json', /^application\/[\w.-]+\+json/],
    async (/** @type {any} */ request, /** @type {any} */ payload) => {
      const most = limit ?? request.routeOptions.bodyLimit;
      if (Number(request.headers['content-length']) > most) throw tooLarge(most);
      // A stream of a preParsing hook may have text.
      return parsed(withoutMark(await piecesOf(payload, most, bytesOf)));
    },
  );
}

/** @param {string | Buffer} piece */
function bytesOf(piece) {
  return typeof piece === 'string' ? Buffer.from(piece) : piece;
}

module.exports = { addJsonParser };
