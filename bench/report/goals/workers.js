'use strict';

/** Lines of the tables of tasks, whose lines are subjects. */
const THREAD = { line: /^offloop, thread$/, by: 'this', unit: 'µs' };
const PROCESS = { line: /^offloop, process$/, by: 'this', unit: 'µs' };
const WAKE =
  'how long the machine takes to wake a thread: raw worker_threads and raw fork of that table take as long';
const PRICE = 'see below the tables of tasks';
const MEMORY = 'memory of its own for each Buffer, on both sides: see below the table of round trips';
const FIRST_POOL =
  'the turn that loaded what the first pool needs; less since, see below the tables of starts';

/** Of pools of workers. @type {import('./index.js').Goal[]} */
const WORKERS = [
  { figure: 'a task in a thread, 64 in flight', most: 10, of: 'tasks', ...THREAD },
  { figure: '… CPU time of the main thread', most: 5, of: 'tasks-main', ...THREAD, why: PRICE },
  { figure: 'a task in a process, 64 in flight', most: 18, of: 'tasks', ...PROCESS },
  { figure: '… CPU time of the main thread', most: 8, of: 'tasks-main', ...PROCESS, why: PRICE },
  { figure: 'a task in a thread, one in flight', most: 30, of: 'tasks-one', ...THREAD, why: WAKE },
  { figure: '… in a process', most: 60, of: 'tasks-one', ...PROCESS, why: WAKE },
  {
    figure: '1 KiB in and out, 64 in flight, ÷ a number',
    most: 1.2,
    of: 'tasks-1-kib',
    line: /^offloop, /,
    by: 'this',
    over: 'tasks',
    why: MEMORY,
  },
  {
    figure: '… CPU time of the main thread',
    most: 1.2,
    of: 'tasks-1-kib-main',
    line: /^offloop, /,
    by: 'this',
    over: 'tasks-main',
    why: MEMORY,
  },
  {
    figure: '20 000 tiny items by `map`, CPU time of the main thread, ÷ a call each, in processes',
    most: 0.067,
    of: 'map',
    line: /^20 000 tiny items, CPU/,
    by: 'offloop map, process',
    per: 'offloop, a call each, process',
  },
  {
    figure: '… in threads',
    most: 0.067,
    of: 'map',
    line: /^20 000 tiny items, CPU/,
    by: 'offloop map, thread',
    per: 'offloop, a call each, thread',
  },
  {
    figure: '… how long the loop stands still',
    most: 10,
    unit: 'ms',
    of: 'map',
    line: /^20 000 tiny items, longest stall$/,
    by: 'offloop map, process',
  },
  {
    figure: '5 000 items of 0.3 ms by `map`, ÷ the main thread alone, two cores',
    most: 0.59,
    of: 'map',
    line: /^5 000 items .*, wall time$/,
    by: 'offloop map, process',
    per: 'the main thread',
  },
  {
    figure: 'ten processes started from 1 GB: longest gap of the loop',
    most: 15,
    unit: 'ms',
    of: 'starts',
    line: /^longest gap/,
    by: 'WorkerPool, process',
    why: FIRST_POOL,
  },
  {
    figure: '… sum of gaps over 4 ms',
    most: 80,
    unit: 'ms',
    of: 'starts',
    line: /^sum of gaps/,
    by: 'WorkerPool, process',
    why: FIRST_POOL,
  },
  {
    figure: '… until all are ready, the loop idle, ÷ fork',
    most: 1.1,
    of: 'starts',
    line: /, the loop idle$/,
    by: 'ratio',
    why: 'a worker loads its side of the channel, and its file, before it says that it is ready',
  },
  {
    figure: "a light request while a pool keeps the cores busy, p99, ÷ piscina's",
    most: 1,
    of: 'pool-priority',
    line: /^light request, p99$/,
    by: 'ratio',
    why: 'workers share the cores with the loop; the other columns of that table say what another `nice` gives',
  },
];

module.exports = { WORKERS };
