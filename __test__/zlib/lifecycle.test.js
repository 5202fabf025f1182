'use strict';

const { once } = require('node:events');
const { Readable, Writable } = require('node:stream');
const { pipeline } = require('node:stream/promises');
const zlib = require('node:zlib');
const { stats } = require('../../index.js');
const ours = require('../../zlib.js');
const { mixed, noise } = require('../codec/helpers/samples.js');
const { until } = require('../helpers/until.js');
const { CLASSES, PACKERS } = require('./helpers/classes.js');

const DATA = mixed(3_000_000);

test.each(CLASSES)('%s can be closed at any moment, and calls back', async (name) => {
  for (const delay of [0, 1, 5]) {
    const stream = new ours[name]();
    stream.on('error', () => {});
    stream.write(PACKERS.includes(name) ? DATA : Buffer.from('x'));
    await new Promise((resolve) => {
      setTimeout(resolve, delay);
    });
    await new Promise((resolve) => {
      stream.close(resolve);
    });
    expect(stream.destroyed).toBe(true);
    expect(stream._closed).toBe(true);
  }
});

test('what is written after close is dropped as in node:zlib', async () => {
  const outcomeOf = async (library) => {
    const stream = new library.Gzip();
    const errors = [];
    stream.on('error', (error) => errors.push(error.code));
    stream.close();
    const [error] = await new Promise((resolve) => {
      stream.write('late', (...args) => resolve(args));
    });
    return [error?.code, errors];
  };
  expect(await outcomeOf(ours)).toEqual(await outcomeOf(zlib));
});

test('a signal destroys the stream', async () => {
  const controller = new AbortController();
  const stream = new ours.Gzip(/** @type {object} */ ({ signal: controller.signal }));
  stream.write(DATA);
  const failed = once(stream, 'error');
  controller.abort();
  expect((await failed)[0].name).toBe('AbortError');
});

test('a pipeline ends with the error of the data', async () => {
  const discard = () => new Writable({ write: (_chunk, _encoding, callback) => callback() });
  const source = Readable.from([zlib.gzipSync('data').subarray(0, 20), Buffer.from('damage, much of it')]);
  await expect(pipeline(source, new ours.Gunzip(), discard())).rejects.toMatchObject({
    code: expect.stringMatching(/^Z_(DATA|BUF)_ERROR$/),
  });
  await expect(pipeline(Readable.from(['no gzip']), new ours.Gunzip(), discard())).rejects.toMatchObject({
    code: 'Z_DATA_ERROR',
  });
});

test('abandoned streams of much data leave nothing behind', async () => {
  const use = async () => {
    const stream = new ours.BrotliCompress();
    stream.write(noise(1_000_000));
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    stream.destroy();
    await once(stream, 'close');
  };
  for (let at = 0; at < 10; at += 1) await use();
  await until(() => stats().running + stats().queued === 0);
  expect(stats().queuedBytes).toBe(0);
});
