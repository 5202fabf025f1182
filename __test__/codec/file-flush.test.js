'use strict';

const { execFileSync } = require('node:child_process');
const { readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { useSharedFolder } = require('../helpers/folder.js');

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
  try {
    execFileSync('cc', ['-shared', '-fPIC', '-o', library, source], { stdio: 'ignore' });
    return library;
  } catch {
    return undefined;
  }
}

const isPossible = process.platform === 'linux' && hasCompiler();

function hasCompiler() {
  try {
    execFileSync('cc', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** What a call flushes, in its order. */
function flushes(call, options) {
  const program = `
    const offloop = require(${JSON.stringify(ROOT)});
    offloop.${call}('gzip', ${JSON.stringify(path.join(folder, call))}, ${JSON.stringify(
      path.join(folder, 'to'),
    )}, ${JSON.stringify({ overwrite: true, ...options })});`;
  const log = path.join(folder, 'log');
  execFileSync('sh', ['-c', '"$0" -e "$1" 2> "$2"', process.execPath, program, log], {
    env: { ...process.env, LD_PRELOAD: compiled() },
  });
  return readFileSync(log, 'utf8').split('\n').slice(0, -1);
}

beforeAll(() => {
  writeFileSync(path.join(folder, 'compressFile'), 'data');
  writeFileSync(path.join(folder, 'decompressFile'), require('node:zlib').gzipSync('data'));
});

describe.each(['compressFile', 'decompressFile'])('%s', (call) => {
  (isPossible ? test : test.skip)('flushes the file before it has its name, and then its folder', () => {
    const [file, ...rest] = flushes(call, { flush: true });
    expect(path.dirname(file)).toBe(folder);
    expect(path.basename(file)).toMatch(/^\.to\..*\.tmp$/);
    expect(rest).toEqual([folder]);
  });

  (isPossible ? test : test.skip)('flushes nothing unless it is asked to', () => {
    expect(flushes(call, {})).toEqual([]);
    expect(flushes(call, { flush: false })).toEqual([]);
  });

  test('refuses a flush that is no boolean', async () => {
    const to = path.join(folder, 'refused');
    await expect(require('../..')[call]('gzip', __filename, to, { flush: 1 })).rejects.toMatchObject({
      code: 'ERR_INVALID_ARG_TYPE',
      message: expect.stringContaining('options.flush'),
    });
  });
});
