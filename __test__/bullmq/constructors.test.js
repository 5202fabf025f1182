'use strict';

const { once } = require('node:events');
const path = require('node:path');
const { useChildren } = require('../helpers/child.js');
const { until } = require('../helpers/until.js');

const start = useChildren();

/** Where nobody listens: a client that is not ended tries to connect for ever. */
const HEAD = `
  const { createRedisBackend } = require('bullmq');
  const { createJobs } = require('./index.js');
  const { JobWorker } = require('./bullmq.js');
  const FILE = ${JSON.stringify(path.join(__dirname, 'fixtures/tasks.js'))};
  const connection = { host: '127.0.0.1', port: 1 };
  const thrown = (make) => {
    try { make(); } catch (error) { return error.message; }
  };
`;

/** A backend that fails for all clients after the first few. */
const failsAfter = (/** @type {number} */ count) => `
  let made = 0;
  const backend = (...args) => {
    if (made === ${count}) throw new Error('no more');
    made += 1;
    return createRedisBackend(...args);
  };
  console.log(thrown(() => createJobs(FILE, { queue: 'q', connection, backend })), made);
`;

const UNUSABLE = `
  const noKeys = { get() { throw new Error('no keys'); } };
  const backend = (...args) => Object.defineProperty(createRedisBackend(...args), 'keys', noKeys);
  console.log(thrown(() => new JobWorker('q', FILE, { connection, backend })));
`;

test.each([
  ['a JobWorker with a backend that cannot be used', UNUSABLE, 'no keys'],
  ['createJobs whose backend fails for the second client', failsAfter(1), 'no more 1'],
  ['createJobs whose backend fails for the worker', failsAfter(2), 'no more 2'],
])('%s throws, and leaves nothing that keeps the process', async (_, program, expected) => {
  const child = start(process.execPath, ['-e', HEAD + program], { cwd: path.join(__dirname, '../..') });
  const [output] = await once(child.stdout, 'data');
  expect(String(output).trim()).toBe(expected);
  await until(() => child.exitCode !== null, { seconds: 60 });
  expect(child.exitCode).toBe(0);
});
