'use strict';

/**
 * The most that a figure may be, and where the results have it: `of` names a table, `line` its lines, `by` the
 * column or `ratio`, which is ours divided by the first peer's. With `over`, ours is divided by that of the same line in
 * the table named there. `why` is given where the goal is missed.
 * @type {{ figure: string, most: number, unit?: string, of: string, line: RegExp, by: string, over?: string, why?: string }[]}
 */
const GOALS = [
  {
    figure: 'CPU time of the main thread: a 64-byte digest',
    most: 1.5,
    unit: 'µs',
    of: 'hash-small',
    line: /in flight/,
    by: 'offloop',
    why: 'what is left is the promise and the calls of Node-API; one call at a time has no other to share them with',
  },
  {
    figure: '… a job on the pool, 256 in flight, beyond the copy',
    most: 3.5,
    unit: 'µs',
    of: 'hand-over',
    line: /256 in flight/,
    by: 'beyond the copy',
    why: 'see "Where the time of small work goes"',
  },
  {
    figure: 'CPU time of a byte: many SHA-256 of 1 MiB, ÷ node:crypto',
    most: 0.62,
    of: 'hash-many',
    line: /^sha256$/,
    by: 'ratio',
    why: 'sixteen at once are 2.2 times one on this processor; a third of the time is the copy, which `transfer` saves',
  },
  {
    figure: '… gzip, level 6, from 10 KiB, ÷ node:zlib',
    most: 0.5,
    of: 'gzip',
    line: /, (10|256|8192) KiB$/,
    by: 'ratio',
    why: "one level lower takes half of zlib's time, and is 1.1 % larger than zlib's on prose",
  },
  {
    figure: '… gunzip, from 256 KiB, ÷ node:zlib',
    most: 0.4,
    of: 'ungzip',
    line: /, (256|8192) KiB$/,
    by: 'ratio',
    why: 'the output is new memory each time, and its pages cost every implementation the same',
  },
  {
    figure: 'wall time: gzip of 64 MiB in one member, 2 cores, ÷ node:zlib',
    most: 0.3,
    of: 'one-large-input',
    line: /^gzip$/,
    by: 'ratio',
    why: "two cores share a little more than half of node's CPU time",
  },
  {
    figure: 'a light request while heavy ones keep the cores busy, p99 ÷ idle',
    most: 2,
    of: 'demo-under-load',
    line: /^light request, p99$/,
    by: 'offloop',
    over: 'demo-idle',
    why: 'the program that measures, the service and its threads share two cores; an answer waits for a core, and for the loop, which reads a megabyte for each digest',
  },
  {
    figure: 'fs.readFile meanwhile, p99 ÷ idle',
    most: 3,
    of: 'demo-under-load',
    line: /^fs.readFile, p99$/,
    by: 'offloop',
    over: 'demo-idle',
    why: 'four steps on threads of libuv, each of which waits for a core',
  },
  {
    figure: 'the loop stands still: a JSON document of 40 MB',
    most: 10,
    unit: 'ms',
    of: 'json',
    line: /^40 MB, longest stall$/,
    by: 'offloop.parseJson',
    why: "the end of V8's collection of the whole heap; without one, 6 ms",
  },
  {
    figure: 'size of the addon',
    most: 6,
    unit: 'MB',
    of: 'load-and-size',
    line: /^wall time$/,
    by: 'size of the addon, MB',
  },
  {
    figure: 'require, first hash and first WorkerPool together',
    most: 10,
    unit: 'ms',
    of: 'first-calls',
    line: /^together$/,
    by: 'as packed',
    why: 'most of it is compiling the JavaScript',
  },
];

module.exports = { GOALS };
