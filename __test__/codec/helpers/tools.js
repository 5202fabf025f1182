'use strict';

const { spawn, spawnSync } = require('node:child_process');
const { once } = require('node:events');

/** Whether a command line tool is installed. */
function isInstalled(tool) {
  return spawnSync(tool, ['--version']).status === 0;
}

/** `test`, or where the tool is missing a skipped test that says so. */
function testWith(tool) {
  if (isInstalled(tool)) return test;
  return {
    each: (rows) => (title, body) =>
      test.skip.each(rows)(`${title} (skipped: ${tool} is not installed)`, body),
  };
}

/** What a tool writes to its standard output, reading `input` if there is any. Fails as the tool fails. */
async function run(tool, args, input) {
  const child = spawn(tool, args, { stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] });
  const chunks = [];
  const errors = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  child.stderr.on('data', (chunk) => errors.push(chunk));
  child.stdin?.end(input);
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${tool} ${args.join(' ')}: ${Buffer.concat(errors)}`);
  return Buffer.concat(chunks);
}

module.exports = { run, testWith };
