'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { runProgram } = require('../helpers/program.js');
const { ENTRY, ROOT } = require('./helpers/programs.js');
const { ENV, useProgram } = require('./helpers/starvation.js');

const { folder, run } = useProgram();

test('a stall of the loop is not starvation', () => {
  const counts = run(
    `const turn = () => new Promise((resolve) => setTimeout(resolve, 20));
     (async () => {
       await turn();
       while (report().stalls.count === 0) {
         const until = Date.now() + 1500;
         while (Date.now() < until) require('node:fs').access('/', () => {});
         await turn();
       }
       print([report().stalls.count > 0, report().starvation.count]);
     })();`,
    { OFFLOOP_WATCH_THRESHOLD: '1000', UV_THREADPOOL_SIZE: '4' },
  );
  expect(counts).toEqual([true, 0]);
});

test('the channel and onStarvation get each, and the lines for Prometheus have it', () => {
  const [given, published, text] = run(`
    const { watch } = require(${JSON.stringify(path.join(ROOT, 'watch.js'))});
    const given = [], published = [];
    require('node:diagnostics_channel').channel('offloop:starvation').subscribe((one) => published.push(one));
    const { stop } = watch({ onStarvation: (one) => given.push(one) });
    untilFound('crypto.scrypt', () => new Promise((resolve) => require('node:crypto').scrypt('a', 'b', 32, resolve)))
      .then(() => { stop(); print([given, published, prometheus()]); });`);
  expect(given.length).toBeGreaterThan(0);
  expect(published).toEqual(given);
  expect(text).toMatch(new RegExp(`^offloop_starvations_total ${given.length}$`, 'm'));
  expect(text).toMatch(/^offloop_starvation_seconds_total \d/m);
  expect(text).toMatch(/^offloop_starvation_seconds_max \d/m);
  expect(text).toMatch(
    /^offloop_starvation_thread_seconds_total\{cause="crypto\.scrypt",place="main\.js:\d+[^"]*"\} \d/m,
  );
});

test('the table at exit has it, also when the process exits while the threads are taken', () => {
  fs.writeFileSync(
    folder.at('main.js'),
    `const { pbkdf2 } = require('node:crypto');
     for (let count = 0; count < 4; count += 1) pbkdf2('a', 'b', 1e6, 32, 'sha256', () => {});
     setTimeout(() => process.exit(0), 200);`,
  );
  const { status, stderr } = runProgram(process.execPath, ['--import', ENTRY, 'main.js'], {
    cwd: folder.path,
    env: ENV,
  });
  expect(status).toBe(0);
  expect(stderr).toMatch(
    /^ {2}libuv's threads were all taken \d+ times?, \d+ ms in all, .* the longest, while fs and dns waited, by$/m,
  );
  expect(stderr).toMatch(/^ +\d+ % +\d+ ms +\d +main\.js:2 +crypto\.pbkdf2$/m);
});

test("a worker thread's jobs are in the report of the main thread", () => {
  fs.writeFileSync(
    folder.at('worker.js'),
    `const { scrypt } = require('node:crypto');
     const again = () => scrypt('a', 'b', 32, again); // here
     for (let count = 0; count < 4; count += 1) again();`,
  );
  const found = run(`
    const { Worker } = require('node:worker_threads');
    const worker = new Worker('./worker.js');
    const byWorker = ({ name, thread, at }) => name === 'crypto.scrypt' && thread !== 0 && at !== undefined;
    const look = setInterval(() => {
      const found = report().starvation.holders.find(byWorker);
      if (found === undefined) return;
      clearInterval(look);
      worker.terminate();
      print(found);
    }, 20);`);
  expect(found.at).toMatchObject({ file: fs.realpathSync(folder.at('worker.js')), line: 2 });
});
