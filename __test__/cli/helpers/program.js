'use strict';

const path = require('node:path');
const { runProgram } = require('../../helpers/program.js');

const bin = path.join(__dirname, '../../../bin/offloop.js');

/** Runs the command line of offloop to its end. */
function offloop(cwd, words, options) {
  return runProgram(process.execPath, [bin, ...words], { cwd, ...options });
}

/** Runs a program of the system, whose texts are not those of this machine's language. */
function tool(cwd, name, words, options) {
  return runProgram(name, words, { cwd, ...options, env: { LC_ALL: 'C.UTF-8' } });
}

module.exports = { bin, offloop, tool };
