'use strict';

const path = require('node:path');
const { startServer } = require('../../../examples/dashboard/compare/start-server.js');
const { MODES } = require('../../../examples/dashboard/settings.js');

const EXAMPLE = path.join(__dirname, '../../../examples/express/server.js');

/**
 * Has the dashboard run for the tests of a `describe`.
 * @param {Record<string, string>} env its settings
 * @returns {{ url: string }} filled in before the first test
 */
function served(env) {
  return running(() => startServer(env));
}

/** The same for the Express example. @param {Record<string, string>} env */
function servedExample(env) {
  return running(() => startServer(env, EXAMPLE));
}

function running(start) {
  /** @type {any} */
  const server = {};
  beforeAll(async () => Object.assign(server, await start()));
  afterAll(() => server.stop());
  return server;
}

module.exports = { EXAMPLE, MODES, served, servedExample };
