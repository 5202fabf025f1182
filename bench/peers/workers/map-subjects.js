'use strict';

const { join } = require('node:path');

const FILE = join(__dirname, 'items.js');
const WORKERPOOL_FILE = join(__dirname, 'items-workerpool.js');
const WORKERS = 2;

/**
 * Ways to have a task done for each item of a list, in two workers: `name` is a task of items.js, `chunk` how many items a
 * chunk has that is made by hand.
 * @typedef {{ map(name: string, items: number[], chunk: number): Promise<unknown[]>, close(): unknown }} Mapper
 */

/** The first is ours, with which the others are compared. @type {Record<string, () => Promise<Mapper>>} */
const MAPPERS = {
  'offloop map, process': () => offloop('process'),
  'offloop map, thread': () => offloop('thread'),
  'offloop, a call each, process': () => oneByOne('process'),
  'offloop, a call each, thread': () => oneByOne('thread'),
  'piscina, chunks by hand': piscina,
  'workerpool, chunks by hand': workerpool,
};

function poolOf(isolation) {
  const { WorkerPool } = require('../../../index.js');
  return new WorkerPool(FILE, { isolation, minWorkers: WORKERS, maxWorkers: WORKERS });
}

async function offloop(isolation) {
  const pool = poolOf(isolation);
  await pool.ready();
  return { map: (name, items) => pool.map(name, items), close: () => pool.destroy() };
}

async function oneByOne(isolation) {
  const pool = poolOf(isolation);
  await pool.ready();
  return {
    map: (name, items) => Promise.all(items.map((item) => pool.run(name, [item]))),
    close: () => pool.destroy(),
  };
}

async function piscina() {
  const { Piscina } = require('piscina');
  const pool = new Piscina({ filename: FILE, minThreads: WORKERS, maxThreads: WORKERS });
  return {
    map: byHand((name, chunk) => pool.run(chunk, { name: `${name}All` })),
    close: () => pool.destroy(),
  };
}

async function workerpool() {
  const pool = require('workerpool').pool(WORKERPOOL_FILE, {
    workerType: 'thread',
    minWorkers: WORKERS,
    maxWorkers: WORKERS,
  });
  return {
    map: byHand((name, chunk) => pool.exec(`${name}All`, [chunk])),
    close: () => pool.terminate(true),
  };
}

/** @param {(name: string, chunk: number[]) => Promise<unknown[]>} run */
function byHand(run) {
  return async (name, items, size) => {
    const chunks = [];
    for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size));
    return (await Promise.all(chunks.map((chunk) => run(name, chunk)))).flat();
  };
}

module.exports = { MAPPERS };
