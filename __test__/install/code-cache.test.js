'use strict';

const path = require('node:path');
const { isolationSupport } = require('../..');
const { packed } = require('./helpers/packages.js');
const { createProject } = require('./helpers/project.js');

const onLinux = process.platform === 'linux' ? test : test.skip;
const support = isolationSupport();

/** More than any code cache of node's own, and less than ours. */
const LARGE = 50_000;

let project;

beforeAll(() => {
  project = createProject();
  project.npm('install', '--ignore-scripts', packed());
  project.write('tasks.js', `${MEMORY_FILES} exports.inside = () => 'inside'; exports.files = memoryFiles;`);
  project.write('tasks.mjs', `export const inside = () => 'imported';`);
  project.write('broken.js', 'exports.inside = () => { throw new Error("of the task"); };');
});

afterAll(() => project.remove());

/** What descriptors of a process are of memory. */
const MEMORY_FILES = `
  const memoryFiles = () => require('fs').readdirSync('/proc/self/fd').filter((descriptor) => {
    try {
      return require('fs').readlinkSync('/proc/self/fd/' + descriptor).startsWith('/memfd:');
    } catch {
      return false;
    }
  });`;

/**
 * Runs a program with `once`, which runs a task in a worker process of its own that says which code caches it reads; one
 * worker has run before. Gives what the program printed.
 */
function run(body) {
  project.write(
    'main.js',
    `
    const { WorkerPool } = require('offloop');
    const once = async ({ file = './tasks.js', flags = [], task = 'inside', ...options } = {}) => {
      const execArgv = ['--profile-deserialization', ...flags];
      const pool = new WorkerPool(require.resolve(file), { isolation: 'process', execArgv, ...options });
      const result = await pool.run(task).catch((error) => error.stack);
      await pool.close();
      console.log('result', JSON.stringify(result));
    };
    (async () => { await once(); console.log('first'); ${body} })();`,
  );
  const { stdout, stderr } = project.node(path.join(project.folder, 'main.js'));
  expect(stderr).toBe('');
  const [before, after] = stdout.split('first\n');
  return { before, after };
}

/** How many large code caches were read. */
function caches(output) {
  const sizes = Array.from(output.matchAll(/Deserializing from (\d+) bytes/g), ([, bytes]) => Number(bytes));
  return sizes.filter((bytes) => bytes > LARGE).length;
}

onLinux('worker processes after the first are compiled from a code cache', () => {
  const { before, after } = run('await once(); await once();');
  expect(caches(before)).toBe(0);
  expect(caches(after)).toBe(2);
  expect(after.match(/result "inside"/g)).toHaveLength(2);
});

(support.sandbox ? onLinux : test.skip)('so are sandboxed ones', () => {
  const { after } = run('await once({ sandbox: true, spareWorkers: 0 });');
  expect(caches(after)).toBe(1);
  expect(after).toContain('result "inside"');
});

onLinux.each([
  ['V8 refuses it as the worker has other flags', ['--stack-size=900']],
  ['source maps are wanted', ['--enable-source-maps']],
])('where %s a worker compiles what it loads', (_, flags) => {
  const { after } = run(`await once({ flags: ${JSON.stringify(flags)} });`);
  expect(caches(after)).toBe(0);
  expect(after).toContain('result "inside"');
});

onLinux(
  'ES modules are imported, and stack traces have files and lines, in workers with a code cache',
  () => {
    const { after } = run(`await once({ file: './tasks.mjs' }); await once({ file: './broken.js' });`);
    expect(caches(after)).toBe(2);
    expect(after).toContain('result "imported"');
    expect(after).toMatch(
      /Error: of the task\\n +at .*inside \(.*broken\.js:1:\d+\)\\n.*bundle\/process\.js:\d+:\d+/,
    );
  },
);

onLinux('nobody can write the code cache, and a worker has closed its descriptor', () => {
  const { after } = run(`
    ${MEMORY_FILES}
    await once({ task: 'files' });
    const fs = require('fs');
    for (const descriptor of memoryFiles()) {
      const file = fs.openSync('/proc/self/fd/' + descriptor, 'r+');
      for (const change of [() => fs.writeSync(file, 'x'), () => fs.ftruncateSync(file, 0), () => fs.ftruncateSync(file, 1e6)])
        try { change(); console.log('changed'); } catch ({ code }) { console.log('refused', code); }
    }`);
  expect(after).toContain('result []');
  expect(after.match(/refused EPERM/g)).toHaveLength(3);
  expect(after).not.toContain('changed');
});
