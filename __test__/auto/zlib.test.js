'use strict';

const { run, sameWithAuto } = require('./helpers/with-auto.js');

test('streams, callbacks, fetch and compression streams decode as without', () =>
  sameWithAuto(`
    import { once } from 'node:events';
    import { createServer } from 'node:http';
    import { promisify } from 'node:util';
    import zlib, { createGzip, gunzip, gzip } from 'node:zlib';
    const text = 'some text '.repeat(10_000);
    const server = createServer((request, response) => {
      response.setHeader('content-encoding', 'gzip');
      const stream = createGzip();
      stream.pipe(response);
      stream.end(text);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const fetched = await (await fetch('http://127.0.0.1:' + server.address().port)).text();
    server.close();
    const packed = await promisify(gzip)(text);
    const unpacked = String(await promisify(gunzip)(packed));
    const web = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate')).pipeThrough(new DecompressionStream('deflate'));
    const streamed = await new Response(web).text();
    const failure = await promisify(gunzip)('no gzip').catch(({ code }) => code);
    print([fetched === text, unpacked === text, streamed === text, failure, zlib.createGzip() instanceof zlib.Gzip, Object.keys(zlib)]);
  `));

test('what a synchronous function of node:zlib gives is an instance of its class', () =>
  sameWithAuto(`
    import zlib from 'node:zlib';
    class Mine extends zlib.Gzip {}
    const { engine } = zlib.gzipSync('text', { info: true });
    print([engine instanceof zlib.Gzip, engine instanceof zlib.Gunzip, engine instanceof Mine, {} instanceof zlib.Gzip,
      new Mine() instanceof zlib.Gzip]);
  `));

test('functions and classes have the names and lengths of node:zlib, and those with new can be called so', () =>
  sameWithAuto(`
    import zlib from 'node:zlib';
    const functions = Object.entries(zlib).filter(([, value]) => typeof value === 'function');
    const isMade = (make) => {
      try { return Reflect.construct(Object, [], make) && 'made' } catch ({ name }) { return name }
    };
    print([functions.map(([key, value]) => [key, value.name, value.length, isMade(value)]),
      new zlib.createGzip() instanceof zlib.Gzip]);
  `));

test('it is done by offloop, in modules of both kinds, and node:zlib keeps its synchronous functions', async () => {
  const { jobs, names } = await run(`
    import { subscribe } from 'node:diagnostics_channel';
    import { gzip } from 'node:zlib';
    const zlib = require('zlib');
    const offloop = require('./index.js');
    const before = offloop.stats().completed;
    await new Promise((resolve) => gzip('x', resolve));
    await new Promise((resolve) => zlib.createDeflate().on('end', resolve).resume().end('x'));
    print({ jobs: offloop.stats().completed - before, names: auto.stats().zlib.map(({ name }) => name) });
  `);
  expect(jobs).toBeGreaterThanOrEqual(2);
  expect(names).toEqual(
    expect.arrayContaining(['zlib.Gzip', 'zlib.createGzip', 'zlib.gzip', 'zlib.brotliCompress']),
  );
  expect(names.filter((name) => /Sync|crc32/.test(name))).toEqual([]);
});
