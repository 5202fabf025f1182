'use strict';

const zlib = require('node:zlib');
const { promisify } = require('node:util');
const ours = require('../../zlib.js');
const { mixed } = require('../codec/helpers/samples.js');
const { CLASSES, PACKERS, callOf, unpackerOf } = require('./helpers/classes.js');
const { WORDS, WRONG, packingOptions } = require('./helpers/options.js');
const { called } = require('./helpers/outcome.js');
const { outputOf } = require('../helpers/program.js');

const DATA = mixed(50_000);
const show = (options) => JSON.stringify(options) ?? 'none';

const PACKING = PACKERS.flatMap((pack) => {
  return packingOptions(pack).map((options) => ({ pack, options, shown: show(options) }));
});

test.each(PACKING)('$pack with options $shown gives what node:zlib reads', async ({ pack, options }) => {
  const packed = await promisify(ours[callOf(pack)])(DATA, options);
  const unpacked = zlib[`${callOf(unpackerOf(pack))}Sync`](packed);
  expect(unpacked.equals(DATA)).toBe(true);
});

const REFUSED = CLASSES.flatMap((name) => WRONG.map((options) => ({ name, options, shown: show(options) })));

test.each(REFUSED)('$name with $shown fails or works as in node:zlib', async ({ name, options }) => {
  const fresh = () => ({ ...options });
  const input = PACKERS.includes(name) ? DATA : Buffer.from('not packed');
  const [their, our] = await Promise.all(
    [zlib, ours].map((library) => called((callback) => library[callOf(name)](input, fresh(), callback))),
  );
  const result = ({ bytes, outcome }) => (bytes ? 'bytes' : outcome);
  expect(result(our)).toBe(result(their));
});

test.each(CLASSES)('%s without a callback throws as node:zlib does', async (name) => {
  for (const args of [['data'], ['data', {}], ['data', {}, 'callback']]) {
    const [their, our] = await Promise.all(
      [zlib, ours].map((library) => called(() => library[callOf(name)](...args))),
    );
    expect(our.outcome).toMatch(/^throws TypeError \| ERR_INVALID_ARG_TYPE/);
    expect(our.outcome).toBe(their.outcome);
  }
});

test.each(['deflate', 'deflateRaw', 'gzip'])('%s knows a dictionary where node:zlib does', async (call) => {
  const options = { dictionary: WORDS };
  const packed = await promisify(ours[call])(WORDS, options);
  const size = zlib[`${call}Sync`](WORDS, options).length;
  expect(Math.abs(packed.length - size)).toBeLessThan(4);
  const [, unpack] = { deflate: [0, 'inflate'], deflateRaw: [0, 'inflateRaw'], gzip: [0, 'gunzip'] }[call];
  expect((await promisify(ours[unpack])(packed, options)).equals(WORDS)).toBe(true);
  const [their, our] = await Promise.all(
    [zlib, ours].map((library) => called((callback) => library[unpack](packed, callback))),
  );
  expect(our.outcome).toBe(their.outcome);
});

test('info gives the engine beside the bytes', async () => {
  /** @type {any} */
  const result = await promisify(ours.gzip)(DATA, { info: true });
  const { buffer, engine } = result;
  expect(zlib.gunzipSync(buffer).equals(DATA)).toBe(true);
  expect(engine).toBeInstanceOf(zlib.Gzip);
  expect(engine.bytesWritten).toBe(DATA.length);
});

test('an error that the callback throws is uncaught, and of no promise', () => {
  const script = `
    process.on('uncaughtException', (error, origin) => console.log(origin, error.message));
    require(${JSON.stringify(require.resolve('../../zlib.js'))}).gzip('data', () => { throw new Error('mine'); });
  `;
  expect(outputOf(process.execPath, ['--eval', script])).toBe('uncaughtException mine\n');
});
