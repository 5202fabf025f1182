'use strict';

const assert = require('node:assert/strict');
const { execFile } = require('node:child_process');
const { once } = require('node:events');
const http = require('node:http');
const path = require('node:path');
const { promisify } = require('node:util');
const express = require('express');
const offloop = require('../../..');
const { compression, contentDigest } = require('../../../express.js');
const { RUNTIME } = require('../../../lib/runtime.js');
const { BYTES } = require('../helpers.js');

/**
 * @param {import('express').RequestHandler[]} layers
 * @param {(address: string) => Promise<void>} use
 */
async function served(layers, use) {
  const app = express();
  app.use(...layers);
  app.get('/', (_request, response) => {
    response.type('text/plain').send(`${BYTES}`);
  });
  const server = http.createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    await use(`http://127.0.0.1:${port}/`);
  } finally {
    server.close();
  }
}

/** @type {import('../helpers.js').Check[]} */
module.exports = [
  [
    'offloop/express: compression',
    () =>
      served([/** @type {any} */ (compression())], async (address) => {
        const response = await fetch(address, { headers: { 'accept-encoding': 'gzip' } });
        assert.equal(response.headers.get('content-encoding'), 'gzip');
        assert.equal(await response.text(), `${BYTES}`);
      }),
  ],
  [
    'offloop/express: contentDigest',
    () =>
      served([/** @type {any} */ (contentDigest())], async (address) => {
        const response = await fetch(address);
        assert.match(response.headers.get('content-digest') ?? '', /^sha-256=:/);
      }),
  ],
  [
    'ES modules',
    async () => {
      const { hash } = await import('../../../index.mjs');
      assert.equal(hash, offloop.hash);
    },
  ],
  ['isolationSupport', () => assert.equal(offloop.isolationSupport().platform, process.platform)],
  ...(RUNTIME === 'deno' ? permissions() : []),
];

/**
 * What a program of Deno may do that is permitted to read, and this.
 * @param {string[]} flags
 */
async function outcomesWith(flags) {
  const given = ['read', 'env', 'ffi', 'sys'].map((name) => `--allow-${name}`);
  const program = path.join(__dirname, '../fixtures/permissions.js');
  const { stdout } = await promisify(execFile)(process.execPath, [
    'run',
    '--no-prompt',
    ...given,
    ...flags,
    program,
  ]);
  return JSON.parse(stdout);
}

/** @returns {import('../helpers.js').Check[]} */
function permissions() {
  const REFUSED = 'ERR_ACCESS_DENIED';
  return [
    [
      'permissions hold for commands, processes and written files',
      async () =>
        assert.deepEqual(await outcomesWith([]), {
          command: REFUSED,
          process: REFUSED,
          written: REFUSED,
          read: 'works',
        }),
    ],
    [
      'a worker process is permitted what its pool is, and no more',
      async () =>
        assert.deepEqual(await outcomesWith(['--allow-run']), {
          command: 'works',
          process: { read: 'granted', run: 'granted', write: 'prompt', net: 'prompt' },
          written: REFUSED,
          read: 'works',
        }),
    ],
  ];
}
