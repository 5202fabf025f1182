'use strict';

const { writeFileSync } = require('node:fs');
const path = require('node:path');
const { useSharedFolder } = require('../helpers/folder.js');
const { outputOf, runProgram, testWith } = require('../helpers/program.js');

const ROOT = path.join(__dirname, '../..');
const folder = useSharedFolder();

/** Notes what is flushed, by the paths that the descriptors have at that time. */
const SHIM = `
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>
int fsync(int fd) {
  char link[64], path[4096] = {0};
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  if (readlink(link, path, sizeof path - 1) > 0) dprintf(2, "%s\\n", path);
  return syscall(SYS_fsync, fd);
}`;

function compiled() {
  const [source, library] = ['shim.c', 'shim.so'].map((name) => path.join(folder, name));
  writeFileSync(source, SHIM);
  outputOf('cc', ['-shared', '-fPIC', '-o', library, source]);
  return library;
}

const testOnLinux = process.platform === 'linux' ? testWith('cc') : test.skip;

/** What a call flushes, in its order. */
function flushes(call, options) {
  const program = `
    const offloop = require(${JSON.stringify(ROOT)});
    offloop.${call}('gzip', ${JSON.stringify(path.join(folder, call))}, ${JSON.stringify(
      path.join(folder, 'to'),
    )}, ${JSON.stringify({ overwrite: true, ...options })});`;
  const env = { LD_PRELOAD: compiled() };
  const { status, stderr } = runProgram(process.execPath, ['-e', program], { env });
  expect(status).toBe(0);
  return stderr.split('\n').slice(0, -1);
}

beforeAll(() => {
  writeFileSync(path.join(folder, 'compressFile'), 'data');
  writeFileSync(path.join(folder, 'decompressFile'), require('node:zlib').gzipSync('data'));
});

describe.each(['compressFile', 'decompressFile'])('%s', (call) => {
  testOnLinux('flushes the file before it has its name, and then its folder', () => {
    const [file, ...rest] = flushes(call, { flush: true });
    expect(path.dirname(file)).toBe(folder);
    expect(path.basename(file)).toMatch(/^\.to\..*\.tmp$/);
    expect(rest).toEqual([folder]);
  });

  testOnLinux('flushes nothing unless it is asked to', () => {
    expect(flushes(call, {})).toEqual([]);
    expect(flushes(call, { flush: false })).toEqual([]);
  });

  test('refuses a flush that is not a boolean', async () => {
    const to = path.join(folder, 'refused');
    await expect(require('../..')[call]('gzip', __filename, to, { flush: 1 })).rejects.toMatchObject({
      code: 'ERR_INVALID_ARG_TYPE',
      message: expect.stringContaining('options.flush'),
    });
  });
});
