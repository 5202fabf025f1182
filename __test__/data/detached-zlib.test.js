'use strict';

const { promisify } = require('node:util');
const zlib = require('../../zlib.js');
const { refusesGone, through } = require('./helpers/gone.js');

/** The calls of node:zlib that take data, which have two forms. Newer versions of Node have an archive too. */
const CALLS = Object.keys(zlib).flatMap((name) =>
  /^[a-z]+Sync$/i.test(name) && name.slice(0, -4) in zlib && !name.startsWith('create')
    ? [name.slice(0, -4)]
    : [],
);

/** An option that leaves the work to node's own engine. */
const BY_NODE = { finishFlush: zlib.constants.Z_BLOCK, flush: zlib.constants.Z_BLOCK };

/** @type {Record<string, (data: any) => Promise<unknown>>} */
const ENTRIES = {};

for (const call of CALLS) {
  ENTRIES[`zlib.${call}`] = (data) => promisify(zlib[call])(data);
  ENTRIES[`zlib.${call}Sync`] = async (data) => zlib[`${call}Sync`](data);
}
if (zlib.crc32 !== undefined) ENTRIES['zlib.crc32'] = async (data) => zlib.crc32(data);

const STREAMS = ['Gzip', 'Unzip', 'BrotliCompress', 'ZstdCompress'].filter((name) => name in zlib);

for (const name of STREAMS) {
  ENTRIES[`zlib.${name}#end`] = (data) => through(zlib[`create${name}`](), data);
  ENTRIES[`zlib.${name}#write`] = (data) => {
    const stream = new zlib[name]();
    stream.write(data);
    return through(stream);
  };
}
Object.assign(ENTRIES, {
  'zlib.Gzip#end, by node': (data) => through(zlib.createGzip(BY_NODE), data),
  'zlib.Gzip#_processChunk': async (data) => zlib.createGzip()._processChunk(data, zlib.constants.Z_FINISH),
  'dictionary of zlib.createDeflate': async (data) => zlib.createDeflate({ dictionary: data }).destroy(),
  'dictionary of zlib.Inflate': async (data) => new zlib.Inflate({ dictionary: data }).destroy(),
  'dictionary of zlib.deflate': (data) => promisify(zlib.deflate)('a', { dictionary: data }),
  'dictionary of zlib.deflateSync': async (data) => zlib.deflateSync('a', { dictionary: data }),
});

refusesGone(ENTRIES);
