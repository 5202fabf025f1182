'use strict';

const path = require('node:path');
const { outputOf } = require('../helpers/program.js');
const { ENTRY } = require('./helpers/programs.js');

const SHAPES = path.join(__dirname, 'fixtures', 'shapes.js');

test('functions that are timed look as before: text, name, length, own properties, attributes, constructors', () => {
  const plain = JSON.parse(outputOf(process.execPath, [SHAPES]));
  const watched = JSON.parse(outputOf(process.execPath, ['--import', ENTRY, SHAPES]));
  expect(plain.length).toBeGreaterThan(5);
  expect(watched).toEqual(plain);
});

/** Programs that give the same output without the watch and under it. */
const SAME = {
  'what is thrown': `for (const call of [
      () => JSON.parse('{' + ' '.repeat(1e5)), () => JSON.parse(Symbol()), () => JSON.parse(), () => new JSON.parse('1'),
      () => fs.readFileSync('/no/such/file'), () => fs.readFileSync(), () => [].sort.call(null), () => [2, 1].sort(3),
      () => structuredClone(() => {}), () => structuredClone(), () => crypto.createHash('sha256').update(), () => zlib.gunzipSync('x'),
      () => Function.prototype.toString.call({}), () => Function.prototype.toString.call(undefined),
    ]) { try { print('no error', typeof call()) } catch (error) { print(error.name, error.code, error.message) } }`,
  'receivers, arguments and results': `
    print(JSON.parse('[1, 2]', function (key, value) { return Array.isArray(this) ? value * 2 : value }));
    print(JSON.stringify({ toJSON() { return JSON.stringify([1]) } }), JSON.stringify(undefined));
    const long = Array.from({ length: 5000 }, (_, index) => index % 100);
    print(long.sort((a, b) => b - a)[0], long.sort === [].sort, Array.prototype.sort.call({ length: 2, 0: 'b', 1: 'a' }));
    print(crypto.createHash('sha256').update(Buffer.alloc(1e5)).digest('hex'), fs.existsSync('/'), Reflect.apply(fs.existsSync, null, ['/x']));`,
  'what the names of modules import': `
    const same = await import('node:fs');
    print(same.readFileSync === fs.readFileSync, same.default === fs, same.readFileSync === require('fs').readFileSync);`,
  'what has the same identity everywhere': `
    const { parse } = JSON; const { toString } = Function.prototype;
    print(parse === JSON.parse, toString === (() => {}).toString, toString.call(toString), new Set([parse, JSON.parse]).size);`,
};

test.each(Object.entries(SAME))('programs see no difference: %s', (_name, body) => {
  const program = `
    import { createRequire } from 'node:module';
    const require = createRequire('/');
    const [fs, zlib, crypto] = ['fs', 'zlib', 'crypto'].map((name) => require(name));
    const print = (...values) => process.stdout.write(JSON.stringify(values) + '\\n');
    ${body}`;
  const run = (...options) =>
    outputOf(process.execPath, [...options, '--input-type=module', '--eval', program]);
  const plain = run();
  expect(plain).not.toBe('');
  expect(run('--import', ENTRY)).toBe(plain);
});
