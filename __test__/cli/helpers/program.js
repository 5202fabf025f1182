'use strict';

const { spawnSync } = require('node:child_process');
const path = require('node:path');

const bin = path.join(__dirname, '../../../bin/offloop.js');

/** Runs the program to its end. */
function offloop(cwd, words, { input = '', encoding = 'utf8', env } = {}) {
  const options = { cwd, input, encoding, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 };
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [bin, ...words], options);
  return { status, signal, stdout, stderr };
}

/** Runs a tool of the system; undefined where there is none. */
function tool(cwd, name, words, { input = '', encoding = 'utf8' } = {}) {
  const env = { ...process.env, LC_ALL: 'C.UTF-8' };
  const { error, status, stdout, stderr } = spawnSync(name, words, { cwd, input, encoding, env });
  // A tool need not read its input: that is an error too, and none here.
  return error?.code === 'ENOENT' ? undefined : { status, stdout, stderr };
}

module.exports = { bin, offloop, tool };
