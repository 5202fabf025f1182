'use strict';

const http = require('node:http');

/**
 * Sends one request as it is written: nothing is added to its path, and nothing taken off the answer's encoding.
 * @param {string} url of the server
 * @param {string} path
 * @param {{ method?: string, headers?: Record<string, string>, body?: string | Buffer, signal?: AbortSignal }} [options]
 * @returns {Promise<{ status: number, headers: Record<string, any>, body: Buffer, text: string, json: any }>}
 */
function request(url, path, { method = 'GET', headers = {}, body, signal } = {}) {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const sent = http.request({ hostname, port, path, method, headers, signal, agent: false }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve(answer(response, Buffer.concat(chunks))));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** @param {http.IncomingMessage} response @param {Buffer} body */
function answer({ statusCode = 0, headers }, body) {
  return {
    status: statusCode,
    headers,
    body,
    get text() {
      return body.toString();
    },
    get json() {
      return JSON.parse(this.text);
    },
  };
}

function post(url, path, body, headers) {
  return request(url, path, { method: 'POST', body, headers });
}

module.exports = { post, request };
