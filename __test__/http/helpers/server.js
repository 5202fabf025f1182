'use strict';

const http = require('node:http');
const zlib = require('node:zlib');
const { portOf } = require('../../helpers/server.js');

/**
 * Servers that end with each test of the file that calls this.
 * @returns {(handler: http.RequestListener) => Promise<number>} starts one on loopback, and gives its port
 */
function useServers() {
  const servers = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    }
  });
  return async (handler) => {
    const server = http.createServer(handler);
    servers.push(server);
    await new Promise((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve(undefined));
    });
    return portOf(server);
  };
}

const DECODE = {
  br: zlib.brotliDecompressSync,
  gzip: zlib.gunzipSync,
  deflate: zlib.inflateSync,
  zstd: (bytes) => require('../../..').decompressSync('zstd', bytes),
};

/**
 * Sends a request, and reads the whole answer: as it came, and decoded by its Content-Encoding.
 * @param {number} port
 * @param {{ method?: string, path?: string, headers?: http.OutgoingHttpHeaders, body?: any }} [options]
 * @returns {Promise<{ status: number, headers: any, trailers: any, raw: Buffer, text: string }>}
 */
function ask(port, { method = 'GET', path = '/', headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request({ port, host: '127.0.0.1', method, path, headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const raw = Buffer.concat(chunks);
        const decode = raw.length > 0 ? DECODE[response.headers['content-encoding']] : undefined;
        const { statusCode: status = 0, trailers } = response;
        const text = () => (decode ? decode(raw) : raw).toString();
        resolve({ status, headers: response.headers, trailers, raw, text: text() });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

module.exports = { ask, useServers };
