'use strict';

const v8 = require('node:v8');
const vm = require('node:vm');
const { collectYoungGeneration } = require('../../lib/json/minor-gc.js');
const { present } = require('../helpers/values.js');
const { outputOf } = require('../helpers/program.js');

const LIMIT = 4 << 20;

function bytesInUse() {
  const space = v8.getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
  return present(space).space_used_size;
}

/** Objects that live make V8 enlarge the young generation, until `LIMIT` bytes of it are in use. */
function fill() {
  const kept = [];
  for (let count = 0; bytesInUse() < LIMIT && count < 1000; count += 1) {
    kept.push(Array.from({ length: 1000 }, (_, index) => ({ index })));
  }
  return kept;
}

test('the young generation is collected where it is large', () => {
  // V8 may have collected it by itself in between.
  let isCollected = false;
  for (let count = 0; count < 20 && !isCollected; count += 1) {
    fill();
    isCollected = collectYoungGeneration(Infinity);
  }
  expect(isCollected).toBe(true);
  // What has survived once stays in it.
  collectYoungGeneration(Infinity);
  expect(bytesInUse()).toBeLessThan(LIMIT);
});

test('it is left alone where it is small', () => {
  for (let count = 0; count < 10; count += 1) collectYoungGeneration(Infinity);
  expect(collectYoungGeneration(Infinity)).toBe(false);
});

test('it is left alone where little is to come', () => {
  fill();
  expect(collectYoungGeneration(1)).toBe(false);
});

test('no other context is shown the collector', () => {
  fill();
  collectYoungGeneration(Infinity);
  expect(vm.runInNewContext('typeof gc')).toBe('undefined');
});

test('a process that shows it to all contexts goes on doing so', () => {
  const program = `
    const { parseJson } = require('.');
    const text = JSON.stringify(Array.from({ length: 4e5 }, (_, id) => ({ id })));
    parseJson(text).then(() => console.log(typeof gc, require('node:vm').runInNewContext('typeof gc')));`;
  const options = { cwd: `${__dirname}/../..` };
  expect(outputOf(process.execPath, ['--expose-gc', '-e', program], options)).toBe('function function\n');
  expect(outputOf(process.execPath, ['-e', program], options)).toBe('undefined undefined\n');
});
