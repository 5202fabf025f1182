'use strict';

const { writeFileSync } = require('node:fs');
const path = require('node:path');
const { outputOf, runProgram, testWith } = require('./program.js');

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

/** Tests that watch what is flushed: skipped by name without a compiler. */
const testFlushes = process.platform === 'linux' ? testWith('cc') : test.skip;

/**
 * What a program of node flushes, in its order.
 * @param {string} folder for the library that watches it
 * @param {string} program
 * @returns {string[]} paths
 */
function flushesOf(folder, program) {
  const [source, library] = ['shim.c', 'shim.so'].map((name) => path.join(folder, name));
  writeFileSync(source, SHIM);
  outputOf('cc', ['-shared', '-fPIC', '-o', library, source]);
  const { status, stderr } = runProgram(process.execPath, ['-e', program], { env: { LD_PRELOAD: library } });
  expect(status).toBe(0);
  return stderr.split('\n').slice(0, -1);
}

module.exports = { flushesOf, testFlushes };
