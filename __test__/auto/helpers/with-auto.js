'use strict';

const { execFile } = require('node:child_process');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { promisify } = require('node:util');

const ROOT = path.join(__dirname, '../../..');
const AUTO = path.join(ROOT, 'auto.mjs');

/**
 * Runs an ES module's text in a process of its own, with `offloop/auto` or without it, and gives what it prints as JSON.
 * `auto` is the module of the entry point, undefined without it; `require` is of this project.
 * @param {string} text
 * @param {{ auto?: boolean, features?: string, type?: 'module' | 'commonjs' }} [options]
 */
async function run(text, { auto = true, features } = {}) {
  const before = `
    import { createRequire } from 'node:module';
    const require = createRequire(${JSON.stringify(path.join(ROOT, 'package.json'))});
    const auto = ${auto ? `(await import(${JSON.stringify(pathToFileURL(AUTO).href)})).default` : 'undefined'};
    const print = (value) => console.log(JSON.stringify(value));
  `;
  const args = [
    ...(auto ? ['--import', pathToFileURL(AUTO).href] : []),
    '--input-type=module',
    '--eval',
    before + text,
  ];
  const env = { ...process.env, ...(features !== undefined && { OFFLOOP_AUTO: features }) };
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT, env });
  return JSON.parse(stdout);
}

/**
 * What a program prints without `offloop/auto`, after a check that it prints the same with it.
 * @param {string} text
 */
async function sameWithAuto(text) {
  const [without, result] = await Promise.all([run(text, { auto: false }), run(text)]);
  expect(result).toEqual(without);
  return result;
}

module.exports = { AUTO, ROOT, run, sameWithAuto };
