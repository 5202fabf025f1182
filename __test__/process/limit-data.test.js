'use strict';

const path = require('node:path');
const { runProgram } = require('../helpers/program.js');
const { describeLinux } = require('./helpers/children.js');

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;
const native = JSON.stringify(path.join(__dirname, '../../lib/native.js'));

/** Makes Buffers of this number and size in a process with this limit, or without one, and gives how that ended. */
function allocate(count, bytes, limit) {
  const lower = limit === undefined ? '' : `require(${native}).limitData(${limit});`;
  // Nothing is written to them: what counts is what they could hold.
  const make = `Array.from({ length: ${count} }, () => Buffer.allocUnsafeSlow(${bytes}))`;
  const script = `${lower} const kept = ${make}; console.log('allocated', kept.length);`;
  return runProgram(process.execPath, ['-e', script]);
}

describeLinux('a process that limits its own memory', () => {
  test('works within the limit', () => {
    expect(allocate(1, 100 * MIB, 200 * MIB).stdout).toBe('allocated 1\n');
  });

  test('fails to allocate far beyond it, where one without a limit does not', () => {
    // From Node 24 on some GiB are left for the code of threads.
    expect(allocate(3, 2 * GIB).stdout).toBe('allocated 3\n');
    const { status, stdout } = allocate(3, 2 * GIB, 200 * MIB);
    expect(stdout).toBe('');
    expect(status).not.toBe(0);
  });

  test('cannot raise the limit again', () => {
    const limits = `require('fs').readFileSync('/proc/self/limits', 'utf8').match(/Max data size +(\\d+) +(\\d+)/)`;
    const script = `const { limitData } = require(${native}); limitData(1e8); const [, soft, hard] = ${limits};
      limitData(1e9); const [, , after] = ${limits}; console.log(soft === hard, hard === after)`;
    expect(runProgram(process.execPath, ['-e', script]).stdout).toBe('true true\n');
  });
});
