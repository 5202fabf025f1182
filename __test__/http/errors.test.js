'use strict';

const { errorHandler, errorStatus, receiveImage } = require('../../express.js');
const { ask, useServers } = require('./helpers/server.js');

const start = useServers();

describe('errorStatus', () => {
  const timeout = Object.assign(new Error('a', { cause: { name: 'TimeoutError' } }), { code: 'ABORT_ERR' });
  test.each([
    [{ code: 'EINTEGRITY' }, 400],
    [{ code: 'Z_DATA_ERROR' }, 400],
    [{ code: 'ZSTD_error_prefix_unknown' }, 400],
    [{ code: 'ERR__ERROR_FORMAT_PADDING_1' }, 400],
    [{ code: 'EACCES' }, 403],
    [{ code: 'EEXIST' }, 409],
    [{ code: 'ERR_BUFFER_TOO_LARGE' }, 413],
    [{ code: 'ERR_MEDIA_TOO_LARGE' }, 413],
    [{ code: 'ERR_HTTP_ENCODING' }, 415],
    [{ code: 'ERR_MEDIA_INVALID' }, 422],
    [{ code: 'ERR_WORKER_MEMORY_LIMIT' }, 422],
    [{ status: 429 }, 429],
    [{ code: 'ABORT_ERR' }, 499],
    [{ code: 'ERR_INVALID_ARG_TYPE' }, 500],
    [{ code: 'ERR_QUEUE_FULL' }, 503],
    [{ code: 'ERR_TASK_TIMEOUT' }, 504],
    [timeout, 504],
    [{ status: 200, code: 'ERR_QUEUE_FULL' }, 503],
    [undefined, 500],
    ['text', 500],
  ])('%j is %i', (error, status) => {
    const found = errorStatus(error);
    expect(found.status).toBe(status);
    expect(found.headers['Retry-After']).toBe(status === 503 || status === 429 ? '1' : undefined);
  });
});

test('the message of an unexpected error goes to the log only', async () => {
  const seen = [];
  const handler = errorHandler({ onError: (error) => seen.push(error.message) });
  const port = await start((req, res) => handler(new Error('password is 1234'), req, res));
  const { status, text } = await ask(port);
  expect([status, text]).toEqual([
    500,
    '{"error":{"code":"ERR_INTERNAL","message":"Internal Server Error"}}',
  ]);
  expect(seen).toEqual(['password is 1234']);
});

test('what an error has of the body of another answer is not sent, and its other headers are', async () => {
  const ofAnother = {
    'Content-Encoding': 'br',
    'transfer-encoding': 'chunked',
    Trailer: 'A',
    'Content-Length': '1',
  };
  const error = Object.assign(new Error('short'), {
    status: 416,
    headers: { ...ofAnother, 'Set-Cookie': ['a=1', 'b=2'], 'Content-Range': 'bytes */9', Age: 5 },
  });
  const handler = errorHandler({ onError() {} });
  const answer = await ask(await start((req, res) => handler(error, req, res)));
  expect(answer.status).toBe(416);
  expect(answer.headers).toMatchObject({
    'set-cookie': ['a=1', 'b=2'],
    'content-range': 'bytes */9',
    age: '5',
  });
  expect(answer.text).toBe('{"error":{"code":"ERR_HTTP_416","message":"short"}}');
});

test('an onError that throws keeps no client waiting', async () => {
  const failure = new Error('of onError');
  const handler = errorHandler({
    onError: () => {
      throw failure;
    },
  });
  let thrown;
  const port = await start((req, res) => {
    try {
      handler(new Error('a'), req, res);
    } catch (error) {
      thrown = error;
    }
  });
  expect(await ask(port)).toMatchObject({ status: 500 });
  expect(thrown).toBe(failure);
});

test.each([
  ['frozen', Object.freeze(new Error('mine'))],
  ['text', 'mine'],
])('what a pool fails with stays as it is where no status can be added: %s', async (_, failure) => {
  const images = /** @type {any} */ ({ metadata: () => Promise.reject(failure) });
  let reason;
  const port = await start((req, res) => {
    receiveImage(req, res, images)
      .catch((error) => (reason = error))
      .finally(() => res.end());
  });
  await ask(port, { method: 'PUT', body: 'abc' });
  expect(reason).toBe(failure);
});
