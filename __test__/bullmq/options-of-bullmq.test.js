'use strict';

const net = require('node:net');
const { once } = require('node:events');
const path = require('node:path');
const { Redis } = require('ioredis');
const { createJobs } = require('../..');
const { JobWorker, cancelJob } = require('../../bullmq.js');
const { BULLMQ_WORKER } = require('../../lib/entry-option-names.js');
const { wrong } = require('../helpers/values.js');

const FILE = path.join(__dirname, 'fixtures/tasks.js');
const TYPE = 'ERR_INVALID_ARG_TYPE';
const RANGE = 'ERR_OUT_OF_RANGE';

/** A server that notes whether anything has connected. */
let connected = 0;
const server = net.createServer((socket) => {
  connected += 1;
  socket.destroy();
});
/** @type {{ host: string, port: number }} */
let connection;
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  connection = { host: '127.0.0.1', port: /** @type {net.AddressInfo} */ (server.address()).port };
});
afterAll(async () => {
  // A connection that had been begun would have come by now: this one comes behind it.
  const probe = net.connect(connection.port, connection.host);
  await once(
    probe.on('error', () => {}),
    'close',
  );
  server.close();
  expect(connected).toBe(1);
});

const make = (options) => () => new JobWorker('q', FILE, wrong({ connection, ...options }));

test.each(BULLMQ_WORKER)('JobWorker checks the type of %s, which it hands to BullMQ', (name) => {
  expect(make({ [name]: Symbol('of no type') })).toThrow(
    expect.objectContaining({ code: TYPE, message: expect.stringContaining(`"options.${name}"`) }),
  );
});

test.each([
  ['prefix', 5, TYPE, 'prefix'],
  ['lockDuration', 'x', TYPE, 'lockDuration'],
  ['lockDuration', -1, RANGE, 'lockDuration'],
  ['lockDuration', 2 ** 31, RANGE, 'lockDuration'],
  ['lockRenewTime', 0, RANGE, 'lockRenewTime'],
  ['stalledInterval', 0, RANGE, 'stalledInterval'],
  ['stalledInterval', NaN, RANGE, 'stalledInterval'],
  ['maxStalledCount', -1, RANGE, 'maxStalledCount'],
  ['maxStartedAttempts', 0.5, RANGE, 'maxStartedAttempts'],
  ['drainDelay', 0, RANGE, 'drainDelay'],
  ['drainDelay', Infinity, RANGE, 'drainDelay'],
  ['runRetryDelay', -1, RANGE, 'runRetryDelay'],
  ['maximumRateLimitDelay', 0, RANGE, 'maximumRateLimitDelay'],
  ['limiter', { max: 1 }, TYPE, 'limiter.duration'],
  ['limiter', { max: 0, duration: 1 }, RANGE, 'limiter.max'],
  ['metrics', { maxDataPoints: 'all' }, TYPE, 'metrics.maxDataPoints'],
  ['telemetry', { tracer: {} }, TYPE, 'telemetry.contextManager'],
  ['settings', { backoffStrategy: 'fixed' }, TYPE, 'settings.backoffStrategy'],
  ['removeOnComplete', true, TYPE, 'removeOnComplete'],
  ['removeOnFail', { count: -1 }, RANGE, 'removeOnFail.count'],
  ['skipLockRenewal', 'yes', TYPE, 'skipLockRenewal'],
])('JobWorker refuses %s: %p', (name, value, code, shown) => {
  expect(make({ [name]: value })).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(`"options.${shown}"`) }),
  );
});

test('createJobs and cancelJob refuse bad options of where the queue is', async () => {
  const bad = [
    { options: { prefix: 5 }, name: '"options.prefix"' },
    { options: { prefix: null }, name: '"options.prefix"' },
  ];
  for (const { options, name } of bad) {
    const expected = expect.objectContaining({ code: TYPE, message: expect.stringContaining(name) });
    expect(() => createJobs(FILE, wrong({ queue: 'q', connection, ...options }))).toThrow(expected);
    await expect(cancelJob('q', '1', connection, wrong(options))).rejects.toEqual(expected);
  }
  await expect(cancelJob('q', '1', connection, wrong({ skipVersionCheck: 1 }))).rejects.toMatchObject({
    code: TYPE,
    message: expect.stringContaining('"options.skipVersionCheck"'),
  });
});

test.each([
  ['a string', 'redis://user:secret@redis:6379'],
  ['a URL', new URL('redis://user:secret@redis:6379')],
])('an address of Redis that is %s is refused, and not shown', async (_, address) => {
  const expected = expect.objectContaining({
    code: TYPE,
    name: 'TypeError',
    message: expect.stringMatching(/connection" \w+ must be .*\{ url: .*Received a (string|URL)$/),
  });
  expect(make({ connection: address })).toThrow(expected);
  expect(() => createJobs(FILE, wrong({ queue: 'q', connection: address }))).toThrow(expected);
  await expect(cancelJob('q', '1', address)).rejects.toEqual(expected);
});

test.each([
  ['redis://user:secret@redis:port', 'ERR_INVALID_ARG_VALUE', 'the URL of a Redis'],
  ['not a url, but a secret', 'ERR_INVALID_ARG_VALUE', 'the URL of a Redis'],
  [new URL('redis://redis'), TYPE, 'of type string'],
  [6379, TYPE, 'of type string'],
])('a url in the options of Redis that is none is refused: %s', (url, code, text) => {
  const expected = expect.objectContaining({ code, message: expect.stringContaining(text) });
  for (const of of [
    make({ connection: { url } }),
    () => createJobs(FILE, wrong({ queue: 'q', connection: { url } })),
  ]) {
    expect(of).toThrow(expected);
    expect(of).not.toThrow(/secret/);
  }
});

test.each([
  ['that gives up commands', {}, 'options.connection.options.maxRetriesPerRequest'],
  ['with a prefix', { maxRetriesPerRequest: null, keyPrefix: 'a:' }, 'options.connection.options.keyPrefix'],
])('a client of Redis %s is refused', (_, options, name) => {
  const client = new Redis({ ...connection, lazyConnect: true, ...options });
  const expected = expect.objectContaining({
    code: 'ERR_INVALID_ARG_VALUE',
    message: expect.stringContaining(name),
  });
  expect(() => new JobWorker('q', FILE, { connection: client })).toThrow(expected);
  expect(() => createJobs(FILE, { queue: 'q', connection: client })).toThrow(expected);
});
