'use strict';

const { WorkerPool, createHash, execFile, hashFile, integrity, supervise } = require('../..');
const { ImagePool } = require('../../image.js');
const { OnnxModel } = require('../../onnx.js');
const { compression, contentDigest, json, precompress } = require('../../express.js');
const { wrong } = require('../helpers/values.js');

/** A list whose first place has no value. */
const sparse = (/** @type {unknown} */ value) => wrong(Object.assign([], { 1: value }));

/** @type {[string, string, () => unknown][]} */
const CALLS = [
  ['the arguments of a command', 'args[0]', () => execFile('echo', sparse('a'))],
  ['argv of a pool', 'options.argv[0]', () => new WorkerPool(__filename, { argv: sparse('a') })],
  ['execArgv of a pool', 'options.execArgv[0]', () => new WorkerPool(__filename, { execArgv: sparse('a') })],
  ['argv of a service', 'options.argv[0]', () => supervise(__filename, { argv: sparse('a') })],
  [
    'read of a sandbox',
    'options.sandbox.read[0]',
    () => execFile('echo', { sandbox: { read: sparse('/') } }),
  ],
  [
    'the ports of a sandbox',
    'options.sandbox.network.tcp[0]',
    () => execFile('echo', { sandbox: { network: { tcp: sparse(80) } } }),
  ],
  ['the algorithms of a hash', 'algorithms[0]', () => createHash(sparse('md5'))],
  ['the algorithms of a file', 'algorithms[0]', () => hashFile(sparse('md5'), __filename)],
  ['the algorithms of integrity', 'algorithms[0]', () => integrity('a', sparse('sha256'))],
  ['the sizes of an image', 'sizes[0]', () => new ImagePool().resizeMany(Buffer.from('GIF'), sparse({}))],
  ['read of a model', 'options.read[0]', () => new OnnxModel(__filename, { read: sparse('/') })],
  ['type of json', 'options.type[0]', () => json({ type: sparse('a/b') })],
  ['exclude of precompress', 'options.exclude[0]', () => precompress('/', { exclude: sparse('*') })],
  [
    'the algorithms of contentDigest',
    'options.algorithms[0]',
    () => contentDigest({ algorithms: sparse('sha-256') }),
  ],
  ['encodings of compression', 'options.encodings[0]', () => compression({ encodings: sparse('gzip') })],
];

test.each(CALLS)('%s may not lack one', async (_, name, call) => {
  await expect((async () => call())()).rejects.toMatchObject({
    code: 'ERR_INVALID_ARG_TYPE',
    message: expect.stringContaining(`The "${name}" `),
  });
});
