'use strict';

const path = require('node:path');
const { dependencies } = require('../../scripts/rust-modules.js');

const modules = dependencies(path.join(__dirname, '../../src/lib.rs'));
const isOf = (folder, name) => name === `crate::${folder}` || name.startsWith(`crate::${folder}::`);

/** All that a module depends on, directly and through others. */
function reached(start) {
  const found = new Set([start]);
  for (const name of found) modules.get(name)?.forEach((next) => found.add(next));
  return [...found];
}

test.each(['engine', 'structured_clone', 'process'])('src/%s does not depend on the boundary', (folder) => {
  const own = [...modules.keys()].filter((name) => isOf(folder, name));
  expect(own.length).toBeGreaterThan(3);
  expect(own.flatMap(reached).filter((name) => isOf('binding', name))).toEqual([]);
});

/** So that `cargo test` schedules jobs of its own. */
test('the scheduler depends neither on jobs nor on the promises of JavaScript', () => {
  const found = reached('crate::binding::scheduler');
  expect(found).toContain('crate::binding::fair_queue');
  for (const name of ['job', 'ticket', 'completions', 'submit', 'runner', 'threads'])
    expect(found.filter((other) => isOf(`binding::${name}`, other))).toEqual([]);
});
