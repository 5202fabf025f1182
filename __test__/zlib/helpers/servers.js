'use strict';

const { fork } = require('node:child_process');
const { once } = require('node:events');
const http = require('node:http');
const path = require('node:path');

/** Starts a server of fixtures/ in a process of its own. */
async function startServer(name, execArgv = []) {
  const child = fork(path.join(__dirname, '../fixtures', name), { execArgv });
  const [{ port }] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  const jobs = async () => {
    child.send('jobs');
    return (await once(child, 'message'))[0];
  };
  const stop = async () => {
    child.kill();
    await once(child, 'exit');
  };
  return { jobs, stop, request: (url, options) => request(`http://127.0.0.1:${port}${url}`, options) };
}

/**
 * The response to a request, as it comes.
 * @param {string} url
 * @param {http.RequestOptions & { body?: string | Buffer }} [options]
 * @returns {Promise<http.IncomingMessage>}
 */
function request(url, { body, ...options } = {}) {
  return new Promise((resolve, reject) => {
    http.request(url, options, resolve).once('error', reject).end(body);
  });
}

/** All of a response. */
async function bodyOf(response) {
  const chunks = [];
  for await (const chunk of response) chunks.push(chunk);
  return Buffer.concat(chunks);
}

module.exports = { bodyOf, startServer };
