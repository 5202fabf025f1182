'use strict';

const http = require('node:http');
const express = require('express');
const fastify = require('fastify');
const { errorHandler, receiveImage, sendImage } = require('../../../express.js');
const plugins = require('../../../fastify.js');
const { portOf } = require('../../helpers/server.js');
const { until } = require('../../helpers/until.js');

/**
 * The same two routes, by what serves them: GET sends a picture, PUT receives one.
 * @param {import('../../../image.js').ImagePool} images
 * @param {() => { picture: Buffer, folder: string }} now
 */
const serversOf = (images, now) => ({
  async express() {
    const app = express();
    app.get('/image', (req, res) => sendImage(req, res, images, now().picture, { width: 32 }));
    app.put('/image', async (req, res) => {
      res.json(await receiveImage(req, res, images, { limit: 100_000, folder: now().folder }));
    });
    app.use(errorHandler({ onError() {} }));
    const server = app.listen(0, '127.0.0.1');
    await until(() => server.listening);
    return { port: portOf(server), close: () => closed(server) };
  },

  async 'node:http'() {
    const onError = errorHandler({ onError() {} });
    const server = http.createServer((req, res) => {
      const work =
        req.method === 'GET'
          ? sendImage(req, res, images, now().picture, { width: 32 })
          : receiveImage(req, res, images, { limit: 100_000, folder: now().folder }).then((received) =>
              res.end(JSON.stringify(received)),
            );
      work.catch((error) => onError(error, req, res));
    });
    server.listen(0, '127.0.0.1');
    await until(() => server.listening);
    return { port: portOf(server), close: () => closed(server) };
  },

  async fastify() {
    const app = fastify();
    app.register(plugins.errorHandler, { onError() {} });
    app.addContentTypeParser(/^image\//, (request, payload, done) => done(null));
    app.get('/image', (request, reply) =>
      plugins.sendImage(request, reply, images, now().picture, { width: 32 }),
    );
    app.put('/image', (request, reply) =>
      plugins.receiveImage(request, reply, images, { limit: 100_000, folder: now().folder }),
    );
    await app.listen({ port: 0, host: '127.0.0.1' });
    return { port: portOf(app.server), close: () => app.close() };
  },
});

function closed(server) {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(resolve);
  });
}

module.exports = { closed, serversOf };
