'use strict';

const { once } = require('node:events');
const { finished } = require('node:stream/promises');
const fs = require('node:fs');
const destination = require('../../pino.js');
const { useChildren } = require('../helpers/child.js');
const { useFolder } = require('../helpers/folder.js');
const { openDescriptors } = require('../helpers/processes.js');
const { until } = require('../helpers/until.js');
const { first, lineOf, numbersOf, untilWritten, writerOf } = require('./helpers/logs.js');
const { serviceArgs } = require('./helpers/service.js');

const folder = useFolder();
const start = useChildren();

test('a second destination on a file is refused, by any of its names, until the first has ended', async () => {
  const file = folder.at('app.log');
  const log = destination({ file });
  fs.symlinkSync(file, folder.at('link.log'));
  fs.symlinkSync(folder.path, folder.at('link'));
  for (const name of ['app.log', 'link.log', 'link/app.log', 'link/link.log'])
    expect(() => destination({ file: folder.at(name) })).toThrow(
      expect.objectContaining({
        code: 'ERR_LOG_IN_USE',
        path: fs.realpathSync(file),
        message: expect.stringContaining(file),
      }),
    );
  log.write(lineOf(0));
  await finished(log.end());
  const next = destination({ file: folder.at('link/link.log') });
  next.write(lineOf(1));
  await finished(next.end());
  expect(numbersOf(file)).toEqual(first(2));
});

test('a destination that was destroyed has given up its file, and its lines are written', async () => {
  const file = folder.at('app.log');
  const log = destination({ file });
  log.write(lineOf(0));
  log.destroy();
  const next = destination({ file });
  next.write(lineOf(1));
  await finished(next.end());
  expect(numbersOf(file)).toEqual(first(2));
});

test('a second service on a file is refused while the first lives, and not after it was killed', async () => {
  const file = folder.at('app.log');
  const settings = { options: { file }, lines: 0, end: 'end of the event loop', waits: true };
  const child = start(process.execPath, serviceArgs(settings));
  const exited = once(child, 'exit');
  await until(() => writerOf(file));
  expect(() => destination({ file })).toThrow(expect.objectContaining({ code: 'ERR_LOG_IN_USE' }));
  child.kill('SIGKILL');
  await exited;
  await finished(destination({ file }).end());
});

test.each([
  ['ended', (log) => finished(log.end())],
  ['destroyed', (log) => finished(log.destroy(), { writable: false })],
])(
  'a destination that is %s leaves no descriptor open, and says still that all is written',
  async (_, end) => {
    const file = folder.at('app.log');
    const before = openDescriptors();
    const logs = [];
    for (let n = 0; n < 20; n += 1) {
      const log = destination({ file });
      log.write(lineOf(n));
      await end(log);
      await untilWritten(file);
      logs.push(log);
    }
    // Ten are more than other parts of Jest open or close meanwhile.
    await until(() => openDescriptors() < before + 10);
    for (const log of logs) log.flushSync();
    expect(numbersOf(file)).toEqual(first(20));
  },
);
