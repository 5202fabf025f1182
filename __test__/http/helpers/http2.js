'use strict';

const http2 = require('node:http2');
const { once } = require('node:events');
const { portOf } = require('../../helpers/server.js');

/**
 * HTTP/2 without TLS, for the tests of the file that calls this.
 * @returns what starts a server and gives a client of it
 */
function useHttp2() {
  const opened = [];
  afterEach(async () => {
    for (const { server, client } of opened.splice(0)) {
      client.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    }
  });
  return async (handler) => {
    const server = http2.createServer(handler).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const client = connect(portOf(server));
    opened.push({ server, client });
    return client;
  };
}

function connect(port) {
  return http2.connect(`http://127.0.0.1:${port}`);
}

/**
 * Sends a body, without a Content-Length unless there is one in `headers`, and reads the answer.
 * @param {http2.ClientHttp2Session} client
 * @param {{ headers?: http2.OutgoingHttpHeaders, body?: string | Buffer }} [request]
 */
async function ask2(client, { headers = {}, body } = {}) {
  const method = body === undefined ? 'GET' : 'POST';
  const stream = client.request({ ':method': method, ':path': '/', ...headers }, { endStream: !body });
  if (body !== undefined) stream.end(body);
  const [answer] = await once(stream, 'response');
  let trailers = {};
  stream.on('trailers', (found) => (trailers = found));
  const raw = Buffer.concat(await stream.toArray());
  return { status: answer[':status'], headers: answer, trailers, raw, text: raw.toString() };
}

module.exports = { ask2, connect, useHttp2 };
