'use strict';

const { readFileSync } = require('node:fs');
const path = require('node:path');
const { THROWN } = require('../fixtures/thrown.js');
const { ISOLATIONS, destroyPools, failure, fixture, makePool } = require('../helpers/pools.js');

const FILE = fixture('thrown.js');
const DOCS = path.join(__dirname, '../../../docs/workers.md');

afterEach(destroyPools);

const KIB_64 = 65_536;
const depthOf = (error) => (error?.cause === undefined ? 1 : 1 + depthOf(error.cause));

/** What arrives of each row of the table in docs/workers.md. */
const ARRIVES = {
  'a class of JavaScript': (error) => expect(error).toBeInstanceOf(URIError),
  'a class of your own'(error) {
    expect(Object.getPrototypeOf(error)).toBe(RangeError.prototype);
    expect(error).toMatchObject({ name: 'QuotaError', message: 'used up' });
  },
  '`name`, `message` and `stack`'(error) {
    expect(error).toMatchObject({ name: 'Odd', message: 'why' });
    expect(error.stack).toMatch(/^Odd: why\n {4}at here\n.*crossing-errors/s);
  },
  'own enumerable properties': (error) =>
    expect({ ...error }).toEqual({ status: 7, list: [1, { two: 2n }], read: 'by a getter' }),
  '`code`, `cause`, `errors`'(error) {
    expect(error).toBeInstanceOf(AggregateError);
    expect(error.code).toBe('E_MANY');
    expect([error.cause, error.errors]).toEqual([new Error('deep'), [new TypeError('one')]]);
    expect(error.errors[0]).toBeInstanceOf(TypeError);
    expect(Object.keys(error)).toEqual([]);
  },
  'errors within errors'(error) {
    expect(error.errors.field).toBeInstanceOf(RangeError);
    expect(error.list[0]).toBeInstanceOf(TypeError);
    expect(error.list[0].message).toBe('in a list');
    expect(Object.keys(error)).toEqual(['errors', 'list']);
  },
  'Buffer, typed array, DataView, ArrayBuffer'({ bytes, numbers, view, buffer }) {
    expect(Buffer.isBuffer(bytes) && bytes.toString()).toBe('bad\n');
    expect(numbers).toEqual(new Float64Array([2]));
    expect([view, buffer]).toEqual([new DataView(new ArrayBuffer(3)), new ArrayBuffer(5)]);
  },
  'Map, Set, Date, RegExp'({ map, date, pattern }) {
    const [bytes] = map.get('a');
    expect(Buffer.isBuffer(bytes) && bytes.toString()).toBe('b');
    expect([date, pattern]).toEqual([new Date(5), /a/gi]);
  },
  'an object of a class': ({ price }) =>
    expect([price, price.constructor.name]).toEqual([{ amount: 5 }, 'Object']),
  'functions, symbols, symbol keys, what is not enumerable'(error) {
    expect(Object.getOwnPropertyNames(error).sort()).toEqual(['list', 'message', 'stack']);
    expect(error.list).toEqual([undefined]);
    expect(Object.getOwnPropertySymbols(error)).toEqual([]);
  },
  'an object within itself'(error) {
    expect(error.self).toEqual({ deep: 1 });
    expect(error.cause).toBeUndefined();
  },
  'text and bytes beyond 64 KiB each'({ text, bytes }) {
    expect(text).toBe(`${'x'.repeat(KIB_64)}…`);
    expect(bytes.length).toBe(KIB_64);
  },
  'causes and values deeper than 8': (error) => expect(depthOf(error)).toBe(9),
  'a thrown symbol or function'(error) {
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toContain('Symbol(the reason)');
  },
  'any other thrown value': (thrown) =>
    expect(thrown).toEqual({ code: 1, bytes: new Uint8Array(2), at: new Map([[1, 2]]) }),
};

test('the rows of the table in docs/workers.md are those that are tested', () => {
  const [, section] = readFileSync(DOCS, 'utf8').split('## What crosses in errors');
  const rows = [...section.split('\n## ')[0].matchAll(/^\| (.+?) \| /gm)].map(([, row]) => row).slice(2);
  expect(rows).toEqual(Object.keys(ARRIVES));
  expect(Object.keys(THROWN)).toEqual(rows);
});

describe.each(ISOLATIONS)('what a task throws, %s:', (isolation) => {
  test.each(Object.keys(ARRIVES))('%s', async (row) => {
    ARRIVES[row](await failure(makePool(isolation, {}, FILE).run('raise', [row])));
  });

  test('a function arrives as an error that names it', async () => {
    const error = await failure(makePool(isolation, {}, FILE).run('raiseFunction'));
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toContain('function named');
  });
  test('what cannot be read, such as a revoked Proxy, fails its task and not the worker', async () => {
    const pool = makePool(isolation, { maxWorkers: 1 }, FILE);
    /** @type {string[]} */
    const exits = [];
    const cannot = { message: 'A value was thrown that cannot be read' };
    pool.on('workerExit', (record) => exits.push(record.reason));
    expect(await failure(pool.run('raiseRevoked'))).toMatchObject(cannot);
    expect(await failure(pool.map('raiseRevoked', [1]))).toMatchObject(cannot);
    const error = await failure(pool.run('raiseWithRevoked'));
    expect(error).toMatchObject({ message: 'x', status: 7, list: [1, undefined] });
    expect(error.body).toBeUndefined();
    expect(exits).toEqual([]);
  });
});
