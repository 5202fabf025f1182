'use strict';

const { tracingChannel } = require('node:diagnostics_channel');
const offloop = require('../..');
const { MIB, sample } = require('./helpers/operations.js');

const channels = tracingChannel('offloop:job');
let events;
/** @type {any} */
const subscribers = Object.fromEntries(
  ['start', 'end', 'asyncStart', 'asyncEnd', 'error'].map((name) => [
    name,
    (message) => events.push([name, message]),
  ]),
);

beforeEach(() => {
  events = [];
  channels.subscribe(subscribers);
});
afterEach(() => channels.unsubscribe(subscribers));

/** @type {[string, () => Promise<unknown>, object][]} */
const CALLS = [
  ['hash', () => offloop.hash('SHA-256', sample(MIB)), { algorithm: 'sha256', bytes: MIB }],
  ['hashMany', () => offloop.hashMany('sha1', ['a', 'b']), { algorithm: 'sha1', inputs: 2 }],
  ['hashFile', () => offloop.hashFile(['md5'], __filename), { algorithms: ['md5'], path: __filename }],
  ['compress', () => offloop.compress('gzip', 'abc'), { format: 'gzip', level: 6, bytes: 3 }],
  ['compressMany', () => offloop.compressMany('br', ['abc']), { format: 'br', level: 4, inputs: 1 }],
];

test.each(CALLS)('%s publishes its life', async (operation, call, context) => {
  const result = await call();
  expect(events.map(([name]) => name)).toEqual(['start', 'end', 'asyncStart', 'asyncEnd']);
  for (const [, message] of events) expect(message).toMatchObject({ operation, ...context });
  expect(events[3][1].result).toEqual(operation === 'hashFile' ? expect.anything() : result);
});

test('a failure is published with its error', async () => {
  const error = await offloop.decompress('gzip', 'no gzip').catch((reason) => reason);
  expect(events.map(([name]) => name)).toEqual(['start', 'end', 'error', 'asyncStart', 'asyncEnd']);
  expect(events[2][1]).toMatchObject({ operation: 'decompress', format: 'gzip', error });
});

test.each([
  ['hash', (signal) => offloop.hash('sha256', sample(MIB), { signal })],
  ['hashMany', (signal) => offloop.hashMany('sha256', ['a'], { signal })],
  ['compressMany', (signal) => offloop.compressMany('gzip', ['a'], { signal })],
  ['pbkdf2', (signal) => offloop.pbkdf2('a', 'b', 1, 8, 'sha256', { signal })],
])('%s with an aborted signal does not start a job, and publishes nothing', async (_operation, call) => {
  await expect(call(AbortSignal.abort())).rejects.toMatchObject({ code: 'ABORT_ERR' });
  expect(events).toEqual([]);
});

test('nothing is published without a subscriber', async () => {
  channels.unsubscribe(subscribers);
  await offloop.compress('gzip', 'abc');
  expect(events).toEqual([]);
});
