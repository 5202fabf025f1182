'use strict';

/** Beside the peer that does the same. @type {import('./index.js').Goal[]} */
const PEERS = [
  ...['sha512', 'sha1', 'md5', 'sha3-256'].map((algorithm) => ({
    figure: `${algorithm} of 1 MiB: CPU time of all threads, ÷ node:crypto`,
    most: 1.1,
    of: `hash-${algorithm}`,
    line: /^1 MiB$/,
    by: 'ratio',
    why: 'the copy of the input, which a call on the loop does not make: see "Digests by size"',
  })),
  {
    figure: 'BLAKE3 of 256 KiB to 64 MiB: CPU time of all threads, ÷ @napi-rs/blake-hash',
    most: 1.1,
    of: 'hash-blake3',
    line: /^(256 KiB|1 MiB|64 MiB)$/,
    by: 'ratio',
    why: 'what is not read on the loop is copied',
  },
  {
    figure: 'Argon2id, a login: CPU time, ÷ @node-rs/argon2',
    most: 1,
    of: 'password-cpu',
    line: /^verify$/,
    by: 'ratio',
  },
  {
    figure: 'gzip of 1 and 10 KiB: CPU time of all threads, ÷ node:zlib sync',
    most: 1,
    of: 'gzip',
    line: /, (1|10) KiB$/,
    by: 'offloop',
    per: 'node:zlib sync',
    why: 'a kilobyte is compressed in less time than it takes to wake a thread, and the loop after it',
  },
  {
    figure: 'gunzip to 1 and 10 KiB: CPU time of all threads, ÷ node:zlib sync',
    most: 1,
    of: 'ungzip',
    line: /, (1|10) KiB$/,
    by: 'offloop',
    per: 'node:zlib sync',
    why: 'the promise, and the turn of the loop that many in a row have to leave to others',
  },
  {
    figure: 'brotli decompression of 8 MiB: CPU time of all threads, ÷ node:zlib sync',
    most: 1.1,
    of: 'unbr',
    line: /, 8192 KiB$/,
    by: 'offloop',
    per: 'node:zlib sync',
    why: 'the output is new memory, page by page, and moves from the pool to the loop',
  },
  {
    figure: 'parseJson of 10 MB in all, ÷ JSON.parse',
    most: 1.3,
    of: 'json',
    line: /^10 MB, total$/,
    by: 'ratio',
    why: 'collections of the young generation, which JSON.parse leaves for after the call: see "Large JSON"',
  },
  {
    figure: 'stringifyJson of 10 MB in all, ÷ JSON.stringify',
    most: 1.5,
    of: 'json-stringify',
    line: /^10 MB, total$/,
    by: 'ratio',
    why: 'the copies of members, which make sure that no code of the caller runs in between: see "Large JSON"',
  },
  {
    figure: "a light request under load, p99, ÷ piscina's",
    most: 1,
    of: 'demo-under-load',
    line: /^light request, p99$/,
    by: 'offloop',
    per: 'node in piscina',
    why: 'see "The event loop under load"',
  },
];

module.exports = { PEERS };
