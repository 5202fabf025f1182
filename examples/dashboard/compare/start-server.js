'use strict';

const { spawn } = require('node:child_process');
const { once } = require('node:events');
const path = require('node:path');

const DASHBOARD = path.join(__dirname, '../server.js');

/**
 * Starts a server in a process of its own, on a free port.
 * @param {Record<string, string>} env settings on top of this process's own
 * @param {string} [file] the server's program
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
async function startServer(env, file = DASHBOARD) {
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const stop = async () => {
    child.kill();
    await exit;
  };
  return { url: await printedUrl(child, exit), stop };
}

/**
 * @param {{ stdout: import('node:stream').Readable }} child
 * @param {Promise<any[]>} exit
 */
async function printedUrl(child, exit) {
  const early = exit.then(([code]) => {
    throw new Error(`The server ended with code ${code} before it listened`);
  });
  const [text] = await Promise.race([once(child.stdout, 'data'), early]);
  const port = /localhost:(\d+)/.exec(text)?.[1];
  return `http://127.0.0.1:${port}`;
}

module.exports = { startServer };
