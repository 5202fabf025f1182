'use strict';

const { getEventListeners } = require('node:events');
const path = require('node:path');
const { Readable, Writable } = require('node:stream');
const { finished } = require('node:stream/promises');
const offloop = require('../..');
const { until } = require('../helpers/until.js');
const { sample } = require('./helpers/operations.js');

const TASKS = path.join(__dirname, '../workers/fixtures/tasks.js');
const pool = new offloop.WorkerPool(TASKS, { isolation: 'thread', maxWorkers: 1 });

afterAll(() => pool.destroy());

/** A source that never gives its second chunk. */
const endless = () => new Readable({ read() {} });

/** Every kind of call with a signal, under way until it is aborted. */
const CALLS = {
  hash: (signal) => offloop.hash('shake256', 'a', { outputLength: 2 ** 29, encoding: 'buffer', signal }),
  compress: (signal) => offloop.compress('br', sample(1 << 23), { signal }),
  hashPassword: (signal) => offloop.hashPassword('a', { algorithm: 'bcrypt', cost: 20, signal }),
  createHash: (signal) => finished(offloop.createHash('sha256', { signal })),
  integrity: (signal) => offloop.integrity(endless(), 'sha256', { signal }),
  parseJsonLines: (signal) => offloop.parseJsonLines(endless(), { signal }).next(),
  execFile: (signal) => offloop.execFile('sleep', ['60'], { signal }),
  run: (signal) => pool.run('never', [], { signal }),
};

const listeners = (signal) => getEventListeners(signal, 'abort').length;

test('any number of calls add one listener to a signal, and an abort ends all of them', async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const warnings = [];
  const note = (warning) => warnings.push(warning.name);
  process.on('warning', note);
  const calls = Object.values(CALLS).flatMap((call) => [call(signal), call(signal)]);
  const ends = Promise.allSettled(calls);
  await new Promise(setImmediate);
  expect(listeners(signal)).toBe(1);
  controller.abort('enough');
  const codes = (await ends).map((end) => end.status === 'rejected' && end.reason.code);
  expect(codes).toEqual(Array(calls.length).fill('ABORT_ERR'));
  expect(listeners(signal)).toBe(0);
  process.off('warning', note);
  expect(warnings).not.toContain('MaxListenersExceededWarning');
});

test('the listener goes when the last call has settled, and comes again with the next', async () => {
  const { signal } = new AbortController();
  for (let round = 0; round < 2; round += 1) {
    const calls = Array.from({ length: 12 }, () => offloop.compress('gzip', 'a', { signal }));
    expect(listeners(signal)).toBe(1);
    await calls[0];
    await Promise.all(calls);
    expect(listeners(signal)).toBe(0);
  }
});

test('a call that has settled is not cancelled by an abort of its signal later', async () => {
  const controller = new AbortController();
  const sink = new Writable({ write: (_chunk, _encoding, done) => done() });
  const stream = offloop.createCompress('gzip', { signal: controller.signal });
  stream.pipe(sink);
  stream.end('a');
  await finished(sink);
  const other = offloop.hashPassword('a', { algorithm: 'bcrypt', cost: 20, signal: controller.signal });
  controller.abort();
  await expect(other).rejects.toMatchObject({ code: 'ABORT_ERR' });
  expect(stream.errored).toBeNull();
});

test.each([
  ['createHash', (options) => offloop.createHash('sha256', options)],
  ['createCompress', (options) => offloop.createCompress('gzip', options)],
  ['createDecompress', (options) => offloop.createDecompress('gzip', options)],
])(
  "%s that says nothing of its end ('emitClose: false') leaves the signal all the same",
  async (_, create) => {
    const { signal } = new AbortController();
    const destroyed = create({ signal, emitClose: false });
    const ended = create({ signal, emitClose: false });
    expect(listeners(signal)).toBe(1);
    destroyed.destroy();
    ended.resume().on('error', () => {});
    ended.end();
    await until(() => ended.destroyed && listeners(signal) === 0);
  },
);
