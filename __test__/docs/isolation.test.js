'use strict';

const { existsSync, readFileSync, readdirSync } = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '../..');
const read = (file) => readFileSync(path.join(ROOT, file), 'utf8');
const page = read('docs/isolation.md');

/** The rows of the table of resources, each a list of its cells. */
const rows = page
  .split('### What bounds what a sandbox takes')[1]
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
  .slice(1)
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  .filter((cells) => cells.length === 4);

test('the table of resources says of each who bounds it, how, and what tests it', () => {
  expect(rows.length).toBeGreaterThan(25);
  for (const cells of rows) expect(cells.filter((cell) => cell === '')).toEqual([]);
});

test('the tests that the table of resources names are there', () => {
  const tests = new Set(
    ['__test__', 'launcher/tests', 'src/process'].flatMap(
      (folder) => /** @type {string[]} */ (readdirSync(path.join(ROOT, folder), { recursive: true })),
    ),
  );
  const bases = new Set([...tests].map((file) => path.basename(file)));
  for (const [, , , tested] of rows)
    for (const [, name] of tested.matchAll(/`([^`]+)`/g)) {
      const isThere =
        bases.has(path.basename(name)) || existsSync(path.join(ROOT, `launcher/tests/attacks/${name}.rs`));
      expect([name, isThere]).toEqual([name, true]);
    }
});

test('limits that the page states are those of the code', () => {
  const limits = read('launcher/src/steps/limits.rs');
  /** @type {[RegExp, string, RegExp][]} */
  const stated = [
    [/SANDBOX_OPEN_FILES: u64 = (\d+)/, limits, /\| more than (\d+) descriptors/],
    [/RLIMIT_SIGPENDING, (\d+)/, limits, /\| (\d+) \(`RLIMIT_SIGPENDING`\)/],
    [/MAX_PROCESSES: usize = (\d+)/, read('src/process/tree.rs'), /`limits\.processes`, or (\d+)/],
    [
      /MAX_PROCESSES = (\d+)/,
      read('lib/process/limits.js'),
      /more than (\d+) processes: more are not looked at/,
    ],
    [
      /MAX_OBJECTS: u64 = ([\d_]+)/,
      read('src/process/kernel_objects.rs'),
      /a tree with more than ([\d ]+) of them/,
    ],
  ];
  for (const [inCode, code, inPage] of stated) {
    const number = (match) => Number(match?.[1].replaceAll(/[_ ]/g, ''));
    expect(number(inCode.exec(code))).toBeGreaterThan(0);
    expect(number(inPage.exec(page))).toBe(number(inCode.exec(code)));
  }
});

test('variables that the page says are removed are removed', () => {
  const code = read('launcher/src/steps/environment.rs');
  const text = page.split('Variables that make a program load code')[1].split('\n\n')[0];
  const named = [...text.matchAll(/`([A-Z][A-Z0-9_]+)`/g)].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(8);
  for (const name of named) expect(code).toContain(`"${name}"`);
});
