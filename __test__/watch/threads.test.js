'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { useFolder } = require('../helpers/folder.js');
const { outputOf } = require('../helpers/program.js');
const { ENTRY, ROOT } = require('./helpers/programs.js');

const folder = useFolder();

/** What the main thread's report has of each, when each has stalled with a line that was seen. */
const MAIN = `
  const { report } = require(${JSON.stringify(path.join(ROOT, 'watch.js'))});
  const isSeen = ({ thread, at }) => thread !== 0 && /spin/.test(at?.function ?? '');
  const turn = () => new Promise((resolve) => setTimeout(resolve, 20));
  const seen = async () => {
    while (!report().findings.some(isSeen)) await turn();
    process.stdout.write(JSON.stringify(report().findings.find(isSeen)));
  };`;
const SPIN = `function spin() { const until = Date.now() + 400; while (Date.now() < until); }`;

test("a worker thread's stalls are in the report of the main thread, with their line", () => {
  const worker = `${SPIN} setInterval(spin, 600);`;
  fs.writeFileSync(folder.at('worker.js'), worker);
  fs.writeFileSync(
    folder.at('main.js'),
    `${MAIN} const { Worker } = require('node:worker_threads');
     const worker = new Worker('./worker.js'); seen().then(() => worker.terminate());`,
  );
  const found = JSON.parse(outputOf(process.execPath, ['--import', ENTRY, 'main.js'], { cwd: folder.path }));
  expect(found.at).toMatchObject({ file: fs.realpathSync(folder.at('worker.js')), line: 1 });
});

test('a pool of threads is watched too', () => {
  fs.writeFileSync(folder.at('tasks.js'), `${SPIN} exports.work = () => { spin(); return 1 };`);
  fs.writeFileSync(
    folder.at('main.js'),
    `${MAIN} const { WorkerPool } = require(${JSON.stringify(ROOT)});
     const pool = new WorkerPool(require.resolve('./tasks.js'), { isolation: 'thread', maxWorkers: 1 });
     let isDone = false;
     const work = async () => { while (!isDone) { await pool.run('work'); await turn(); } };
     work().then(() => pool.close());
     seen().then(() => { isDone = true });`,
  );
  const found = JSON.parse(outputOf(process.execPath, ['--import', ENTRY, 'main.js'], { cwd: folder.path }));
  expect(found.at.file).toBe(fs.realpathSync(folder.at('tasks.js')));
});
