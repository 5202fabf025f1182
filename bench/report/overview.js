'use strict';

/**
 * The page's first table: one row for each thing that people come for, with the peer that does it best. Figures of a row
 * are CPU time and wall time where a call has both. `node` is node's asynchronous function; in a table whose lines are
 * subjects, `ours` is our line and `peers` are those of the same kind.
 * @typedef {{ title: string, unit: string, subjects: string[], beside?: string[], better: 'less' | 'more', lines: Record<string, any>[] }} Table
 * @typedef {{ call: string, figures: string, of: string[], line?: string, node?: string, ours?: string, peers?: RegExp }} Row
 * @type {Row[]}
 */
const ROWS = [
  {
    call: 'SHA-256 of 64 bytes, 16 calls at once',
    figures: 'CPU of the main thread · wall, µs',
    of: ['hash-small', 'hash-small-wall'],
    line: '16 in flight',
    node: 'crypto.subtle',
  },
  {
    call: 'SHA-256 of 1 MiB',
    figures: 'CPU · wall, ns a byte',
    of: ['hash-sha256', 'hash-sha256-wall'],
    line: '1 MiB',
    node: 'crypto.subtle',
  },
  {
    call: 'gzip of 256 KiB of JSON',
    figures: 'CPU · wall, ns a byte',
    of: ['gzip', 'gzip-wall'],
    line: 'json, 256 KiB',
    node: 'node:zlib',
  },
  {
    call: 'gunzip to 256 KiB of JSON',
    figures: 'CPU · wall, ns a byte',
    of: ['ungzip', 'ungzip-wall'],
    line: 'json, 256 KiB',
    node: 'node:zlib',
  },
  {
    call: 'brotli of 256 KiB of JSON, level 4',
    figures: 'CPU · wall, ns a byte',
    of: ['br', 'br-wall'],
    line: 'json, 256 KiB',
    node: 'node:zlib',
  },
  {
    call: 'zstd of 256 KiB of JSON, level 3',
    figures: 'CPU · wall, ns a byte',
    of: ['zstd', 'zstd-wall'],
    line: 'json, 256 KiB',
    node: 'node:zlib',
  },
  {
    call: 'a login: Argon2id, 500 at once',
    figures: 'CPU, ms',
    of: ['password-cpu'],
    line: 'verify',
  },
  {
    call: 'JSON of 40 MB parsed: how long the loop stands still',
    figures: 'ms',
    of: ['json'],
    line: '40 MB, longest stall',
  },
  {
    call: 'a light request while heavy ones keep every core busy, 99th percentile',
    figures: 'wall, ms',
    of: ['demo-under-load'],
    line: 'light request, p99',
    node: 'node, asynchronous',
  },
  {
    call: 'a task that does nothing, in a worker thread, 64 at once',
    figures: 'CPU of the main thread · wall, µs',
    of: ['tasks-main', 'tasks'],
    ours: 'offloop, thread',
    peers: /thread$|^piscina$/,
  },
];

module.exports = { ROWS };
