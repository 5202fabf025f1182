'use strict';

const { readFileSync, readdirSync } = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '../..');
const CODE = ['src', 'launcher/src'];

/** Rust files below a folder, without tests: paths from the root of this project. */
function filesOf(folder) {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'tests' ? [] : filesOf(name);
    return name.endsWith('.rs') && entry.name !== 'tests.rs' ? [name] : [];
  });
}

/** Lines with `unsafe` that are not comments. */
function unsafeLines(file) {
  const lines = readFileSync(path.join(ROOT, file), 'utf8').split('\n');
  return lines.filter((line) => /\bunsafe\b/.test(line) && !/^\s*\/\//.test(line)).length;
}

/** The rows of the table in docs/architecture.md: each folder with its number. */
/** @returns {[string, number][]} */
function documented() {
  const page = readFileSync(path.join(ROOT, 'docs/architecture.md'), 'utf8');
  const table = page.split('<!-- unsafe -->')[1].split('<!-- end -->')[0];
  return [...table.matchAll(/^\| `([\w/]+)` \| (\d+) \|/gm)].map(([, folder, count]) => [
    folder,
    Number(count),
  ]);
}

test('docs/architecture.md counts the lines with unsafe code, by folder', () => {
  const rows = documented();
  const counted = new Map(rows.map(([folder]) => [folder, 0]));
  for (const file of CODE.flatMap(filesOf)) {
    const count = unsafeLines(file);
    // The folder of the longest name has the file; what no folder has is missing from the table.
    const [folder = file] = rows
      .map(([name]) => name)
      .filter((name) => file.startsWith(`${name}/`))
      .sort((a, b) => b.length - a.length);
    if (count > 0) counted.set(folder, (counted.get(folder) ?? 0) + count);
  }
  expect(Object.fromEntries(counted)).toEqual(Object.fromEntries(rows));
  expect(rows.length).toBeGreaterThan(4);
});
