'use strict';

const express = require('express');
const { abortOnDisconnect } = require('./http/abort.js');
const { credentials } = require('./http/credentials.js');
const { handleError, notFound } = require('./http/errors.js');
const { setAsideCoding, upload } = require('./http/upload.js');
const routes = require('./routes/index.js');
const { Users } = require('./users.js');

/**
 * The application: its routes, and who does the work behind them.
 * @param {import('./work/index.js').Work} work
 * @param {ReturnType<import('./workers/pools.js').createPools> | undefined} pools
 * @param {{ mode: string, folder: string, uploads: { folder: string, limit: number } }} settings
 */
function createApp(work, pools, { mode, folder, uploads }) {
  const app = express();
  const users = new Users();
  app.disable('x-powered-by');
  // A tag would digest every response on the event loop.
  app.disable('etag');
  app.use(abortOnDisconnect);

  app.get('/', routes.index(mode, pools));
  app.get('/ping', routes.ping);
  app.get('/readfile', routes.readfile);
  app.get('/stats', routes.stats(work, mode, pools));
  app.get('/report', routes.report(work));
  app.get('/files/:name/digest', routes.fileDigest(work, folder));
  app.post('/digest', upload, routes.digest(work));
  app.post('/compress/:format', upload, routes.compress(work));
  app.post('/decompress', setAsideCoding, upload, routes.decompress(work));
  app.post('/register', credentials, routes.register(work, users));
  app.post('/login', credentials, routes.login(work, users));

  if (pools !== undefined) {
    app.put('/uploads/:name', routes.store(uploads));
    app.get('/orders', routes.render(pools.render));
    app.post('/formula', express.json({ limit: '100kb' }), routes.formula(pools.formula));
    app.post('/thumbnail', upload, routes.thumbnail(pools.thumbnail));
  }

  app.use(notFound);
  app.use(handleError);
  return app;
}

module.exports = { createApp };
