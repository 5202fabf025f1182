'use strict';

const express = require('express');
const { abortOnDisconnect, body, handleError, notFound, setAsideCoding } = require('./http.js');
const { digest } = require('./routes/digest.js');
const { fileDigest } = require('./routes/files.js');
const { formula } = require('./routes/formula.js');
const { invoice } = require('./routes/invoice.js');
const { importOrders } = require('./routes/orders.js');
const { report } = require('./routes/report.js');
const { storeUpload } = require('./routes/uploads.js');
const { createUsers } = require('./routes/users.js');

/**
 * The service: its routes, each with what it takes.
 * @param {{ files: string, uploads: string, maxUpload: number }} settings the folder of `/files`, the folder of
 *   `/uploads`, and the most bytes of an upload
 */
function createApp({ files, uploads, maxUpload }) {
  const app = express();
  const users = createUsers();
  app.disable('x-powered-by');
  // Express computes an ETag of each response on the event loop.
  app.disable('etag');
  app.use(abortOnDisconnect);

  app.post('/digest', body({ limit: '16mb' }), digest);
  app.get('/report', report);
  app.post('/orders', setAsideCoding, body({ limit: '64mb' }), importOrders);
  app.get('/files/:name/digest', fileDigest(files));
  app.put('/uploads/:name', storeUpload(uploads, maxUpload));
  app.post('/users', express.json({ limit: '4kb' }), users.register);
  app.post('/login', express.json({ limit: '4kb' }), users.login);
  app.get('/invoices/:number', invoice);
  app.post('/formula', express.json({ limit: '100kb' }), formula);

  app.use(notFound);
  app.use(handleError);
  return app;
}

module.exports = { createApp };
