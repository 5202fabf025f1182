'use strict';

const path = require('node:path');
const { configure } = require('offloop');
const { createApp } = require('./app.js');

const {
  PORT = '3000',
  HOST = '127.0.0.1',
  FILES = __dirname,
  UPLOADS = path.join(__dirname, 'uploads'),
  MAX_UPLOAD = '1073741824',
  MAX_QUEUED_JOBS,
  MAX_CONCURRENT_JOBS,
} = process.env;

if (MAX_QUEUED_JOBS !== undefined) configure({ maxQueuedJobs: Number(MAX_QUEUED_JOBS) });
if (MAX_CONCURRENT_JOBS !== undefined) configure({ maxConcurrentJobs: Number(MAX_CONCURRENT_JOBS) });

const app = createApp({
  files: path.resolve(FILES),
  uploads: path.resolve(UPLOADS),
  maxUpload: Number(MAX_UPLOAD),
});
const server = app.listen(Number(PORT), HOST, (error) => {
  if (error) {
    console.error(`The service cannot listen on ${HOST}:${PORT}: ${error.message}`);
    process.exit(1);
  }
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  console.log(`offloop example on http://localhost:${port}`);
});
