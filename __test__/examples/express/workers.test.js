'use strict';

const { post, request } = require('../helpers/request.js');
const { servedExample } = require('../helpers/served.js');

describe('with worker pools', () => {
  const server = servedExample({});
  const formula = (expression, variables) =>
    post(server.url, '/formula', JSON.stringify({ expression, variables }), {
      'content-type': 'application/json',
    });

  test('/invoices/:number renders a page in a worker', async () => {
    const { status, headers, text } = await request(server.url, '/invoices/2026-1?rows=2000');
    expect({ status, type: headers['content-type'] }).toEqual({
      status: 200,
      type: 'text/html; charset=utf-8',
    });
    expect(text.match(/<tr><td>/g)).toHaveLength(2000);
  });

  test('others are answered while a page is rendered', async () => {
    const page = request(server.url, '/invoices/2026-1?rows=100000');
    const first = await Promise.race([page, request(server.url, '/report?rows=1')]);
    expect(first.json).toHaveLength(1);
    expect((await page).status).toBe(200);
  });

  test('rendering a page stops when its client has gone', async () => {
    const controller = new AbortController();
    const page = request(server.url, '/invoices/2026-1?rows=100000', { signal: controller.signal });
    // A small answer takes less than the page.
    await request(server.url, '/report?rows=1');
    controller.abort();
    await expect(page).rejects.toMatchObject({ code: 'ABORT_ERR' });
    expect((await request(server.url, '/invoices/2026-1?rows=1')).status).toBe(200);
  });

  test('/formula gives the value of a formula', async () => {
    const { status, json } = await formula('a ** 2 + b', { a: 3, b: 4 });
    expect({ status, json }).toEqual({ status: 200, json: { value: 13 } });
  });

  test.each([
    ['a formula that throws', 'missing + 1', 422, 'ERR_FORMULA'],
    ['a value that no message can carry', '() => 1', 422, 'ERR_TASK_NOT_SERIALIZABLE'],
    [
      'the file system',
      "process.getBuiltinModule?.('fs').readdirSync('/home') ?? denied",
      422,
      'ERR_FORMULA',
    ],
    ['a formula that never ends', '(() => { for (;;); })()', 504, 'ERR_WORKER_CPU_LIMIT'],
    [
      'a formula that takes all memory',
      '(() => { const all = []; for (;;) all.push(Buffer.alloc(1e6, 1)); })()',
      422,
      'ERR_WORKER_MEMORY_LIMIT',
    ],
    ['a formula that ends its process', 'process.exit(0)', 500, 'ERR_INTERNAL'],
  ])('%s is refused', async (_, expression, status, code) => {
    const answer = await formula(expression);
    expect({ status: answer.status, code: answer.json.error.code }).toEqual({ status, code });
    expect((await formula('1 + 1')).json).toEqual({ value: 2 });
  });

  test('a formula finds nothing of the one before it', async () => {
    await formula('globalThis.left = "behind"');
    expect((await formula('typeof globalThis.left')).json).toEqual({ value: 'undefined' });
  });

  test.each([
    ['no JSON', '{'],
    ['no expression', '{}'],
    ['variables that are a list', '{"expression":"1","variables":[1]}'],
  ])('%s is a 400', async (_, body) => {
    const { status } = await post(server.url, '/formula', body, { 'content-type': 'application/json' });
    expect(status).toBe(400);
  });

  test('a line that is full is a 503 with Retry-After', async () => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => request(server.url, '/invoices/2026-1?rows=100000')),
    );
    const refused = answers.filter(({ status }) => status === 503);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 503]));
    expect(refused[0].headers['retry-after']).toBe('1');
  });
});
