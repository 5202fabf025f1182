'use strict';

const express = require('express');
const { abortOnDisconnect, errorHandler, json } = require('offloop/express');
const { notFound, withStatus } = require('./http.js');
const { digest } = require('./routes/digest.js');
const { fileDigest } = require('./routes/files.js');
const { formula } = require('./routes/formula.js');
const { invoice } = require('./routes/invoice.js');
const { MAX_DOCUMENT, importOrders } = require('./routes/orders.js');
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
  const bytes = express.raw({ type: () => true, limit: '16mb', inflate: false });
  const document = json({ limit: MAX_DOCUMENT, type: ['application/json', '+json'] });
  app.disable('x-powered-by');
  // Express computes an ETag of each response on the event loop.
  app.disable('etag');
  app.use((req, res, next) => {
    res.locals.signal = abortOnDisconnect(req, res);
    next();
  });

  app.post('/digest', bytes, digest);
  app.get('/report', report);
  app.post('/orders', document, importOrders);
  app.get('/files/:name/digest', fileDigest(files));
  app.put('/uploads/:name', storeUpload(uploads, maxUpload));
  app.post('/users', express.json({ limit: '4kb' }), users.register);
  app.post('/login', express.json({ limit: '4kb' }), users.login);
  app.get('/invoices/:number', invoice);
  app.post('/formula', express.json({ limit: '100kb' }), formula);

  app.use(notFound);
  app.use(withStatus, errorHandler());
  return app;
}

module.exports = { createApp };
