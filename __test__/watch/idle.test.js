'use strict';

const fs = require('node:fs');
const { useFolder } = require('../helpers/folder.js');
const { outputOf, runProgram } = require('../helpers/program.js');
const { ENTRY, ROOT } = require('./helpers/programs.js');

const folder = useFolder();

const SPIN = 'function spin() { const until = Date.now() + 400; while (Date.now() < until); }';

/**
 * Is idle for seconds before each stall, until one was seen with its line, and prints that.
 * @param {string} idle a function that calls another one after seconds without work
 */
const afterIdleTime = (idle) => `
  const { report } = require(${JSON.stringify(`${ROOT}/watch.js`)});
  ${SPIN}
  ${idle}
  const isSeen = ({ at }) => at?.function === 'spin';
  function again() {
    const found = report().findings.find(isSeen);
    if (found !== undefined) return process.stdout.write(JSON.stringify(found));
    idle(() => { spin(); setTimeout(again, 100); });
  }
  again();`;

const BY_A_TIMER = 'const idle = (next) => { setTimeout(next, 2500); };';
/** The end of another process, and nothing that the loop has waited for until then. */
const BY_ITS_END = `
  const { spawn } = require('node:child_process');
  const idle = (next) => { spawn('sleep', ['2.5']).once('close', next); };`;

test.each([
  ['that a timer begins, with the addon', BY_A_TIMER, []],
  ['that a timer begins, where the addon cannot be loaded', BY_A_TIMER, ['--no-addons']],
  ['that the end of a process begins, with the addon', BY_ITS_END, []],
])('a stall after a time without work has its line, %s', (_name, idle, options) => {
  fs.writeFileSync(folder.at('main.js'), afterIdleTime(idle));
  const output = outputOf(process.execPath, [...options, '--import', ENTRY, 'main.js'], { cwd: folder.path });
  expect(JSON.parse(output).at).toMatchObject({ file: fs.realpathSync(folder.at('main.js')), line: 3 });
});

test('threads may end while they are idle', () => {
  fs.writeFileSync(
    folder.at('main.js'),
    `const { Worker } = require('node:worker_threads');
     const idle = 'setInterval(() => {}, 100_000); require("node:worker_threads").parentPort.postMessage("begun")';
     const workers = Array.from({ length: 3 }, () => new Worker(idle, { eval: true }));
     const begun = workers.map((worker) => new Promise((resolve) => worker.once('message', resolve)));
     Promise.all(begun).then(() => setTimeout(async () => {
       const codes = await Promise.all(workers.map((worker) => worker.terminate()));
       console.log(JSON.stringify(codes));
       // The thread that looks goes on with the others.
       setTimeout(() => {}, 300);
     }, 1500));`,
  );
  const { status, stdout, stderr } = runProgram(process.execPath, ['--import', ENTRY, 'main.js'], {
    cwd: folder.path,
    timeout: 120_000,
  });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '[1,1,1]\n' });
  expect(stderr).toMatch(/^offloop\/watch: /);
});
