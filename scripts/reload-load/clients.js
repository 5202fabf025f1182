'use strict';

const autocannon = require('autocannon');
const { once } = require('node:events');
const http = require('node:http');
const { text } = require('node:stream/consumers');

/** Connections. */
const CLIENTS = 20;

/**
 * A load that runs, and how its requests have ended.
 * @typedef {{ counts: { answered: number, failed: number }, stop(): Promise<void> }} Load
 */

/**
 * Clients that each ask one request after the other. An answer has the path of its request.
 * @param {() => { ask(path: string): Promise<string>, end(): void }} connect
 * @returns {Load}
 */
function clientsLoad(connect) {
  const counts = { answered: 0, failed: 0 };
  let isOver = false;
  const clients = Array.from({ length: CLIENTS }, async (_, number) => {
    const client = connect();
    for (let request = 0; !isOver; request += 1) {
      const path = `/${number}/${request}`;
      const answer = await client.ask(path);
      counts[answer === path ? 'answered' : 'failed'] += 1;
      if (answer !== path) console.error(`${path}: ${answer}`);
    }
    client.end();
  });
  return {
    counts,
    async stop() {
      isOver = true;
      await Promise.all(clients);
    },
  };
}

/**
 * Clients of node:http, each with a connection that it keeps, as long as the service keeps it.
 * @param {number} port
 * @returns {Load}
 */
function agentLoad(port) {
  return clientsLoad(() => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    return {
      ask: (path) => answerOf(http.get({ port, host: '127.0.0.1', agent, path })),
      end: () => agent.destroy(),
    };
  });
}

/**
 * The body, or why there is none.
 * @param {http.ClientRequest} request
 * @returns {Promise<string>}
 */
async function answerOf(request) {
  try {
    const [response] = await once(request, 'response');
    return await text(response);
  } catch (/** @type {any} */ error) {
    return error.code;
  }
}

/**
 * @param {number} port
 * @returns {Load}
 */
function autocannonLoad(port) {
  const counts = { answered: 0, failed: 0 };
  const cannon = autocannon(
    { url: `http://127.0.0.1:${port}/`, connections: CLIENTS, duration: 3600 },
    () => {},
  );
  cannon.on('response', (_, status) => {
    counts[status === 200 ? 'answered' : 'failed'] += 1;
  });
  cannon.on('reqError', (error) => {
    counts.failed += 1;
    console.error(error.message);
  });
  return {
    counts,
    async stop() {
      const done = once(cannon, 'done');
      /** @type {any} */ (cannon).stop();
      await done;
    },
  };
}

module.exports = { agentLoad, autocannonLoad, clientsLoad };
