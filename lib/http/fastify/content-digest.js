'use strict';

const { contentDigest: digestField } = require('../../integrity/index.js');
const { abortOnDisconnect } = require('../abort.js');
const { digestOptions, verifyRequest, wantedOf } = require('../content-digest.js');

/**
 * The hooks that verify the digests of bodies, and that digest payloads which are whole.
 * @param {unknown} options
 */
function digestHooks(options) {
  const { required, algorithms } = digestOptions(options);
  return {
    async onRequest(/** @type {any} */ request, /** @type {any} */ reply) {
      await verifyRequest(request.raw, reply.raw, required);
    },
    async onSend(/** @type {any} */ request, /** @type {any} */ reply, /** @type {any} */ payload) {
      const wanted = wantedOf(request.headers['want-content-digest'], algorithms);
      const isWhole = typeof payload === 'string' || payload instanceof Uint8Array;
      if (!isWhole || wanted.length === 0 || request.method === 'HEAD' || reply.hasHeader('Content-Digest'))
        return payload;
      const signal = abortOnDisconnect(undefined, reply.raw);
      reply.header('Content-Digest', await digestField(payload, /** @type {any} */ (wanted), { signal }));
      return payload;
    },
  };
}

module.exports = { digestHooks };
