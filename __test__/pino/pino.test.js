'use strict';

const { finished } = require('node:stream/promises');
const { promisify } = require('node:util');
const { pino } = require('pino');
const destination = require('../../pino.js');
const { useFolder } = require('../helpers/folder.js');
const { outputOf } = require('../helpers/program.js');
const { ENTRY, first, numbersOf, untilWritten } = require('./helpers/logs.js');

const folder = useFolder();

test('loggers of pino: children, levels, flush, fatal, multistream', async () => {
  const file = folder.at('app.log');
  const log = destination({ file });
  const logger = pino(
    { base: null },
    pino.multistream([
      { stream: log },
      { level: 'fatal', stream: destination({ file: folder.at('fatal.log') }) },
    ]),
  );
  logger.child({ part: 1 }).info({ n: 0 });
  logger.debug({ n: 'not logged' });
  logger.fatal({ n: 1 });
  expect(numbersOf(folder.at('fatal.log'))).toEqual([1]);
  const plain = pino({ base: null }, log);
  plain.warn({ n: 2 });
  await promisify(plain.flush.bind(plain))();
  expect(numbersOf(file)).toEqual([0, 1, 2]);
  await finished(log.end());
});

const TRANSPORTS = {
  'one target': (target) => target,
  'several targets': (target) => ({ targets: [{ level: 'info', ...target }] }),
  'a pipeline': (target) => ({ pipeline: [target] }),
};

test.each(Object.entries(TRANSPORTS))('it is a target of pino.transport: %s', async (_name, of) => {
  const file = folder.at('app.log');
  const program = `
    const { pino } = require('pino');
    const logger = pino(pino.transport(${JSON.stringify(of({ target: ENTRY, options: { file } }))}));
    for (let n = 0; n < 1000; n += 1) logger.info({ n });`;
  outputOf(process.execPath, ['--eval', program]);
  await untilWritten(file);
  expect(numbersOf(file)).toEqual(first(1000));
});
