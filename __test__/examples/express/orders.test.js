'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const zlib = require('node:zlib');
const { MAX_DOCUMENT } = require('../../../examples/express/routes/orders.js');
const { post, request } = require('../helpers/request.js');
const { servedExample } = require('../helpers/served.js');

const JSON_TYPE = { 'content-type': 'application/json' };
const ORDERS = Array.from({ length: 5000 }, (_, index) => ({ id: `order ${index}`, cents: index }));
const TOTALS = { orders: 5000, cents: (5000 * 4999) / 2 };
const DOCUMENT = JSON.stringify(ORDERS);

describe('POST /orders', () => {
  const server = servedExample({});
  const upload = (body, headers) => post(server.url, '/orders', body, { ...JSON_TYPE, ...headers });

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

  test.each([
    ['no JSON', DOCUMENT.slice(0, -1), {}, 400, 'ERR_HTTP_JSON'],
    ['an empty body', '', {}, 400, 'ERR_BAD_ORDERS'],
    ['a value that is not an object', '1', {}, 400, 'ERR_HTTP_JSON'],
    ['an object that is not an array', '{}', {}, 400, 'ERR_BAD_ORDERS'],
    ['an order without cents', '[{}]', {}, 400, 'ERR_BAD_ORDERS'],
    ['an order that is null', '[null]', {}, 400, 'ERR_BAD_ORDERS'],
    ['an unknown coding', '[]', { 'content-encoding': 'lzma' }, 415, 'ERR_HTTP_ENCODING'],
    ['four codings', '[]', { 'content-encoding': 'gzip, br, gzip, br' }, 415, 'ERR_HTTP_ENCODING'],
    ['a damaged coding', '[]', { 'content-encoding': 'gzip' }, 400, 'Z_DATA_ERROR'],
  ])('%s is refused', async (_, body, headers, status, code) => {
    const answer = await upload(body, headers);
    expect({ status: answer.status, code: answer.json.error.code }).toEqual({ status, code });
  });

  test('a document that grows beyond the limit is refused', async () => {
    const bomb = zlib.gzipSync(Buffer.alloc(MAX_DOCUMENT + 1, ' '));
    expect((await upload(bomb, { 'content-encoding': 'gzip' })).status).toBe(413);
  });

  test('others are answered while a large document is parsed', async () => {
    const document = `[${DOCUMENT.slice(1, -1).concat(',').repeat(60).slice(0, -1)}]`;
    let isUnderWay = true;
    const parsed = post(server.url, '/orders', document, JSON_TYPE).finally(() => (isUnderWay = false));
    let answered = 0;
    for (; isUnderWay; answered += 1) {
      expect((await request(server.url, '/report?rows=1')).status).toBe(200);
      await sleep(1);
    }
    expect((await parsed).json.orders).toBe(60 * 5000);
    expect(answered).toBeGreaterThan(1);
  });
});
