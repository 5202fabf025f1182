'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { useFolder } = require('../../helpers/folder.js');
const { outputOf } = require('../../helpers/program.js');
const { ENTRY, ROOT } = require('./programs.js');

/** One thread of libuv's is enough to be all of them. */
const ENV = { UV_THREADPOOL_SIZE: '1', OFFLOOP_WATCH_THRESHOLD: '20' };

/** Keeps four jobs waiting for the thread until the watch has found who had it. */
const UNTIL_FOUND = `
  const { report, prometheus, table } = require(${JSON.stringify(path.join(ROOT, 'watch.js'))});
  const find = (name) => report().starvation.holders.find((holder) => holder.name === name && holder.at !== undefined);
  async function untilFound(name, job) {
    const again = async () => { while (find(name) === undefined) await job(); };
    await Promise.all([again(), again(), again(), again()]);
    return find(name);
  }
  const print = (value) => process.stdout.write(JSON.stringify(value));
  const node_modules = ${JSON.stringify(`${path.join(ROOT, 'node_modules')}${path.sep}`)};`;

/** A folder for the programs of a test file. */
function useProgram() {
  const folder = useFolder();
  return {
    folder,
    lineOf: (text) => lineOf(folder.at('main.js'), text),
    run: (body, env) => run(folder, body, env),
  };
}

/** Runs a program in a file under the watch, and gives what it prints as JSON. */
function run(folder, body, env = {}) {
  fs.writeFileSync(folder.at('main.js'), `${UNTIL_FOUND}\n${body}`);
  const options = { cwd: folder.path, env: { ...ENV, ...env } };
  return JSON.parse(outputOf(process.execPath, ['--import', ENTRY, 'main.js'], options));
}

function lineOf(file, text) {
  return (
    fs
      .readFileSync(file, 'utf8')
      .split('\n')
      .findIndex((line) => line.includes(text)) + 1
  );
}

module.exports = { ENV, useProgram };
