'use strict';

const { startServer } = require('../../../../examples/express/compare/start-server.js');
const { MODES } = require('../../../../examples/express/settings.js');

/**
 * Has the demo run for the tests of a `describe`.
 * @param {Record<string, string>} env its settings
 * @returns {{ url: string }} filled in before the first test
 */
function served(env) {
  const server = {};
  beforeAll(async () => Object.assign(server, await startServer(env)));
  afterAll(() => server.stop());
  return server;
}

module.exports = { MODES, served };
