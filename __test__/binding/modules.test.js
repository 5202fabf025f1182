'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { circles, moduleGraph } = require('./helpers/rust-modules.js');

const source = path.join(__dirname, '../../src');

test('no modules of the native code name each other in a circle', () => {
  expect(circles(moduleGraph(source))).toEqual([]);
});

test('the work and the processes know nothing of the boundary', () => {
  const graph = moduleGraph(source);
  const outward = [...graph].filter(([name, named]) => {
    const wing = name.split('::')[0];
    return wing !== 'binding' && [...named].some((other) => other.startsWith('binding'));
  });
  expect(outward).toEqual([]);
});

/** The scheduler is tested with jobs of the tests' own. */
test('the scheduler knows neither jobs nor the promises of JavaScript', () => {
  const graph = moduleGraph(source);
  const known = (name) => [...graph.get(name)].filter((other) => other.startsWith('binding'));
  const reached = new Set(known('binding::scheduler'));
  for (const name of reached) known(name).forEach((other) => reached.add(other));
  for (const name of ['job', 'ticket', 'completions', 'submit', 'runner'])
    expect([...reached]).not.toContain(`binding::${name}`);
});

describe('the reader of modules', () => {
  const folder = fs.mkdtempSync(path.join(require('node:os').tmpdir(), 'offloop-modules-'));
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  function graphOf(files) {
    fs.rmSync(folder, { recursive: true });
    for (const [file, code] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      fs.writeFileSync(path.join(folder, file), code);
    }
    return moduleGraph(folder);
  }

  test.each([
    ['use super::b::{self, B};', 'use crate::a::A;'],
    ['use crate::{\n    b::{B, C as D},\n    std,\n};', 'fn f() { super::a::f() }'],
    ['fn f() -> crate::b::B {}', 'use super::{a::{A, Z}, c};'],
  ])('finds a circle in %j and %j', (a, b) => {
    expect(circles(graphOf({ 'a.rs': a, 'b.rs': b, 'c.rs': 'use super::a;' }))).toContainEqual(
      expect.stringContaining('a b'),
    );
  });

  test('lets a folder name what is in it, but no two of its files each other', () => {
    const files = { 'a/mod.rs': 'mod b;\npub use b::B;', 'a/b.rs': 'use super::{A, c::C};', 'a/c.rs': '' };
    expect(circles(graphOf(files))).toEqual([]);
    expect(circles(graphOf({ ...files, 'a/c.rs': 'use super::b::B;' }))).toEqual(['a::b a::c']);
  });

  test('passes over comments, strings, other crates and tests', () => {
    const files = {
      'a.rs':
        '// use super::b;\nconst B: &str = "super::b";\nuse b::B;\n#[cfg(test)]\nmod tests {\n use crate::b;\n}\n',
      'b.rs': 'use super::a;',
      'tests/mod.rs': 'use super::b;',
    };
    expect(circles(graphOf(files))).toEqual([]);
  });
});
