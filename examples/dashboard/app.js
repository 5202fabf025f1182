'use strict';

const express = require('express');
const { abortOnDisconnect, errorHandler } = require('offloop/express');
const { notFound, withStatus } = require('../express/http.js');
const { body, setAsideCoding } = require('./http/coding.js');
const { needs } = require('./http/needs.js');
const { Offers } = require('./http/offers.js');
const { createLive } = require('./live/index.js');
const { clip, drawnClip, makeClip } = require('./routes/clips.js');
const { compress } = require('./routes/compress.js');
const { decompress } = require('./routes/decompress.js');
const { digest } = require('./routes/digest.js');
const { inspect } = require('./routes/inspect.js');
const { addJob, cancelJob, killJob, listJobs } = require('./routes/jobs.js');
const { ping, readfile, stats } = require('./routes/light.js');
const { list } = require('./routes/list.js');
const { live, setLoad } = require('./routes/live.js');
const { page, pageFile } = require('./routes/page.js');
const { report } = require('./routes/report.js');
const { runaway, runaways } = require('./routes/runaway.js');
const { MAX_SOUND, speech } = require('./routes/speech.js');
const { thumbnail } = require('./routes/thumbnail.js');
const { missingParts } = require('./workers/installed.js');

/** The largest body that is kept in memory. */
const MAX_BODY = 16 * 1024 * 1024;

/**
 * The dashboard: its page, and routes whose work is done in one of the modes. With offloop, it has the routes of the
 * example too.
 * @param {(mode: string) => import('./work/index.js').Work} workOf
 * @param {ReturnType<typeof import('./workers/pools.js').loadPools>} pools
 * @param {{ mode: string, folder: string, uploads: { folder: string, limit: number } }} settings
 */
function createApp(workOf, pools, { mode, folder, uploads }) {
  const app = express();
  const work = workOf(mode);
  const missing = missingParts();
  const watched = createLive(workOf, work, pools, missing);
  const upload = body({ limit: MAX_BODY });
  app.disable('x-powered-by');
  // Express computes an ETag of each response on the event loop.
  app.disable('etag');
  app.use((req, res, next) => {
    res.locals.signal = abortOnDisconnect(req, res);
    next();
  });

  app.get('/', page(list(mode)));
  app.get('/routes', list(mode));
  app.get('/page/:file', pageFile);
  app.get('/live', live(watched));
  app.put('/live/:visit/load', express.json({ limit: '1kb' }), setLoad(watched));
  app.get('/ping', ping);
  app.get('/readfile', readfile);
  app.get('/stats', stats(work, mode, pools));
  app.get('/report', report(work));
  app.post('/digest', upload, digest(work));
  app.post('/compress/:format', upload, compress(work));
  app.post('/decompress', setAsideCoding, upload, decompress(work));
  app.post('/inspect', inspect(work));

  if (pools !== undefined) {
    app.get('/runaways', runaways);
    app.post('/runaways/:name', runaway(pools.runaway));
    const offers = new Offers();
    app.post('/thumbnail', needs(missing.image), upload, thumbnail(pools.thumbnail));
    app.post('/clips', needs(missing.clip), makeClip(offers));
    app.get('/clips/drawn', needs(missing.clip), drawnClip);
    app.get('/clips/:id', clip(offers));
    app.post('/speech', needs(missing.model), body({ limit: MAX_SOUND }), speech(pools.voice));
    app.get('/jobs', listJobs(pools.primes));
    app.post('/jobs', express.json({ limit: '1kb' }), addJob(pools.primes));
    app.delete('/jobs/:id', cancelJob(pools.primes));
    app.delete('/jobs/:id/process', killJob(pools.primes));
    const { createApp: createExample } = require('../express/app.js');
    app.use(createExample({ files: folder, uploads: uploads.folder, maxUpload: uploads.limit }));
  }

  app.use(notFound);
  app.use(withStatus, errorHandler());
  return app;
}

module.exports = { MAX_BODY, createApp };
