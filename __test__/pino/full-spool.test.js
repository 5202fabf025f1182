'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const { finished } = require('node:stream/promises');
const destination = require('../../pino.js');
const { useChildren } = require('../helpers/child.js');
const { useFolder } = require('../helpers/folder.js');
const { until } = require('../helpers/until.js');
const { first, numbersOf, untilWritten, writerOf } = require('./helpers/logs.js');
const { serviceArgs } = require('./helpers/service.js');

const folder = useFolder();
const start = useChildren();

const LINES = 3000;
/** As many lines of 150 bytes fit into the spool, whose last byte stays free. */
const FIT = Math.floor((64 * 1024 - 1) / 150);

/** A service that writes while its logging process is stopped, as if it waited for its disk. */
async function startBefore(full, end) {
  const file = folder.at('app.log');
  const progress = folder.at('progress');
  const options = { file, spoolSize: 64 * 1024, full };
  const settings = { options, lines: LINES, through: 'lines of 150 bytes', end, progress, waits: true };
  const child = start(process.execPath, serviceArgs(settings));
  const exited = once(child, 'close');
  let output = '';
  child.stdout.on('data', (data) => (output += data));
  const writer = Number(await until(() => writerOf(file)));
  process.kill(writer, 'SIGSTOP');
  child.stdin.end();
  const taken = () => Number(fs.existsSync(progress) && fs.readFileSync(progress, 'utf8'));
  return { file, exited, writer, taken, output: () => output };
}

test("by default, and with full: 'block', write() waits for room and nothing is lost", async () => {
  for (const full of [undefined, 'block']) {
    const service = await startBefore(full, 'process.exit');
    await until(() => service.taken() === FIT);
    process.kill(service.writer, 'SIGCONT');
    await service.exited;
    await untilWritten(service.file);
    expect(numbersOf(service.file)).toEqual(first(LINES));
    for (const name of folder.list()) fs.rmSync(folder.at(name));
  }
});

test("with full: 'drop' lines without room are dropped and counted, and the others are written", async () => {
  const service = await startBefore('drop', 'report of what was dropped');
  await service.exited;
  process.kill(service.writer, 'SIGCONT');
  await untilWritten(service.file);
  expect(service.output()).toBe(String(LINES - FIT));
  expect(numbersOf(service.file)).toEqual(first(FIT));
});

test("with full: 'drop' a flood in which some lines find room has one warning", async () => {
  const log = destination({ file: folder.at('app.log'), full: 'drop', spoolSize: 64 * 1024 });
  let warnings = 0;
  log.on('warning', () => (warnings += 1));
  let taken = 0;
  for (let before = 0; taken < 5; before = log.dropped) {
    log.write('x'.repeat(199) + '\n');
    // A line that found room after one that did not.
    if (log.dropped === before && before > 0) taken += 1;
  }
  await finished(log.end());
  expect(warnings).toBe(1);
});
