'use strict';

const express = require('express');
const { abortOnDisconnect } = require('./http/abort.js');
const { credentials } = require('./http/credentials.js');
const { handleError, notFound } = require('./http/errors.js');
const { jsonBody } = require('./http/json-body.js');
const { setAsideCoding, upload } = require('./http/upload.js');
const { createLive } = require('./live/index.js');
const routes = require('./routes/index.js');
const { MAX_DOCUMENT } = require('./routes/import-orders.js');
const { Users } = require('./users.js');

/**
 * The application: its routes, and who does the work behind them.
 * @param {(mode: string) => import('./work/index.js').Work} workOf
 * @param {ReturnType<import('./workers/pools.js').createPools> | undefined} pools
 * @param {{ mode: string, folder: string, uploads: { folder: string, limit: number } }} settings
 */
function createApp(workOf, pools, { mode, folder, uploads }) {
  const app = express();
  const work = workOf(mode);
  const live = createLive(workOf, work, pools);
  const users = new Users();
  app.disable('x-powered-by');
  // A tag would digest every response on the event loop.
  app.disable('etag');
  app.use(abortOnDisconnect);

  app.get('/', routes.page(routes.index(mode, pools)));
  app.get('/routes', routes.index(mode, pools));
  app.get('/page/:file', routes.pageFile);
  app.get('/live', routes.live(live));
  app.put('/live/:visit/load', express.json({ limit: '1kb' }), routes.setLoad(live));
  app.get('/ping', routes.ping);
  app.get('/readfile', routes.readfile);
  app.get('/stats', routes.stats(work, mode, pools));
  app.get('/report', routes.report(work));
  app.get('/files/:name/digest', routes.fileDigest(work, folder));
  app.post('/digest', upload, routes.digest(work));
  app.post('/compress/:format', upload, routes.compress(work));
  app.post('/decompress', setAsideCoding, upload, routes.decompress(work));
  app.post('/inspect', routes.inspect(work));
  app.get('/orders/export', routes.exportOrders(work));
  app.post('/orders/import', jsonBody(work, { limit: MAX_DOCUMENT }), routes.importOrders);
  app.post('/orders/lines', routes.importLines(work));
  app.post('/register', credentials, routes.register(work, users));
  app.post('/login', credentials, routes.login(work, users));

  if (pools !== undefined) {
    app.put('/uploads/:name', routes.store(uploads));
    app.get('/orders', routes.render(pools.render));
    app.post('/formula', express.json({ limit: '100kb' }), routes.formula(pools.formula));
    app.get('/runaways', routes.runaways);
    app.post('/runaways/:name', routes.runaway(pools.runaway));
    app.post('/thumbnail', upload, routes.thumbnail(pools.thumbnail));
  }

  app.use(notFound);
  app.use(handleError);
  return app;
}

module.exports = { createApp };
