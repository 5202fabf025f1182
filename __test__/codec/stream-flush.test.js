'use strict';

const { once } = require('node:events');
const zlib = require('node:zlib');
const { createCompress } = require('../../index.js');
const { until } = require('../helpers/until.js');
const { SHARED, flushed } = require('./helpers/streams.js');

describe('flush', () => {
  test.each(SHARED)('lets node:zlib decode all that was written to $format', async ({ format, node }) => {
    const stream = createCompress(format);
    const reader = node.createDecompress();
    let read = '';
    stream.pipe(reader).on('data', (chunk) => (read += chunk));
    for (let event = 0; event < 5; event += 1) {
      stream.write(`data: ${event}\n\n`);
      await flushed(stream);
      await until(() => read.endsWith(`data: ${event}\n\n`));
    }
    stream.end();
    await once(reader, 'end');
    expect(read.length).toBe(5 * 'data: 0\n\n'.length);
  });

  test('keeps its place among writes that are still waiting', async () => {
    const stream = createCompress('gzip');
    stream.write('before');
    stream.flush();
    stream.write('after');
    const out = [];
    stream.on('data', (chunk) => out.push(chunk));
    const decoded = () =>
      zlib.gunzipSync(Buffer.concat(out), { finishFlush: zlib.constants.Z_SYNC_FLUSH }).toString();
    await until(() => out.length > 0 && decoded() !== '');
    expect(decoded()).toBe('before');
    stream.destroy();
  });

  test('calls back after the end too', async () => {
    const stream = createCompress('gzip').resume();
    stream.end('all');
    await flushed(stream);
    await flushed(stream);
    expect(stream.writableFinished).toBe(true);
  });
});
