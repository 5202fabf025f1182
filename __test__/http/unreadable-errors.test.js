'use strict';

const express = require('express');
const { errorHandler, errorStatus } = require('../../express.js');
const { useFastify } = require('./helpers/fastify.js');
const { ask2, useHttp2 } = require('./helpers/http2.js');
const { ask, useServers } = require('./helpers/server.js');

const start = useServers();
const start2 = useHttp2();
const startFastify = useFastify();

const fail = () => {
  throw new Error('a getter failed');
};
const teapot = (values) => Object.assign(new Error('short'), { status: 418, ...values });

/** What a program may throw, by what is odd about it, and the status that it is answered with. */
const ERRORS = [
  ['a header whose name is none', teapot({ headers: { 'bad header': '1' } }), 500],
  ['a header with a line break', teapot({ headers: { A: 'x\r\nB: y' } }), 500],
  ['a header with a character of no header', teapot({ headers: { A: '\u4e16' } }), 500],
  ['a header that is undefined', teapot({ headers: { A: undefined } }), 500],
  ['a header that is a symbol', teapot({ headers: { A: Symbol('a') } }), 500],
  ['a header that is no text', teapot({ headers: { A: { toString: fail } } }), 500],
  ['several values, one of them bad', teapot({ headers: { A: ['b', 'c\nd'] } }), 500],
  ['a pseudo-header', teapot({ headers: { ':status': '200' } }), 500],
  ['headers with a getter that throws', Object.defineProperty(teapot(), 'headers', { get: fail }), 500],
  ['headers that are a number', teapot({ headers: 5 }), 418],
  ['headers that are null', teapot({ headers: null }), 418],
  ['headers that are an array', teapot({ headers: ['A', 'b'] }), 418],
  ['a status with a getter that throws', Object.defineProperty(new Error('a'), 'status', { get: fail }), 500],
  ['a code with a getter that throws', Object.defineProperty(new Error('a'), 'code', { get: fail }), 500],
  ['a message with a getter that throws', Object.defineProperty(teapot(), 'message', { get: fail }), 500],
  ['a message that cannot be JSON', teapot({ message: 10n }), 500],
  ['a proxy that throws', new Proxy({}, { get: fail, ownKeys: fail }), 500],
  ['a status that is text', teapot({ status: 'x' }), 500],
  ['a status that is a fraction', teapot({ status: 404.5 }), 500],
  ['a status of an answer that is no error', teapot({ status: 101 }), 500],
  ['a code that is a symbol', teapot({ code: Symbol('a') }), 418],
  ['a code that every object has', { code: 'constructor' }, 500],
  ['a code that is a prototype', { code: '__proto__' }, 500],
  ['frozen', Object.freeze(teapot()), 418],
  ['text', 'text', 500],
  ['a symbol', Symbol('a'), 500],
  ['a number', 418, 500],
  ['an object without a prototype', Object.assign(Object.create(null), { status: 418 }), 418],
];

const FAILED = '{"error":{"code":"ERR_INTERNAL","message":"Internal Server Error"}}';

describe.each(ERRORS)('an error: %s', (_, error, expected) => {
  const onError = jest.fn();
  beforeEach(() => onError.mockClear());

  async function check({ status, text }) {
    expect(status).toBe(expected);
    if (expected === 500) expect(text).toBe(FAILED);
    expect(onError.mock.calls.map(([seen]) => seen === error)).toEqual(expected === 500 ? [true] : []);
  }

  test('is answered by node:http', async () => {
    const handler = errorHandler({ onError });
    await check(await ask(await start((req, res) => handler(error, req, res))));
  });

  test('is answered in HTTP/2', async () => {
    const handler = errorHandler({ onError });
    await check(await ask2(await start2((req, res) => handler(error, req, res))));
  });

  test('is answered by Express', async () => {
    const app = express();
    app.get('/', (_req, _res, next) => next(error));
    app.use(errorHandler({ onError }));
    await check(await ask(await start(app)));
  });

  test('is answered by Fastify', async () => {
    const port = await startFastify((app) => {
      app.get('/', async () => {
        throw error;
      });
    });
    expect((await ask(port)).status).toBe(expected);
  });

  test('has a status', () => {
    const { status, headers } = errorStatus(error);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(headers).toEqual({});
  });
});
