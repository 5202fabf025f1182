'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { Findings } = require('../../lib/watch/results/findings.js');
const { makeFolder, removeFolder } = require('../helpers/folder.js');
const { runProgram } = require('../helpers/program.js');
const { ENTRY, FIVE, env, install, lineOf } = require('./helpers/programs.js');

let folder;
beforeAll(() => {
  folder = fs.realpathSync(makeFolder());
  install(folder);
});
afterAll(() => removeFolder(folder));

/** Runs a program under the watch and gives its report. */
function watched(name, variables = {}) {
  const output = path.join(folder, `${name}-report`);
  fs.mkdirSync(output, { recursive: true });
  const { status, stderr } = runProgram(process.execPath, ['--import', ENTRY, `${name}.js`], {
    cwd: folder,
    env: { ...env, ...variables, OFFLOOP_WATCH_REPORT: output },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const findings = new Findings();
  const lines = fs.readdirSync(output).map((file) => fs.readFileSync(path.join(output, file), 'utf8'));
  for (const line of lines.join('').trimEnd().split('\n')) findings.add(JSON.parse(line));
  return findings.report();
}

test.each(FIVE)('the line of $name.js that blocks comes first, with $cause as its cause', (row) => {
  const file = path.join(folder, `${row.name}.js`);
  const { findings } = watched(row.name);
  expect(findings[0]).toMatchObject({ kind: row.kind, name: row.cause, at: { file, line: lineOf(file) } });
});

test("a loop in a package has the user's line first, and the package's beside it", () => {
  const { findings } = watched('dependency');
  const file = path.join(folder, 'node_modules', 'slow-score', 'index.js');
  expect(findings[0].inside).toMatchObject({ file, function: 'score' });
});

test('the table at exit has the place, relative to the working directory, and the size of data', () => {
  const { status, stdout, stderr } = runProgram(process.execPath, ['--import', ENTRY, 'json.js'], {
    cwd: folder,
    env,
  });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  const [head, columns, first] = stderr.split('\n');
  expect(head).toMatch(/^offloop\/watch: \d+ stalls?, \d+ ms in all, \d+ ms the longest \(process \d+\)$/);
  expect(columns.trim().split(/ {2,}/)).toEqual(['share', 'total', 'longest', 'stalls', 'where', 'what']);
  expect(first).toMatch(
    new RegExp(`json\\.js:${lineOf(path.join(folder, 'json.js'))} orders +JSON\\.parse, up to \\d+$`),
  );
});
