'use strict';

const { errorHandler, errorStatus } = require('../../express.js');
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
