'use strict';

const { finished } = require('node:stream/promises');
const fs = require('node:fs');
const destination = require('../../pino.js');
const { useFolder } = require('../helpers/folder.js');

const folder = useFolder();

test('text without an encoding is what setDefaultEncoding says, and UTF-8 before', async () => {
  const file = folder.at('app.log');
  const log = destination({ file });
  log.write('ü\n');
  log.setDefaultEncoding('hex').write(Buffer.from('of hex\n').toString('hex'));
  log.setDefaultEncoding('utf8').write('ü again\n');
  await finished(log.end());
  expect(fs.readFileSync(file, 'utf8')).toBe('ü\nof hex\nü again\n');
});
