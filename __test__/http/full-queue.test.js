'use strict';

const path = require('node:path');
const { runProgram } = require('../helpers/program.js');

const FIXTURE = path.join(__dirname, 'fixtures/full-queue.js');
const COMPRESSED = { status: 200, encoding: 'gzip', isWhole: true };

test.each([
  ['whole', COMPRESSED],
  ['written', COMPRESSED],
  ['fastify', COMPRESSED],
  ['digested', { status: 200, isWhole: true, digest: true }],
  ['left', { left: true }],
])('where the queue is full, a large body waits: %s', (name, expected) => {
  const options = { env: { OFFLOOP_THREADS: '1' }, timeout: 60_000 };
  const { status, stdout, stderr } = runProgram(process.execPath, [FIXTURE, name], options);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(JSON.parse(stdout)).toEqual(expected);
});
