'use strict';

const { once } = require('node:events');
const express = require('express');
const dashboard = require('../../examples/dashboard/app.js');
const { loadWorks } = require('../../examples/dashboard/work/index.js');
const { loadPools } = require('../../examples/dashboard/workers/pools.js');
const example = require('../../examples/express/app.js');
const { useSharedFolder } = require('../helpers/folder.js');
const { DASHBOARD, EXAMPLE } = require('./helpers/failing-requests.js');
const { request } = require('./helpers/request.js');
const { portOf } = require('../helpers/server.js');

const folder = useSharedFolder();
const pools = loadPools({ mode: 'offloop' });
afterAll(() => Promise.all(Object.values(pools ?? {}).map((pool) => pool.close())));

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
