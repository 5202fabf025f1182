'use strict';

const path = require('node:path');
const { inherits } = require('node:util');
const zlib = require('node:zlib');
const ours = require('../../zlib.js');
const { CLASSES, callOf } = require('./helpers/classes.js');
const { outputOf } = require('../helpers/program.js');

const root = path.join(__dirname, '..', '..');

test('the names are those of node:zlib, as visible and as fixed as there', () => {
  const theirs = Object.getOwnPropertyDescriptors(zlib);
  const mine = Object.getOwnPropertyDescriptors(ours);
  expect(Object.keys(mine)).toEqual(Object.keys(theirs));
  for (const [name, { value, ...flags }] of Object.entries(theirs)) {
    expect([name, mine[name]]).toEqual([name, expect.objectContaining(flags)]);
    expect(typeof ours[name]).toBe(typeof value);
    if (typeof value === 'function') expect([name, ours[name].length]).toEqual([name, value.length]);
  }
});

test('what is not ours is node:zlib’s own', () => {
  const replaced = Object.keys(zlib).filter((name) => ours[name] !== zlib[name]);
  const expected = CLASSES.flatMap((name) => [
    ...[name, `create${name}`],
    ...[callOf(name), `${callOf(name)}Sync`],
  ]);
  if (zlib.crc32 !== undefined) expected.push('crc32');
  expect(replaced.sort()).toEqual(expected.sort());
  expect(ours.Z_BEST_SPEED).toBe(1);
});

test('an ES module has the same names, and the same functions', () => {
  const script = `
    import * as names from ${JSON.stringify(path.join(root, 'zlib.mjs'))};
    import required from ${JSON.stringify(path.join(root, 'zlib.js'))};
    import named from 'offloop/zlib';
    import * as theirs from 'node:zlib';
    const missing = Object.keys(theirs).filter((name) => !(name in names));
    const other = Object.keys(required).filter((name) => names[name] !== required[name]);
    console.log(JSON.stringify({ missing, other, same: names.default === required && named === required }));
  `;
  const output = outputOf(process.execPath, ['--input-type=module', '--eval', script], { cwd: root });
  expect(JSON.parse(output)).toEqual({ missing: [], other: [], same: true });
});

describe.each(CLASSES)('%s', (name) => {
  const isClass = /^class/.test(zlib[name].toString());

  test('makes streams that are instances of both classes', () => {
    for (const stream of [new ours[name](), ours[`create${name}`]()]) {
      expect(stream).toBeInstanceOf(ours[name]);
      expect(stream).toBeInstanceOf(zlib[name]);
      expect(stream.constructor.name).toBe(name);
      stream.destroy();
    }
    expect(new zlib[name]() instanceof ours[name]).toBe(false);
  });

  test('can be called without new where node:zlib’s can', () => {
    if (isClass) expect(() => ours[name]()).toThrow(/^Class constructor/);
    else expect(ours[name]({ chunkSize: 100 })).toBeInstanceOf(ours[name]);
  });

  test('can be extended', () => {
    class Own extends ours[name] {
      get own() {
        return true;
      }
    }
    const stream = new Own();
    expect(stream.own).toBe(true);
    expect(stream).toBeInstanceOf(zlib[name]);
  });

  test('can be extended as util.inherits does, where node:zlib’s can', () => {
    /** @this {object} @param {object} [options] */
    function Own(options) {
      ours[name].call(this, options);
    }
    inherits(Own, ours[name]);
    if (isClass) expect(() => new Own()).toThrow(/^Class constructor/);
    else expect(new Own({ chunkSize: 100 })).toBeInstanceOf(ours[name]);
  });
});
