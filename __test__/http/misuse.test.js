'use strict';

const http = require('node:http');
const net = require('node:net');
const { once } = require('node:events');
const express = require('express');
const Fastify = require('fastify');
const offloop = require('../../express.js');
const plugins = require('../../fastify.js');
const { until } = require('../helpers/until.js');
const { wrong } = require('../helpers/values.js');
const { ask, useServers } = require('./helpers/server.js');

const start = useServers();
const { compression, contentDigest, decompressBody, errorHandler, errorStatus, json } = offloop;

/** Sends a part of a body, and goes away once its request is being handled. */
async function leave(port, isHandled) {
  const socket = net.connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const head = ['POST / HTTP/1.1', 'Host: a', 'Content-Type: application/json', 'Content-Length: 1000'];
  socket.write(`${head.join('\r\n')}\r\n\r\n{"a"`);
  await until(isHandled);
  socket.destroy();
}

describe('a client that goes away while its body is read is no failure of the program', () => {
  test.each([
    ['json', [json()]],
    ['contentDigest and json', [contentDigest(), json()]],
    ['decompressBody and json', [decompressBody(), json()]],
  ])('with %s', async (_, parsers) => {
    const failures = [];
    const errors = [];
    const app = express();
    let requests = 0;
    app.use((_req, _res, next) => {
      requests += 1;
      next();
    });
    app.use(...parsers);
    app.use((error, _req, _res, next) => {
      errors.push(error);
      next(error);
    });
    app.use(errorHandler({ onError: (error) => failures.push(error) }));
    await leave(await start(app), () => requests === 1);
    await until(() => errors.length === 1);
    expect(errorStatus(errors[0])).toMatchObject({ status: 499, code: 'ABORT_ERR' });
    expect(failures).toEqual([]);
  });

  test('in Fastify', async () => {
    const failures = [];
    const errors = [];
    const app = Fastify();
    let requests = 0;
    app.addHook('onRequest', async () => void (requests += 1));
    app.addHook('onError', async (_request, _reply, error) => void errors.push(error));
    await app.register(plugins.json);
    await app.register(plugins.errorHandler, { onError: (error) => failures.push(error) });
    app.post('/', async () => 'read');
    try {
      await app.listen({ port: 0, host: '127.0.0.1' });
      await leave(wrong(app.server.address()).port, () => requests === 1);
      await until(() => errors.length === 1);
      expect(errorStatus(errors[0])).toMatchObject({ status: 499, code: 'ABORT_ERR' });
      expect(failures).toEqual([]);
    } finally {
      await app.close();
    }
  });
});

test.each(Object.entries({ compression, contentDigest, decompressBody, errorHandler, json }))(
  '%s without the call says how it is used',
  async (name, make) => {
    const app = express();
    const errors = [];
    app.use(wrong(make));
    app.use((error, _req, res, _next) => {
      errors.push(error);
      res.end();
    });
    await ask(await start(app));
    expect(errors).toMatchObject([{ code: 'ERR_INVALID_ARG_TYPE' }]);
    expect(errors[0].message).toContain(`write app.use(${name}())`);
  },
);

test.each(['compression', 'contentDigest', 'decompressBody', 'errorHandler', 'json'])(
  'the plugin %s with a call says how it is used',
  async (name) => {
    await expect(wrong(plugins)[name]({})).rejects.toMatchObject({
      code: 'ERR_INVALID_ARG_TYPE',
      message: expect.stringContaining(`write app.register(${name}, options)`),
    });
  },
);

test('a response that is none is named', async () => {
  const refused = { code: 'ERR_INVALID_ARG_TYPE', message: expect.stringContaining('"res"') };
  const req = wrong(new http.IncomingMessage(new net.Socket()));
  expect(() => wrong(offloop.abortOnDisconnect)(req)).toThrow(expect.objectContaining(refused));
  await expect(offloop.sendJson(req, {})).rejects.toMatchObject(refused);
});
