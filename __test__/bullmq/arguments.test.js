'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { JobWorker, cancelJob } = require('../../bullmq.js');
const { makeFolder, removeFolder } = require('../helpers/folder.js');
const { outputOf } = require('../helpers/program.js');
const { wrong } = require('../helpers/values.js');

const FILE = path.join(__dirname, 'fixtures/tasks.js');
const connection = { host: '127.0.0.1' };

const TYPE = { code: 'ERR_INVALID_ARG_TYPE', name: 'TypeError' };
const VALUE = { code: 'ERR_INVALID_ARG_VALUE', name: 'TypeError' };
const RANGE = { code: 'ERR_OUT_OF_RANGE', name: 'RangeError' };

test.each([
  ['a queue that is not a string', [1, FILE, { connection }], TYPE, '"queue"'],
  ['a queue without a name', ['', FILE, { connection }], VALUE, "'queue'"],
  ['a queue with a colon', ['a:b', FILE, { connection }], VALUE, "'queue'"],
  ['a file that is not a path', ['q', 1, { connection }], TYPE, '"file"'],
  ['a relative file', ['q', './tasks.js', { connection }], VALUE, "'file'"],
  ['no options', ['q', FILE], TYPE, '"options.connection"'],
  ['no connection', ['q', FILE, {}], TYPE, '"options.connection"'],
  ['a connection that is null', ['q', FILE, { connection: null }], TYPE, '"options.connection"'],
  ['retries of the pool', ['q', FILE, { connection, pool: { retries: 1 } }], VALUE, 'options.pool.retries'],
  ['a pool option that is unknown', ['q', FILE, { connection, pool: { workers: 1 } }], VALUE, '`workers`'],
  [
    'options of node that are no list, with log',
    ['q', FILE, { connection, log: true, pool: { execArgv: '-r x' } }],
    TYPE,
    '"options.execArgv"',
  ],
  [
    'more jobs than its pool takes',
    ['q', FILE, { connection, concurrency: 4, pool: { maxWorkers: 1, maxQueue: 2 } }],
    RANGE,
    '<= 3, which is what the pool takes',
  ],
  ['concurrency of none', ['q', FILE, { connection, concurrency: 0 }], RANGE, '"options.concurrency"'],
  ['a timeout that is not a number', ['q', FILE, { connection, timeout: '1s' }], TYPE, '"options.timeout"'],
  ['args that is not a function', ['q', FILE, { connection, args: [] }], TYPE, '"options.args"'],
  ['an unknown end', ['q', FILE, { connection, onShutdown: 'stop' }], VALUE, 'options.onShutdown'],
  ['a backend that is not a function', ['q', FILE, { connection, backend: 'pg' }], TYPE, '"options.backend"'],
  [
    'tenants in threads',
    ['q', FILE, { connection, tenant: () => 'a', pool: { isolation: 'thread' } }],
    VALUE,
    'options.tenant',
  ],
])('JobWorker refuses %s', (_, args, { code, name }, text) => {
  const error = errors(() => Reflect.construct(JobWorker, args));
  expect(error).toMatchObject({ code, name });
  expect(error.message).toContain(text);
});

test.each([
  ['a queue that is not a string', [1, '1', connection], TYPE, '"queue"'],
  ['an id that is not a string', ['q', 1, connection], TYPE, '"id"'],
  ['no connection', ['q', '1'], TYPE, '"connection"'],
  ['a reason that is not a string', ['q', '1', connection, { reason: 1 }], TYPE, '"options.reason"'],
  ['no time for the store', ['q', '1', connection, { storeTimeout: 0 }], RANGE, '"options.storeTimeout"'],
])('cancelJob refuses %s', async (_, args, { code, name }, text) => {
  await expect(cancelJob.apply(undefined, wrong(args))).rejects.toMatchObject({
    code,
    name,
    message: expect.stringContaining(text),
  });
});

test('options of BullMQ that have another name here are named', () => {
  const error = errors(() => new JobWorker('q', FILE, wrong({ connection, useWorkerThreads: true })));
  expect(error.message).toContain("`pool: { isolation: 'thread' }`");
});

test('with log the workers have none of the options of node that concern this process alone', () => {
  const entry = path.join(__dirname, '../../bullmq.js');
  const program = `
    console.log('begun');
    if (process.env.BEGUN) process.exit(1);
    process.env.BEGUN = '1';
    const { JobWorker } = require(${JSON.stringify(entry)});
    const options = { connection: { path: '/nowhere' }, log: true, autorun: false, pool: { maxWorkers: 1 } };
    const jobs = new JobWorker('q', ${JSON.stringify(FILE)}, options);
    jobs.on('error', () => {});
    jobs.pool.ready().then(() => process.exit());
  `;
  expect(outputOf(process.execPath, ['--eval', program])).toBe('begun\n');
});

/** What a function throws. */
function errors(run) {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

test('without BullMQ the package loads, and a call says what to install', () => {
  const folder = makeFolder();
  try {
    // A copy of the entry point and of lib/ in a folder from which no package is found.
    for (const part of ['bullmq.js', 'lib', 'package.json'])
      fs.cpSync(path.join(__dirname, '../..', part), path.join(folder, part), { recursive: true });
    const program = `
      const { JobWorker, cancelJob } = require('./bullmq.js');
      const connection = {};
      let thrown;
      try { new JobWorker('q', '/a.js', { connection }); } catch (error) { thrown = error; }
      cancelJob('q', '1', connection).catch((rejected) => console.log(JSON.stringify([thrown, rejected].map(({ code, message }) => [code, message]))));
    `;
    const outcome = JSON.parse(outputOf(process.execPath, ['-e', program], { cwd: folder }));
    for (const [index, user] of ['JobWorker', 'cancelJob'].entries())
      expect(outcome[index]).toEqual([
        'ERR_PEER_MISSING',
        expect.stringContaining(`${user} needs the package bullmq: npm install bullmq`),
      ]);
  } finally {
    removeFolder(folder);
  }
});
