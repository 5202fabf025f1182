'use strict';

const { readFileSync } = require('node:fs');
const path = require('node:path');
const { ERRORS } = require('../../lib/errors.js');
const { CLASSES: POOL_CLASSES } = require('../../lib/workers/errors.js');
const { declarationFiles, declarations } = require('./helpers/declarations.js');
const { throwsTags } = require('./helpers/throws-tags.js');
const { present } = require('../helpers/values.js');

const TAGS = throwsTags();

/** These cannot fail by what they are given; their text says what they do instead. */
const NEVER_THROW = ['isolationSupport', 'stats'];

test('every function says what it throws or rejects with', () => {
  const functions = [...TAGS].filter(([name]) => !name.includes('.') && !NEVER_THROW.includes(name));
  expect(functions.length).toBeGreaterThan(30);
  expect(functions.filter(([, tags]) => tags.length === 0)).toEqual([]);
});

test.each(['constructor', 'run', 'stream', 'map', 'mapStream', 'ready', 'recycle', 'close'])(
  'WorkerPool.%s says what it throws or rejects with',
  (method) => expect(TAGS.get(`WorkerPool.${method}`)).not.toEqual([]),
);

test('a code in @throws has the class of the table of errors', () => {
  const stated = [...TAGS.values()].flat().flatMap(codesOf);
  expect(stated.length).toBeGreaterThan(100);
  for (const [code, name] of stated) {
    const possible = [ERRORS[code]?.Class?.name, ERRORS[code]?.ofPool].filter(Boolean);
    expect([code, possible]).toEqual([code, expect.arrayContaining([name])]);
  }
});

/** `A` (X), `B` or `C` (Y): each code with the class that follows it. Codes of other makers have none in our tables. */
function codesOf(tag) {
  const found = [];
  for (const [, codes, name] of tag.matchAll(/((?:`ERR_[A-Z_]+`|`ABORT_ERR`|`EINTEGRITY`)[^(]*) \((\w+)\)/g))
    for (const [, code] of codes.matchAll(/`(\w+)`/g)) found.push([code, name]);
  return found;
}

test('the types name every code that this package gives', () => {
  // Those of entry points of their own, which the list of files in index.d.ts does not have.
  const others = ['http', 'http-images', 'http-media', 'http-static', 'image', 'ffmpeg', 'onnx', 'pino'].map(
    (name) => path.join(__dirname, `../../types/${name}.d.ts`),
  );
  const text = declarations() + others.map((file) => readFileSync(file, 'utf8')).join('');
  const codes = Object.keys(ERRORS);
  expect(codes.filter((code) => !text.includes(code))).toEqual([]);
});

test('the types have no banners', () => {
  for (const { name, text } of declarationFiles())
    expect([name, /^\/\/ /m.test(text)]).toEqual([name, false]);
});

test.each(Object.keys(POOL_CLASSES).filter((name) => name !== 'WorkerPoolError'))(
  'the type of %s has the codes of the table',
  (name) => {
    const declaration = new RegExp(`export class ${name} [^}]*?readonly code:([^;]+);`);
    const [, codes] = present(declaration.exec(declarations()));
    const expected = Object.keys(ERRORS).filter((code) => ERRORS[code].ofPool === name);
    expect([...codes.matchAll(/'(\w+)'/g)].map(([, code]) => code).sort()).toEqual(expected.sort());
  },
);
