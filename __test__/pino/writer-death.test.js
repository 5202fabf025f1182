'use strict';

const { once } = require('node:events');
const { finished } = require('node:stream/promises');
const fs = require('node:fs');
const path = require('node:path');
const destination = require('../../pino.js');
const { useChildren } = require('../helpers/child.js');
const { useFolder } = require('../helpers/folder.js');
const { outputOf } = require('../helpers/program.js');
const { until } = require('../helpers/until.js');
const { first, lineOf, numbersOf, spoolOf, untilWritten, writerOf } = require('./helpers/logs.js');
const { runService, serviceArgs } = require('./helpers/service.js');

const folder = useFolder();
const start = useChildren();

const kill = (pid, signal = 'SIGKILL') => process.kill(Number(pid), signal);

/** A log whose process was stopped before it could take 100 lines. */
async function heldWith100Lines() {
  const file = folder.at('app.log');
  const log = destination({ file });
  log.on('warning', () => {});
  const writer = await until(() => writerOf(file));
  kill(writer, 'SIGSTOP');
  for (const n of first(100)) log.write(lineOf(n));
  return { file, log, writer };
}

test('a logging process that is killed is counted, reported and replaced, and no line is lost or doubled', async () => {
  const file = folder.at('app.log');
  const log = destination({ file, spoolSize: 64 * 1024, rotate: { size: 100_000 } });
  const warnings = [];
  log.on('warning', (warning) => warnings.push(warning));
  const end = 3 * 2000;
  for (let n = 0; n < end; n += 1) {
    log.write(lineOf(n));
    // Its spool is full before the next one is killed: write() waits for the process that follows.
    if (n % 2000 === 500) kill(await until(() => writerOf(file)));
  }
  await until(() => log.restarts === 3);
  await finished(log.end());
  expect(numbersOf(file)).toEqual(first(end));
  expect(warnings.map(({ code }) => code)).toEqual(Array(3).fill('ERR_LOG_WRITER'));
  expect(warnings[0].message).toMatch('by signal 9');
});

test('one that is killed after the end of the stream is replaced too', async () => {
  const { file, log, writer } = await heldWith100Lines();
  const ended = finished(log.end());
  kill(writer);
  await ended;
  expect(numbersOf(file)).toEqual(first(100));
  expect(log.restarts).toBe(1);
});

test('a spool that was removed is still read by the process that follows', async () => {
  const { file, log, writer } = await heldWith100Lines();
  fs.rmSync(spoolOf(file));
  kill(writer);
  await finished(log.end());
  expect(numbersOf(file)).toEqual(first(100));
});

test('a listener that throws is an uncaught exception, and ends neither further warnings nor the stream', () => {
  const file = folder.at('app.log');
  const fixture = path.join(__dirname, 'fixtures', 'throwing-listener.js');
  const uncaught = 'uncaught: ERR_LOG_WRITER\n';
  expect(outputOf(process.execPath, [fixture, file])).toBe(`${uncaught}${uncaught}ended\n`);
  expect(fs.readFileSync(file, 'utf8')).toBe('last line\n');
});

test('without a listener a warning is one of the process', async () => {
  const file = folder.at('app.log');
  const settings = { options: { file }, lines: 1, end: 'first warning of the process', waits: true };
  const child = start(process.execPath, serviceArgs(settings));
  let output = '';
  child.stdout.on('data', (data) => (output += data));
  const closed = once(child, 'close');
  kill(await until(() => writerOf(file)));
  child.stdin.end();
  await closed;
  expect(output).toBe('ERR_LOG_WRITER');
});

test('service and logging process killed at once: the next service has the lines written', async () => {
  const file = folder.at('app.log');
  const progress = folder.at('progress');
  const taken = () => Number(fs.existsSync(progress) && fs.readFileSync(progress, 'utf8'));
  const settings = { options: { file }, lines: 1e9, end: 'SIGKILL', progress };
  const child = start(process.execPath, serviceArgs(settings));
  const exited = once(child, 'exit');
  await until(() => taken() > 500);
  const writer = await until(() => writerOf(file));
  kill(writer, 'SIGSTOP');
  const before = taken();
  await until(() => taken() > before + 10);
  child.kill('SIGKILL');
  kill(writer);
  await exited;
  await until(() => writerOf(file) === undefined);

  runService({ options: { file }, lines: 5, end: 'SIGKILL' }, folder.path);
  await untilWritten(file);
  const numbers = numbersOf(file);
  const ofFirst = numbers.length - 5;
  expect(numbers).toEqual([...first(ofFirst), ...first(5)]);
  expect([0, 1]).toContain(ofFirst - taken());
});
