'use strict';

const zlib = require('node:zlib');
const Fastify = require('fastify');
const { contentDigest: fieldOf } = require('../..');
const {
  contentDigest,
  decompressBody,
  errorStatus,
  json,
  receiveImage,
  receiveMedia,
} = require('../../express.js');
const plugins = require('../../fastify.js');
const { useFolder } = require('../helpers/folder.js');
const { portOf } = require('../helpers/server.js');
const { until } = require('../helpers/until.js');
const { connect, useHttp2 } = require('./helpers/http2.js');

const start = useHttp2();
const folder = useFolder();

const JSON_TYPE = { 'content-type': 'application/json' };
const GZIP = { 'content-encoding': 'gzip' };
const signal = new AbortController().signal;

/** How a client leaves a stream whose body it has not ended. */
const WAYS = [
  ['cancelled', (_client, _stream, abort) => abort()],
  ['closed without a reason', (_client, stream) => stream.destroy()],
  ['lost with its connection', (client) => client.destroy()],
];

const read = (req) => req.toArray();
const piped = async (use, req, res) => {
  await use(req, res);
  return read(req);
};

/**
 * By what reads a body: the body, whole but for its end, its headers, and how it is read.
 * @type {[string, any, any, (req: any, res: any) => any][]}
 */
const READERS = [
  ['json', '{"a":1}', JSON_TYPE, json()],
  ['json, where a cut number is a number', '12', JSON_TYPE, json({ strict: false })],
  ['json that is compressed', zlib.gzipSync('[1]'), { ...JSON_TYPE, ...GZIP }, json()],
  ['decompressBody', zlib.gzipSync('abc'), GZIP, (req, res) => piped(decompressBody(), req, res)],
  ['contentDigest', 'abc', 'digest', (req, res) => piped(contentDigest(), req, res)],
  [
    'receiveImage',
    'abc',
    {},
    (req, res) =>
      receiveImage(req, res, /** @type {any} */ ({ metadata: () => ({ width: 1 }) }), {
        signal,
        folder: folder.path,
      }),
  ],
  ['receiveMedia', 'abc', {}, (req, res) => receiveMedia(req, res, { signal, folder: folder.path })],
];

/** Sends a body without its end, and leaves the stream when the server has the request. */
async function sendCut(client, body, headers, leave, hasCome) {
  const controller = new AbortController();
  client.on('error', () => {});
  const stream = client.request({ ':method': 'POST', ...headers }, { signal: controller.signal });
  stream.on('error', () => {});
  await new Promise((resolve) => {
    stream.write(body, resolve);
  });
  await until(hasCome);
  leave(client, stream, () => controller.abort());
}

describe.each(WAYS)('the body of a stream that is %s', (_, leave) => {
  test.each(READERS)('is not whole for %s', async (_reader, body, given, use) => {
    const headers = given === 'digest' ? { 'content-digest': await fieldOf(body) } : given;
    let hasCome = false;
    let outcome;
    const client = await start((req, res) => {
      hasCome = true;
      Promise.resolve(use(req, res)).then(
        (value) => (outcome = { value }),
        (error) => (outcome = { code: error.code, status: errorStatus(error).status }),
      );
    });
    await sendCut(client, body, headers, leave, () => hasCome);
    await until(() => outcome);
    expect(outcome).toEqual({ code: 'ABORT_ERR', status: 499 });
    await until(() => folder.list().length === 0);
  });
});

test.each(WAYS)('the body of a stream that is %s is not whole for Fastify', async (_, leave) => {
  const app = Fastify({ http2: true });
  const seen = [];
  let hasCome = false;
  try {
    await app.register(plugins.json);
    app.addHook('onRequest', async () => void (hasCome = true));
    app.setErrorHandler((error, _request, reply) => {
      seen.push(errorStatus(error).status);
      reply.send(error);
    });
    app.post('/', async () => seen.push('whole'));
    await app.listen({ port: 0, host: '127.0.0.1' });
    const client = connect(portOf(app.server));
    await sendCut(client, '[1]', JSON_TYPE, leave, () => hasCome);
    await until(() => seen.length > 0);
    client.destroy();
  } finally {
    await app.close();
  }
  expect(seen).toEqual([499]);
});

test('a cut body that is thrown away ends no process', async () => {
  const decompress = decompressBody();
  let request;
  const client = await start((req, res) => {
    decompress(req, res);
    request = req.resume();
  });
  await sendCut(client, zlib.gzipSync('abc').subarray(0, 12), GZIP, WAYS[0][1], () => request);
  await until(() => request.closed);
});
