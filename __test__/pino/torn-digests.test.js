'use strict';

const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { useFolder } = require('../helpers/folder.js');
const { closedOf, first, numbersOf, textOf, writeLog } = require('./helpers/logs.js');

const folder = useFolder();

const sha256 = (data) => createHash('sha256').update(data).digest('hex');

/** The lines that the list of a log should have. */
function rowsOf(file) {
  /** @type {string | null} */
  let previous = null;
  return closedOf(file).map((name) => {
    const text = textOf(name);
    const row = { file: path.basename(name).replace(/\.(gz|zst)$/, ''), size: text.length };
    const line = JSON.stringify({ ...row, sha256: sha256(text), previous });
    previous = sha256(line);
    return line;
  });
}

/** What a machine that lost power may leave of a list whose last line has this many bytes. */
const TEARS = {
  'cut in its last line': (list, last) => fs.truncateSync(list, fs.statSync(list).size - Math.ceil(last / 2)),
  'cut at the first byte of its last line': (list, last) =>
    fs.truncateSync(list, fs.statSync(list).size - last + 1),
  'cut before the end of its last line': (list) => fs.truncateSync(list, fs.statSync(list).size - 1),
  'with zeros for its last line'(list, last) {
    fs.truncateSync(list, fs.statSync(list).size - last);
    fs.truncateSync(list, fs.statSync(list).size + last);
  },
  'cut in its first line': (list) => fs.truncateSync(list, 40),
};

describe.each([undefined, 'gzip', 'zstd'])('a list of digests, compress: %s', (format) => {
  test.each(Object.keys(TEARS))('%s gets all of its lines again, and goes on', async (name) => {
    const file = folder.at('app.log');
    const compress = /** @type {any} */ (format);
    const options = { file, rotate: { size: 20_000 }, compress, digest: true };
    await writeLog(options, 600);
    const list = `${file}.digests`;
    const before = fs.readFileSync(list, 'utf8');
    TEARS[name](list, before.length - before.lastIndexOf('\n', before.length - 2) - 1);
    await writeLog(options, 0);
    expect(fs.readFileSync(list, 'utf8')).toBe(before);
    TEARS[name](list, before.length - before.lastIndexOf('\n', before.length - 2) - 1);
    await writeLog(options, 600);
    expect(fs.readFileSync(list, 'utf8')).toBe(`${rowsOf(file).join('\n')}\n`);
    expect(numbersOf(file)).toEqual([...first(600), ...first(600)]);
  });
});

test('what is no line of a list stays in it, and a damaged file keeps no other from it', async () => {
  const file = folder.at('app.log');
  const options = /** @type {const} */ ({
    file,
    rotate: { size: 20_000 },
    compress: 'gzip',
    digest: true,
  });
  await writeLog(options, 600);
  const list = `${file}.digests`;
  const [firstLine] = fs.readFileSync(list, 'utf8').split('\n');
  fs.writeFileSync(list, `${firstLine}\nno line\n{"file`);
  const [, damaged] = closedOf(file);
  fs.truncateSync(damaged, 20);
  await writeLog(options, 300);
  const [, kept, ...others] = fs.readFileSync(list, 'utf8').trimEnd().split('\n');
  expect(kept).toBe('no line');
  const rows = others.map((line) => JSON.parse(line));
  expect(rows[0].previous).toBe(sha256('no line'));
  expect(rows.map((row) => `${row.file}.gz`)).toEqual(
    closedOf(file)
      .slice(2)
      .map((name) => path.basename(name)),
  );
});
