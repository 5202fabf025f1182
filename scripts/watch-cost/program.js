'use strict';

const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const ENTRY = pathToFileURL(path.join(__dirname, '..', '..', 'watch.mjs')).href;
/** What node does for `--import` is no cost of the watch: a module without anything, for the others. */
const NOTHING = 'data:text/javascript,';
const LAYOUT = path.join(__dirname, 'layout.js');
const SERVER = path.join(__dirname, 'server.js');

/** What is measured of a request, in microseconds and milliseconds. @typedef {{ cpu: number, p99: number }} Turn */

/**
 * Starts a server, which runs until `stop`.
 * @param {boolean} isWatched
 * @param {number} layout
 */
async function start(isWatched, layout) {
  const options = ['--require', LAYOUT, '--import', isWatched ? ENTRY : NOTHING];
  const child = spawn(process.execPath, [...options, SERVER], {
    stdio: ['ignore', 'inherit', 'ignore', 'ipc'],
    env: { ...process.env, LAYOUT: `${layout}` },
  });
  const [{ port }] = await once(child, 'message');
  return {
    isWatched,
    port,
    turns: /** @type {Turn[]} */ ([]),
    /** @returns {Promise<{ cpu: number, main: number, requests: number }>} microseconds, of all threads and of the main one */
    async read() {
      child.send('read');
      const [counts] = await once(child, 'message');
      const [time] = readFileSync(`/proc/${child.pid}/task/${child.pid}/schedstat`, 'latin1').split(' ');
      return { ...counts, main: Number(time) / 1000 };
    },
    stop: () => child.disconnect(),
  };
}

module.exports = { start };
