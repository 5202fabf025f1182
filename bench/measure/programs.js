'use strict';

const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { readFileSync } = require('node:fs');
const { hasProgram } = require('../peers/install.js');
const { interleaved, processCpu, spreadOf } = require('./measure.js');

/**
 * CPU and wall time of a program, in milliseconds, its output thrown away or written where `outputTo` is open.
 * The CPU time is that of all programs that have ended, as the kernel has it.
 * @param {string[]} command
 * @param {'ignore' | number} [outputTo]
 */
async function runProgram([name, ...args], outputTo = 'ignore') {
  const before = childrenCpu();
  const start = performance.now();
  const child = spawn(name, args, { stdio: ['ignore', outputTo, 'inherit'] });
  const [code] = await once(child, 'exit');
  const wall = performance.now() - start;
  if (code !== 0) throw new Error(`${name} ${args.join(' ')} ended with code ${code}`);
  return { wall, cpu: childrenCpu() - before };
}

/** Milliseconds of the children that this process has waited for. Only Linux reports it. */
function childrenCpu() {
  if (process.platform !== 'linux') return NaN;
  const fields = readFileSync('/proc/self/stat', 'latin1').split(') ')[1].split(' ');
  const ticks = Number(fields[13]) + Number(fields[14]);
  return ticks * 10;
}

/** CPU and wall time of a call in this process, in milliseconds. */
async function runHere(call) {
  const before = processCpu();
  const start = performance.now();
  await call();
  return { wall: performance.now() - start, cpu: (processCpu() - before) / 1000 };
}

/**
 * How to measure each subject: a function in this process, or the command line of a program. Programs that are not
 * installed are left out.
 * @param {Record<string, (() => unknown) | string[]>} subjects
 */
function runners(subjects, outputTo) {
  const able = Object.entries(subjects).filter(([, how]) => !Array.isArray(how) || hasProgram(how[0]));
  return Object.fromEntries(
    able.map(([name, how]) => [name, () => (Array.isArray(how) ? runProgram(how, outputTo) : runHere(how))]),
  );
}

/**
 * The costs of each subject, measured in turn: as tables of costs take them.
 * @param {Record<string, (() => unknown) | string[]>} subjects
 * @param {number} rounds
 * @param {number} [outputTo]
 */
async function costsOf(subjects, rounds, outputTo) {
  const able = runners(subjects, outputTo);
  const figures = await interleaved(Object.values(able), rounds, (run) => run());
  return Object.fromEntries(Object.keys(able).map((name, index) => [name, spreadOf(figures[index])]));
}

module.exports = { costsOf };
