'use strict';

const { spawnSync } = require('node:child_process');
const path = require('node:path');
const { describeLinux } = require('./children.js');

const MIB = 1024 * 1024;
const native = JSON.stringify(path.join(__dirname, '../../lib/native.js'));

/** Allocates some memory in a process with this limit, or none, and tells how that went. */
function allocate(bytes, limit) {
  const lower = limit === undefined ? '' : `require(${native}).limitData(${limit});`;
  const script = `${lower} Buffer.alloc(${bytes}, 1); console.log('allocated');`;
  return spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
}

describeLinux('a process that limits its own memory', () => {
  test('works within the limit', () => {
    expect(allocate(100 * MIB, 200 * MIB).stdout).toBe('allocated\n');
  });

  test('fails to allocate far beyond it, where one without a limit does not', () => {
    expect(allocate(600 * MIB).stdout).toBe('allocated\n');
    const { status, stdout } = allocate(600 * MIB, 200 * MIB);
    expect(stdout).toBe('');
    expect(status).not.toBe(0);
  });

  test('cannot raise the limit again', () => {
    const limits = `require('fs').readFileSync('/proc/self/limits', 'utf8').match(/Max data size +(\\d+) +(\\d+)/)`;
    const script = `const { limitData } = require(${native}); limitData(1e8); const [, soft, hard] = ${limits};
      limitData(1e9); const [, , after] = ${limits}; console.log(soft === hard, hard === after)`;
    expect(spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' }).stdout).toBe('true true\n');
  });
});
