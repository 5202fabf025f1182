'use strict';

const { once } = require('node:events');
const http = require('node:http');
const { text } = require('node:stream/consumers');

/**
 * A request. Rejects where it has no answer.
 * @param {{ port?: number, host?: string, socketPath?: string }} address
 * @param {string} [path]
 * @param {http.RequestOptions & { content?: Buffer }} [options] by default each request has a connection of its own
 */
async function get(address, path = '/', { content, ...options } = { agent: false }) {
  const request = http.request({
    host: address.host ?? '127.0.0.1',
    port: address.port,
    socketPath: address.socketPath,
    path,
    ...options,
  });
  request.end(content);
  const [response] = /** @type {[http.IncomingMessage]} */ (await once(request, 'response'));
  const body = await text(response);
  return { status: response.statusCode, body, connection: response.headers.connection };
}

/** Clients on keep-alive connections, which end with their test. */
function useAgents() {
  /** @type {Set<http.Agent>} */
  const agents = new Set();
  afterEach(() => {
    for (const agent of agents) agent.destroy();
    agents.clear();
  });
  return (maxSockets = 1) => {
    const agent = new http.Agent({ keepAlive: true, maxSockets });
    agents.add(agent);
    return agent;
  };
}

module.exports = { get, useAgents };
