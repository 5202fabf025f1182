'use strict';

const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');
const { Worker } = require('node:worker_threads');
const offloop = require('../..');
const { useFolder } = require('../helpers/folder.js');
const { outputOf, runProgram } = require('../helpers/program.js');

const PACKAGE = path.join(__dirname, '../..');
const DIGEST = 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb';
const CODE = `const { hash, compress } = require(${JSON.stringify(PACKAGE)});
  const { parentPort } = require('node:worker_threads');`;

const fixture = (/** @type {string} */ name) => path.join(__dirname, 'fixtures', name);
const folder = useFolder();

/** How a worker thread with a heap of 16 MiB ended, and what it posted. */
function inSmallHeap(program) {
  const messages = [];
  return new Promise((resolve) => {
    const worker = new Worker(`${CODE} ${program}`, {
      eval: true,
      resourceLimits: { maxOldGenerationSizeMb: 16 },
    });
    worker.on('message', (message) => messages.push(message));
    worker.on('error', (/** @type {any} */ error) => resolve({ code: error.code, messages }));
    worker.on('exit', () => resolve({ messages }));
  });
}

test('native work of a worker thread does not count as its heap', async () => {
  const program = `const data = Buffer.alloc(16 << 20);
    Promise.all([hash('sha256', data), compress('gzip', data)]).then(([digest, { length }]) => {
      parentPort.postMessage([digest, length > 0]);
    });`;
  const expected = await offloop.hash('sha256', Buffer.alloc(16 << 20));
  expect(await inSmallHeap(program)).toEqual({ messages: [[expected, true]] });
});

test('a worker thread that runs out of heap while jobs run ends alone', async () => {
  const program = `for (let i = 0; i < 20; i += 1) compress('br', Buffer.alloc(1 << 20, 'text'));
    const held = [];
    for (;;) held.push(new Array(1000).fill({}));`;
  expect(await inSmallHeap(program)).toEqual({ code: 'ERR_WORKER_OUT_OF_MEMORY', messages: [] });
  expect(await offloop.hash('sha256', 'a')).toBe(DIGEST);
});

test('values of another vm context are taken, and what is thrown there is of this one', async () => {
  const context = vm.createContext({ offloop });
  const inContext = (/** @type {string} */ code) => vm.runInContext(code, context);
  for (const code of [
    'new Uint8Array([97])',
    'Uint8Array.of(97).buffer',
    'new DataView(Uint8Array.of(97).buffer)',
  ]) {
    expect(await offloop.hash('sha256', inContext(code))).toBe(DIGEST);
  }
  expect(await inContext(`offloop.hash('sha256', new Uint8Array([97]))`)).toBe(DIGEST);
  expect(await inContext(`offloop.hash('none', 'a').catch((error) => error.code)`)).toBe(
    'ERR_CRYPTO_INVALID_DIGEST',
  );
  expect(await inContext(`offloop.parseJson('{"a":[1]}')`)).toEqual({ a: [1] });
});

test('each process of a cluster has threads, commands and workers of its own', () => {
  const got = [DIGEST, 'command\n', 'task'];
  const printed = outputOf(process.execPath, [fixture('cluster.js')], { timeout: 300_000 });
  expect(JSON.parse(printed)).toEqual({ got: [got, got], codes: [0, 0] });
});

test('the program of a startup snapshot loads the package when it starts', () => {
  const blob = folder.at('snapshot.blob');
  const options = { env: { PACKAGE }, timeout: 300_000 };
  outputOf(process.execPath, ['--snapshot-blob', blob, '--build-snapshot', fixture('snapshot.js')], options);
  expect(outputOf(process.execPath, ['--snapshot-blob', blob], options).trim()).toBe(DIGEST);
});

const buildsApplications = runProgram(process.execPath, ['--help']).stdout.includes('--build-sea');
const withApplications = buildsApplications ? test : test.skip;

withApplications('a single executable application refuses to run itself as a worker (Node 26)', () => {
  const [output, config] = [folder.at('application'), folder.at('config.json')];
  const main = fixture('single-executable.js');
  fs.writeFileSync(config, JSON.stringify({ main, output, disableExperimentalSEAWarning: true }));
  outputOf(process.execPath, ['--build-sea', config], { timeout: 300_000 });
  const printed = JSON.parse(outputOf(output, [], { env: { PACKAGE }, timeout: 300_000 }));
  expect(printed).toEqual({
    digest: DIGEST,
    stdout: 'command\n',
    thread: 'task',
    worker: 'ERR_ISOLATION_UNAVAILABLE',
    service: 'ERR_ISOLATION_UNAVAILABLE',
  });
});
