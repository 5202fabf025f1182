'use strict';

const { fork } = require('node:child_process');
const { once } = require('node:events');
const { join } = require('node:path');

/**
 * Starts the demo with its probe, on a free port.
 * @param {string} mode who does the heavy work
 * @param {string} [program] one that listens and watches as demo.js does
 * @returns {Promise<{ url: string, watch: (rhythm: object) => Promise<any>, stop: () => Promise<void> }>}
 */
async function served(mode, program = join(__dirname, 'demo.js')) {
  const child = fork(program, {
    env: { ...process.env, PORT: '0', OFFLOAD: mode },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const exit = once(child, 'exit');
  const stdout = /** @type {import('node:stream').Readable} */ (child.stdout);
  const [text] = await Promise.race([once(stdout, 'data'), exit.then(failed)]);
  return {
    url: `http://127.0.0.1:${/localhost:(\d+)/.exec(text)?.[1]}`,
    async watch(rhythm) {
      child.send(rhythm);
      return (await Promise.race([once(child, 'message'), exit.then(failed)]))[0];
    },
    async stop() {
      child.kill();
      await exit;
    },
  };
}

/**
 * @param {any[]} exit
 * @returns {never}
 */
function failed([code]) {
  throw new Error(`The demo ended with code ${code}`);
}

module.exports = { served };
