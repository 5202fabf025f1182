'use strict';

const { blocksOf } = require('./helpers/pages.js');
const { present } = require('../helpers/values.js');

const blocks = blocksOf('docs/find-what-blocks.md');

test('the places in the output of docs/find-what-blocks.md are lines of its program that have the call', () => {
  const lines = present(blocks.find(({ language }) => language === 'js')).code.split('\n');
  const outputs = blocks.filter(({ language }) => language === 'text').map(({ code }) => code);
  const places = outputs.flatMap((code) => [
    ...code.matchAll(/server\.js:(\d+)(?: (\S+?))?:? +(?:\w+\.)?(\w+)/g),
  ]);
  expect(places.length).toBeGreaterThan(5);
  for (const [row, line, route = '', name] of places) {
    const code = lines[Number(line) - 1];
    const call = { RegExp: '.test(', JavaScript: '.test(' }[name] ?? `${name}(`;
    expect([row, code]).toEqual([row, expect.stringContaining(call)]);
    expect([row, code]).toEqual([row, expect.stringContaining(route)]);
  }
});
