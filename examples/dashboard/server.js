'use strict';

const { createApp } = require('./app.js');
const { readSettings } = require('./settings.js');
const { loadWorks } = require('./work/index.js');
const { loadPools } = require('./workers/pools.js');

/** @type {Record<string, (port: number) => string>} */
const REASONS = {
  EADDRINUSE: (port) => `Port ${port} is in use. Choose another one: PORT=${port + 1} npm start`,
  EACCES: (port) =>
    `Port ${port} needs more rights than this user has. Choose one from 1024: PORT=3000 npm start`,
};

try {
  start(readSettings(process.env));
} catch (error) {
  leave(/** @type {Error} */ (error).message);
}

/** @param {ReturnType<typeof readSettings>} settings */
function start(settings) {
  const app = createApp(loadWorks(settings), loadPools(settings), settings);
  const server = app.listen(
    settings.port,
    settings.host,
    (/** @type {NodeJS.ErrnoException | undefined} */ error) => {
      if (error) return leave(REASONS[error.code ?? '']?.(settings.port) ?? error.message);
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      console.log(`offloop demo (${settings.mode}) on http://localhost:${port}`);
    },
  );
}

function leave(message) {
  console.error(message);
  process.exit(1);
}
