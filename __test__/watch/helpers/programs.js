'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const ROOT = path.join(__dirname, '..', '..', '..');
const PROGRAMS = path.join(__dirname, '..', 'fixtures', 'programs');
const ENTRY = pathToFileURL(path.join(ROOT, 'watch.mjs')).href;

/** Five programs that block in five ways: at a line with the comment "here", by a cause. */
const FIVE = [
  { name: 'json', kind: 'builtin', cause: 'JSON.parse' },
  { name: 'hashing', kind: 'builtin', cause: 'crypto.pbkdf2Sync' },
  { name: 'dependency', kind: 'code', cause: 'slow-score.score' },
  { name: 'pattern', kind: 'regexp', cause: 'RegExp (test)' },
  { name: 'files', kind: 'builtin', cause: 'fs.readFileSync' },
];

/**
 * Puts the programs into a folder, as a project has them: one of them is a package.
 * @param {string} folder
 */
function install(folder) {
  fs.cpSync(PROGRAMS, folder, { recursive: true });
  fs.mkdirSync(path.join(folder, 'node_modules', 'slow-score'), { recursive: true });
  const library = path.join(folder, 'node_modules', 'slow-score', 'index.js');
  fs.renameSync(path.join(folder, 'slow-score.js'), library);
  fs.writeFileSync(path.join(folder, 'large.bin'), Buffer.alloc(50e6));
}

/**
 * The line of a program with the comment "here".
 * @param {string} file
 */
function lineOf(file) {
  return (
    fs
      .readFileSync(file, 'utf8')
      .split('\n')
      .findIndex((line) => line.endsWith('// here')) + 1
  );
}

/** The environment of a program that `serve` of the fixtures is in. */
const env = { OFFLOOP_WATCH_MODULE: path.join(ROOT, 'watch.js') };

module.exports = { ENTRY, FIVE, ROOT, env, install, lineOf };
