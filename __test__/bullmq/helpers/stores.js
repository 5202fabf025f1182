'use strict';

const { isInstalled } = require('../../helpers/program.js');
const { useSharedFolder } = require('../../helpers/folder.js');
const { POSTGRES, PostgresServer, RedisServer } = require('./servers.js');

const isLinux = process.platform === 'linux';

/** @type {['redis' | 'postgres', typeof RedisServer | typeof PostgresServer, boolean][]} */
const STORES = [
  ['redis', RedisServer, isInstalled('redis-server')],
  ['postgres', PostgresServer, isLinux && POSTGRES !== undefined],
];

/**
 * Tests with each of the servers that keep queues. Those that are not installed are skipped by name.
 * @param {string} title
 * @param {(store: InstanceType<typeof RedisServer> | InstanceType<typeof PostgresServer>, name: string) => void} body
 */
function describeStores(title, body) {
  for (const [name, Server, isThere] of STORES)
    describeStore(`${title}: ${name}`, name, Server, isThere, body);
}

/** As `describeStores`, with Redis alone. */
function describeWithRedis(title, body) {
  const [[name, Server, isThere]] = STORES;
  describeStore(title, name, Server, isThere, body);
}

function describeStore(title, name, Server, isThere, body) {
  if (!isThere) return describe.skip(`${title} (skipped: ${name} is not installed)`, () => body({}, name));
  describe(title, () => {
    const server = new Server(useSharedFolder());
    beforeAll(() => server.start(), 60_000);
    afterAll(() => server.kill());
    body(server, name);
  });
}

module.exports = { describeStores, describeWithRedis };
