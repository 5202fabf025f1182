'use strict';

const { createHash } = require('node:crypto');
const { once } = require('node:events');
const zlib = require('node:zlib');
const express = require('express');
const dashboard = require('../../examples/dashboard/app.js');
const { loadWorks } = require('../../examples/dashboard/work/index.js');
const { loadPools } = require('../../examples/dashboard/workers/pools.js');
const example = require('../../examples/express/app.js');
const { useSharedFolder } = require('../helpers/folder.js');
const { request } = require('./helpers/request.js');
const { portOf } = require('../helpers/server.js');
const { quarters } = require('../image/helpers/pictures.js');

const folder = useSharedFolder();
const pools = loadPools({ mode: 'offloop' });
afterAll(() => Promise.all(Object.values(pools ?? {}).map((pool) => pool.close())));

const JSON_TYPE = { 'content-type': 'application/json' };
const ADA = JSON.stringify({ name: 'ada', password: 'correct horse' });
const DIGEST = `sha-256=:${createHash('sha256').update('x').digest('base64')}:`;
const GZIP = { 'content-encoding': 'gzip' };

/**
 * A request for each route: path, body, headers, and the status. 500 is of a request that is right, whose answer fails
 * when it is about to be sent; others are wrong.
 */
const EXAMPLE = {
  'POST /digest': ['/digest', 'x', {}, 500],
  'GET /report': ['/report', undefined, { 'accept-encoding': 'br' }, 500],
  'POST /orders': ['/orders', zlib.gzipSync('[{"cents":1}]'), { ...JSON_TYPE, ...GZIP }, 500],
  'GET /files/:name/digest': ['/files/missing/digest', undefined, {}, 404],
  'PUT /uploads/:name': ['/uploads/x', 'x', { 'content-digest': DIGEST }, 500],
  'POST /users': ['/users', ADA, JSON_TYPE, 500],
  'POST /login': ['/login', ADA, JSON_TYPE, 500],
  'GET /invoices/:number': ['/invoices/1', undefined, {}, 500],
  'POST /formula': ['/formula', '{"expression":"1"}', JSON_TYPE, 500],
};

const DASHBOARD = {
  'GET /': ['/', undefined, { accept: 'text/html' }, 500],
  'GET /routes': ['/routes', undefined, {}, 500],
  'GET /page/:file': ['/page/main.js', undefined, {}, 500],
  'GET /live': ['/live', undefined, {}, 500],
  'PUT /live/:visit/load': ['/live/nobody/load', '{"mode":null}', JSON_TYPE, 404],
  'GET /ping': ['/ping', undefined, {}, 500],
  'GET /readfile': ['/readfile', undefined, {}, 500],
  'GET /stats': ['/stats', undefined, {}, 500],
  'GET /report': ['/report', undefined, { 'accept-encoding': 'br' }, 500],
  'POST /digest': ['/digest', 'x', {}, 500],
  'POST /compress/:format': ['/compress/br', 'x', {}, 500],
  'POST /decompress': ['/decompress', zlib.gzipSync('x'), GZIP, 500],
  'POST /inspect': ['/inspect', 'x', {}, 500],
  'GET /runaways': ['/runaways', undefined, {}, 500],
  'POST /runaways/:name': ['/runaways/snoop', undefined, {}, 500],
  'POST /thumbnail': ['/thumbnail?width=16', () => quarters(32, 32).png().toBuffer(), {}, 500],
};

/** @type {[string, Record<string, any[]>, () => any][]} */
const APPS = [
  ['the example', EXAMPLE, () => example.createApp({ files: folder, uploads: folder, maxUpload: 1e6 })],
  [
    'the dashboard',
    DASHBOARD,
    () =>
      dashboard.createApp(loadWorks({ engine: {} }), pools, {
        mode: 'offloop',
        folder,
        uploads: { folder, limit: 1e6 },
      }),
  ],
];

describe.each(APPS)('every route of %s that fails', (_, requests, createApp) => {
  const app = createApp();
  let server;
  let logged;
  beforeAll(async () => {
    server = express().use(failWhenSent, app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    logged = jest.spyOn(console, 'error').mockImplementation(() => {});
  });
  afterAll(() => {
    logged.mockRestore();
    server.closeAllConnections();
    server.close();
  });

  test('is in the table', () => {
    const routes = app.router.stack.flatMap(({ route }) => (route === undefined ? [] : [route]));
    const names = routes.flatMap(({ path, methods }) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(names).toEqual(Object.keys(requests));
  });

  test.each(Object.entries(requests))(
    '%s answers in JSON alone',
    async (name, [path, body, sent, status]) => {
      const [method] = name.split(' ');
      const answer = await request(`http://127.0.0.1:${portOf(server)}`, path, {
        method,
        headers: { 'x-fail': String(status === 500), ...sent },
        body: typeof body === 'function' ? await body() : body,
      });
      expect(answer.status).toBe(status);
      expect(answer.json).toEqual({ error: { code: expect.any(String), message: expect.any(String) } });
      const described = Object.keys(answer.headers).filter((header) =>
        /^content-|^cache|^etag|^last/.test(header),
      );
      const isPage = 'content-security-policy' in answer.headers ? ['content-security-policy'] : [];
      expect(described.sort()).toEqual(['cache-control', 'content-length', ...isPage, 'content-type']);
      expect(answer.headers).toMatchObject({
        'content-type': 'application/json; charset=utf-8',
        'content-length': String(answer.body.length),
      });
    },
  );
});

/** The route has prepared its answer, and then the first try to send it fails. */
function failWhenSent(req, res, next) {
  const fail = () => {
    delete res.send;
    delete res.writeHead;
    throw new Error('The answer cannot be sent');
  };
  if (req.headers['x-fail'] === 'true') Object.assign(res, { send: fail, writeHead: fail });
  next();
}
