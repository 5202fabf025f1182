'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { runProgram } = require('../helpers/program.js');
const { isolationSupport } = require('../..');
const { version } = require('../../package.json');
const { useSharedFolder } = require('../helpers/folder.js');
const { offloop } = require('./helpers/program.js');

const folder = useSharedFolder();
const root = path.join(__dirname, '..', '..');

test('lists what there is, and says that all is well where nothing is missing', () => {
  const { status, stdout } = offloop(folder, ['doctor', '--json']);
  const { ok, addon, threads, isolation, problems } = JSON.parse(stdout);
  expect(addon).toMatchObject({ offloop: version, node: process.version });
  expect(fs.existsSync(addon.file)).toBe(true);
  expect(threads.threads).toBeGreaterThan(0);
  const { landlock, missing } = isolationSupport();
  expect(isolation).toMatchObject({ landlock, missing });
  expect(ok).toBe(problems.length === 0);
  expect(status).toBe(ok ? 0 : 1);
});

test('says what to do about an invalid number of threads', () => {
  const { status, stdout } = offloop(folder, ['doctor'], { env: { OFFLOOP_THREADS: 'many' } });
  expect(status).toBe(1);
  expect(stdout).toContain(
    "OFFLOOP_THREADS is 'many', which is not a number of threads.\n    Set it to a whole number from 1 to 1024",
  );
});

test('works without the addon, and says what to do', () => {
  const copy = path.join(folder, 'copy');
  for (const name of ['bin', 'package.json', 'index.js', 'lib'])
    fs.cpSync(path.join(root, name), path.join(copy, name), {
      recursive: true,
      filter: (file) => !file.endsWith('.node'),
    });
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
  const words = [path.join(copy, 'bin', 'offloop.js'), 'doctor'];
  const { status, stdout } = runProgram(process.execPath, words);
  expect(status).toBe(1);
  expect(stdout).toContain('could not be loaded');
  expect(stdout).toContain('npm rebuild offloop');
});
