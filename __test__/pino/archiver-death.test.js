'use strict';

const { randomBytes } = require('node:crypto');
const { finished } = require('node:stream/promises');
const fs = require('node:fs');
const path = require('node:path');
const destination = require('../../pino.js');
const { useFolder } = require('../helpers/folder.js');
const { until } = require('../helpers/until.js');
const { archiverOf, first, numbersOf, untilWritten } = require('./helpers/logs.js');

const folder = useFolder();

describe('the files of an archiver that was killed', () => {
  const options = /** @type {const} */ ({ rotate: { size: 8_000_000 }, compress: 'gzip' });

  /** A log with a closed file, and what an archiver has left of it that was killed while it compressed. */
  async function leftBehind(file) {
    const log = destination({ file, ...options });
    log.on('warning', () => {});
    for (let n = 0; n < 900; n += 1) log.write(slowLineOf(n));
    await until(() => killAtWork(file));
    return log;
  }

  /** A line that takes long to compress. */
  const slowLineOf = (n) => `${JSON.stringify({ n, text: randomBytes(7500).toString('base64') })}\n`;

  /** Kills the archiver, if it has begun a file and not ended it. */
  function killAtWork(file) {
    const pid = Number(archiverOf(file));
    if (Number.isNaN(pid) || !isSent(pid, 'SIGSTOP')) return false;
    const isAtWork = partsOf(file).length > 0;
    return isSent(pid, isAtWork ? 'SIGKILL' : 'SIGCONT') && isAtWork;
  }

  /** False where the process has just ended. */
  function isSent(pid, signal) {
    try {
      return process.kill(pid, signal);
    } catch {
      return false;
    }
  }

  /** Files of the folder, and of those in it, that are not whole. */
  const partsOf = (file) =>
    fs
      .readdirSync(path.dirname(file), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.tmp'));

  test.each(['app.log', 'a-service-with-a-long-name.production.log'])(
    'of %s are removed by the next one, and no others',
    async (name) => {
      const file = folder.at(name);
      const log = await leftBehind(file);
      const others = [`.${name}.x.Ab12Cd.tmp`, `.${name}2.20200101T000000.000Z.gz.Ab12Cd.tmp`];
      for (const other of others) fs.writeFileSync(folder.at(other), 'of a living program');
      for (let n = 900; n < 1800; n += 1) log.write(slowLineOf(n));
      await finished(log.end());
      await untilWritten(file);
      expect(partsOf(file).sort()).toEqual(others.sort());
      expect(folder.list().filter((entry) => entry.endsWith('.archiving'))).toEqual([]);
      expect(numbersOf(file)).toEqual(first(1800));
    },
  );
});
