'use strict';

const Fastify = require('fastify');
const plugins = require('../../../fastify.js');
const { portOf } = require('../../helpers/server.js');

/**
 * Fastify with all plugins, for the tests of the file that calls this.
 * @returns what starts one with some routes, and gives its port
 */
function useFastify() {
  const apps = [];
  afterEach(() => Promise.all(apps.splice(0).map((app) => app.close())));
  return async (routes, { server = {}, digest = {} } = {}) => {
    const app = Fastify({ forceCloseConnections: true, ...server });
    apps.push(app);
    await app.register(plugins.compression);
    await app.register(plugins.contentDigest, digest);
    await app.register(plugins.decompressBody, { limit: 1 << 20 });
    await app.register(plugins.json);
    await app.register(plugins.errorHandler, { onError: () => {} });
    routes(app);
    await app.listen({ port: 0, host: '127.0.0.1' });
    return portOf(app.server);
  };
}

module.exports = { useFastify };
