'use strict';

const { spawn } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const { useFolder } = require('../helpers/folder.js');
const { outputOf, runProgram } = require('../helpers/program.js');
const { UNTIL_SEEN } = require('./helpers/found.js');
const { ENTRY, ROOT } = require('./helpers/programs.js');

const folder = useFolder();

test('each worker of a cluster prints a table of its own', () => {
  fs.writeFileSync(
    folder.at('main.js'),
    `${UNTIL_SEEN}
     const cluster = require('node:cluster');
     if (cluster.isPrimary) for (let count = 0; count < 2; count += 1) cluster.fork();
     else untilSeen(spin).then(() => process.disconnect());`,
  );
  const { status, stderr } = runProgram(process.execPath, ['--import', ENTRY, 'main.js'], {
    cwd: folder.path,
  });
  expect(status).toBe(0);
  const heads = stderr.match(/^offloop\/watch: .*\(process \d+\)$/gm);
  expect(new Set(heads).size).toBe(3);
  expect(stderr.match(/main\.js:\d+ spin +JavaScript$/gm)).toHaveLength(2);
});

test('a worker process of a pool prints a table of its own', () => {
  fs.writeFileSync(
    folder.at('tasks.js'),
    `${UNTIL_SEEN} exports.work = async () => (await untilSeen(spin))?.at;`,
  );
  fs.writeFileSync(
    folder.at('main.js'),
    `const { WorkerPool } = require(${JSON.stringify(ROOT)});
     const pool = new WorkerPool(require.resolve('./tasks.js'), { isolation: 'process', maxWorkers: 1 });
     pool.run('work').then((at) => process.stdout.write(JSON.stringify(at))).then(() => pool.close());`,
  );
  const output = outputOf(process.execPath, ['--import', ENTRY, 'main.js'], { cwd: folder.path });
  expect(JSON.parse(output)).toMatchObject({
    file: fs.realpathSync(folder.at('tasks.js')),
    function: 'spin',
  });
});

test('SIGUSR2 prints the table, and the program goes on', async () => {
  fs.writeFileSync(
    folder.at('main.js'),
    `${UNTIL_SEEN}
     untilSeen(spin).then(() => console.log('seen'));
     process.stdin.on('data', () => { console.log('still here'); process.exit(5) });`,
  );
  const child = spawn(process.execPath, ['--import', ENTRY, 'main.js'], { cwd: folder.path });
  const ended = once(child, 'close');
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors += text;
  });
  const answers = child.stdout.setEncoding('utf8')[Symbol.asyncIterator]();
  expect((await answers.next()).value).toBe('seen\n');
  child.kill('SIGUSR2');
  while (!/spin +JavaScript\n/.test(errors)) await once(child.stderr, 'data');
  child.stdin.end('go on\n');
  expect((await answers.next()).value).toBe('still here\n');
  expect((await ended)[0]).toBe(5);
  // Once for the signal, once for the exit.
  expect(errors.match(/^offloop\/watch: /gm)).toHaveLength(2);
});
