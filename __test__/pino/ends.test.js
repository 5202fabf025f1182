'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const { Worker } = require('node:worker_threads');
const { useChildren } = require('../helpers/child.js');
const { useFolder } = require('../helpers/folder.js');
const { until } = require('../helpers/until.js');
const { ENTRY, closedOf, first, numbersOf, untilWritten, writerOf } = require('./helpers/logs.js');
const { runService, serviceArgs } = require('./helpers/service.js');

const folder = useFolder();
const start = useChildren();

/**
 * Each way for a service to end, and what shows that its process has ended in this way.
 * @type {Record<string, { signal?: string, status?: number, stderr?: RegExp }>}
 */
const ENDS = {
  SIGKILL: { signal: 'SIGKILL' },
  abort: { signal: 'SIGABRT' },
  uncaughtException: { status: 1, stderr: /of the service/ },
  unhandledRejection: { status: 1, stderr: /of the service/ },
  'process.exit': { status: 0 },
  'SIGHUP to its group': { signal: 'SIGHUP' },
  'SIGINT to its group': { signal: 'SIGINT' },
  'SIGTERM to its group': { signal: 'SIGTERM' },
  'end of the stream': { status: 0 },
  'end of the event loop': { status: 0 },
};

/** A shell's status for a signal, with which setsid ends. */
const NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGABRT: 6, SIGKILL: 9, SIGTERM: 15 };

const WAYS = ['pino', 'lines', 'buffers'];
const ROWS = Object.entries(ENDS).flatMap(([end, how]) => WAYS.map((through) => ({ end, through, ...how })));

test.each(ROWS)('no line is lost, torn or doubled by $end, through $through', async (row) => {
  const file = folder.at('app.log');
  const settings = {
    options: { file, rotate: { size: 100_000 } },
    lines: 3000,
    through: row.through,
    end: row.end,
  };
  const { status, signal, stderr } = runService(settings, folder.path);
  await untilWritten(file);
  expect(numbersOf(file)).toEqual(first(3000));
  expect(closedOf(file).length).toBeGreaterThan(2);
  expect(stderr).toMatch(row.stderr ?? /^/);
  const ended =
    signal ?? Object.entries(NUMBERS).find(([, number]) => status === 128 + number)?.[0] ?? status;
  expect(ended).toBe(row.signal ?? row.status);
});

test.each(['SIGKILL', 'process.exit'])(
  'a line that is written first of all is not lost by %s',
  async (end) => {
    const file = folder.at('app.log');
    runService({ options: { file }, lines: 1, end }, folder.path);
    await untilWritten(file);
    expect(numbersOf(file)).toEqual([0]);
  },
);

test('a service that is killed from outside, at any moment, loses no line that write() took', async () => {
  const file = folder.at('app.log');
  const progress = folder.at('progress');
  const taken = () => Number(fs.existsSync(progress) && fs.readFileSync(progress, 'utf8'));
  const options = { file, spoolSize: 64 * 1024, rotate: { size: 500_000 } };
  const child = start(process.execPath, serviceArgs({ options, lines: 1e9, end: 'SIGKILL', progress }));
  const exited = once(child, 'exit');
  await until(() => taken() > 5000);
  child.kill('SIGKILL');
  await exited;
  await untilWritten(file);
  const numbers = numbersOf(file);
  expect(numbers).toEqual(first(numbers.length));
  // Of the last line only the progress may be missing.
  expect([0, 1]).toContain(numbers.length - taken());
});

test('a service that starts while the lines of the one before are still written goes on after them', async () => {
  const file = folder.at('app.log');
  for (let round = 0; round < 5; round += 1)
    runService({ options: { file, rotate: { size: 50_000 } }, lines: 1000, end: 'SIGKILL' }, folder.path);
  await untilWritten(file);
  expect(numbersOf(file)).toEqual(Array.from({ length: 5 }, () => first(1000)).flat());
});

test('a worker thread that is terminated loses no line', async () => {
  const file = folder.at('app.log');
  const program = `
    const { parentPort, workerData } = require('node:worker_threads');
    const log = require(workerData.entry)({ file: workerData.file });
    for (let n = 0; n < 2000; n += 1) log.write(JSON.stringify({ n }) + '\\n');
    parentPort.postMessage('written');
    setInterval(() => {}, 1000);`;
  const worker = new Worker(program, { eval: true, workerData: { entry: ENTRY, file } });
  await once(worker, 'message');
  await worker.terminate();
  await untilWritten(file);
  expect(numbersOf(file)).toEqual(first(2000));
});

test('the logging process ends after its service', async () => {
  const file = folder.at('app.log');
  runService(
    { options: { file, rotate: { size: 10_000 }, compress: 'gzip' }, lines: 1000, end: 'SIGKILL' },
    folder.path,
  );
  await until(() => writerOf(file) === undefined);
  expect(closedOf(file).every((name) => name.endsWith('.gz'))).toBe(true);
  expect(numbersOf(file)).toEqual(first(1000));
});
