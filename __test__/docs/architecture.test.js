'use strict';

const { existsSync, readFileSync, readdirSync } = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '../..');
const read = (file) => readFileSync(path.join(ROOT, file), 'utf8');

/** Paths from the root of this project, in text. */
const PATHS = /\b(?:lib|src|launcher|scripts|site|types|bench|bin|docs|examples|__test__)\/[\w./-]*\w/g;

/** Folders of generated files, which a fresh clone does not have. */
const GENERATED = read('.gitignore')
  .split('\n')
  .filter((line) => /^\/.*\/$/.test(line))
  .map((line) => line.slice(1));

test.each(['docs/architecture.md', 'scripts/architecture.json', 'CONTRIBUTING.md'])(
  'every file and folder that %s names is in the tree',
  (page) => {
    const named = [...new Set(read(page).match(PATHS))];
    expect(named.length).toBeGreaterThan(5);
    const committed = named.filter((name) => !GENERATED.some((folder) => name.startsWith(folder)));
    expect(committed.filter((name) => !existsSync(path.join(ROOT, name)))).toEqual([]);
  },
);

test('bench/README.md names every row of the benchmark', () => {
  const lists = [...read('bench/run.js').matchAll(/^const (?:ROWS|LONG) = \[([^\]]*)\]/gm)];
  const rows = lists.flatMap(([, list]) => [...list.matchAll(/'[\w-]+\/([\w-]+)'/g)].map(([, name]) => name));
  const table = (read('bench/README.md').match(/^\| `.*$/gm) ?? []).join('\n');
  expect(rows.length).toBeGreaterThan(15);
  expect(rows.filter((name) => !table.includes(`\`${name}\``))).toEqual([]);
});

test('lib/workers/README.md lists every file of its folders, and no others', () => {
  const folder = path.join(ROOT, 'lib/workers');
  const [, tree] = /```text\n([^]*?)```/.exec(read('lib/workers/README.md')) ?? [];
  const listed = new Set(tree?.match(/[\w-]+\.js/g));
  // These two are listed as folders.
  const isListed = (file) => !/^(?:wire\/channel|pool\/options)\//.test(file);
  const files = readdirSync(folder, { recursive: true }).map(String);
  const names = files
    .filter((file) => file.endsWith('.js') && isListed(file))
    .map((file) => path.basename(file));
  expect(names.length).toBeGreaterThan(50);
  expect(names.filter((name) => !listed.has(name))).toEqual([]);
  expect([...listed].filter((name) => !names.includes(name))).toEqual([]);
});
