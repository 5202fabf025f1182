'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const zlib = require('node:zlib');
const { MAX_DOCUMENT } = require('../../../examples/express/routes/import-orders.js');
const { post, request } = require('./helpers/request.js');
const { MODES, served } = require('./helpers/served.js');

const JSON_TYPE = { 'content-type': 'application/json' };
const ORDERS = Array.from({ length: 5000 }, (_, index) => ({ id: `order ${index}`, cents: index }));
const TOTALS = { orders: 5000, cents: (5000 * 4999) / 2 };
const DOCUMENT = JSON.stringify(ORDERS);
const LINES = ORDERS.map((order) => `${JSON.stringify(order)}\n`).join('');

describe.each(MODES)('JSON with %s', (mode) => {
  const server = served({ OFFLOAD: mode });
  const upload = (body, headers) => post(server.url, '/orders/import', body, { ...JSON_TYPE, ...headers });

  test('a document of some size is parsed, whatever its encoding', async () => {
    const bodies = [
      [DOCUMENT, {}],
      [zlib.gzipSync(DOCUMENT), { 'content-encoding': 'gzip' }],
      [zlib.brotliCompressSync(DOCUMENT), { 'content-encoding': 'br' }],
      [DOCUMENT, { 'content-type': 'application/vnd.orders+json; charset="UTF-8"' }],
    ];
    for (const [body, headers] of bodies) {
      const { status, json } = await upload(body, headers);
      expect({ status, json }).toEqual({ status: 200, json: TOTALS });
    }
  });

  test('lines are parsed while they arrive', async () => {
    const { status, json } = await post(server.url, '/orders/lines', LINES);
    expect({ status, json }).toEqual({ status: 200, json: TOTALS });
  });

  test('objects in memory are answered as JSON.stringify has them', async () => {
    const { headers, json } = await request(server.url, '/orders/export?rows=20000');
    expect(headers['content-type']).toMatch(/^application\/json/);
    expect(json).toHaveLength(20_000);
    expect(json[19_999]).toEqual(require('../../../examples/express/order.js').order(19_999));
  });

  test.each([
    ['no JSON', '/orders/import', DOCUMENT.slice(0, -1), {}, 400, 'entity.parse.failed'],
    ['a value that is no object', '/orders/import', '1', {}, 400, 'entity.parse.failed'],
    ['an object that is no array', '/orders/import', '', {}, 400, 'ERR_BAD_ORDERS'],
    ['another type', '/orders/import', '[]', { 'content-type': 'text/plain' }, 400, 'ERR_BAD_ORDERS'],
    ['an order without cents', '/orders/import', '[{}]', {}, 400, 'ERR_BAD_ORDERS'],
    [
      'another charset',
      '/orders/import',
      '[]',
      { 'content-type': 'application/json; charset=latin1' },
      415,
      'charset.unsupported',
    ],
    ['an unknown coding', '/orders/import', '[]', { 'content-encoding': 'lzma' }, 415, 'ERR_UNKNOWN_CODING'],
    ['a damaged coding', '/orders/import', '[]', { 'content-encoding': 'gzip' }, 400, 'Z_DATA_ERROR'],
    ['a line that is no JSON', '/orders/lines', `${LINES}{`, {}, 400, 'ERR_BAD_JSON'],
    ['a bad number of rows', '/orders/export?rows=0', undefined, {}, 400, 'ERR_BAD_QUERY'],
  ])('%s is refused', async (_, path, body, headers, status, code) => {
    const answer =
      body === undefined
        ? await request(server.url, path)
        : await post(server.url, path, body, { ...JSON_TYPE, ...headers });
    expect({ status: answer.status, code: answer.json.error.code }).toEqual({ status, code });
  });

  test('a document that grows beyond the limit is refused', async () => {
    const bomb = zlib.gzipSync(Buffer.alloc(MAX_DOCUMENT + 1, ' '));
    expect((await upload(bomb, { 'content-encoding': 'gzip' })).status).toBe(413);
  });
});

describe('with offloop', () => {
  const server = served({ OFFLOAD: 'offloop' });

  test('others are answered while a large document is parsed', async () => {
    const document = `[${DOCUMENT.slice(1, -1).concat(',').repeat(60).slice(0, -1)}]`;
    let isUnderWay = true;
    const parsed = post(server.url, '/orders/import', document, JSON_TYPE).finally(
      () => (isUnderWay = false),
    );
    let answered = 0;
    for (; isUnderWay; answered += 1) {
      expect((await request(server.url, '/ping')).status).toBe(200);
      await sleep(1);
    }
    expect((await parsed).json.orders).toBe(60 * 5000);
    expect(answered).toBeGreaterThan(1);
  });
});
