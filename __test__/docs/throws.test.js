'use strict';

const { CLASSES } = require('../../lib/errors.js');
const { CODES: POOL_CODES } = require('../../lib/workers/errors.js');
const { declarationFiles, declarations } = require('./helpers/declarations.js');
const { throwsTags } = require('./helpers/throws-tags.js');

const TAGS = throwsTags();

/** These cannot fail by what they are given; their text says what they do instead. */
const NEVER_THROW = ['isolationSupport', 'stats'];

test('every function says what it throws or rejects with', () => {
  const functions = [...TAGS].filter(([name]) => !name.includes('.') && !NEVER_THROW.includes(name));
  expect(functions.length).toBeGreaterThan(30);
  expect(functions.filter(([, tags]) => tags.length === 0)).toEqual([]);
});

test.each(['constructor', 'run', 'stream', 'ready', 'recycle', 'close'])(
  'WorkerPool.%s says what it throws or rejects with',
  (method) => expect(TAGS.get(`WorkerPool.${method}`)).not.toEqual([]),
);

test('a code in @throws has the class of the table of errors', () => {
  const stated = [...TAGS.values()].flat().flatMap(codesOf);
  expect(stated.length).toBeGreaterThan(100);
  for (const [code, name] of stated) {
    // ERR_QUEUE_FULL is a job's or a pool's.
    const possible = [CLASSES[code]?.name, POOL_CODES[code], FOREIGN[code]].filter(Boolean);
    expect([code, possible]).toEqual([code, expect.arrayContaining([name])]);
  }
});

/** Codes of Node's own, which this package gives with Node's classes; those of limits are a command's here. */
const FOREIGN = {
  ABORT_ERR: 'AbortError',
  ERR_INVALID_RETURN_VALUE: 'TypeError',
  ERR_WORKER_MEMORY_LIMIT: 'Error',
  ERR_WORKER_CPU_LIMIT: 'Error',
  ERR_WORKER_TIME_LIMIT: 'Error',
  ERR_WORKER_OUTPUT_LIMIT: 'Error',
};

/** `A` (X), `B` or `C` (Y): each code with the class that follows it. Codes of other makers have none in our tables. */
function codesOf(tag) {
  const found = [];
  for (const [, codes, name] of tag.matchAll(/((?:`ERR_[A-Z_]+`|`ABORT_ERR`|`EINTEGRITY`)[^(]*) \((\w+)\)/g))
    for (const [, code] of codes.matchAll(/`(\w+)`/g)) found.push([code, name]);
  return found;
}

test('the types name every code that this package gives', () => {
  const text = declarations();
  const codes = Object.keys({ ...CLASSES, ...POOL_CODES });
  expect(codes.filter((code) => !text.includes(code))).toEqual(['ERR_INTERNAL']);
});

test('the types have no banners', () => {
  for (const { name, text } of declarationFiles())
    expect([name, /^\/\/ /m.test(text)]).toEqual([name, false]);
});
