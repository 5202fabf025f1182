'use strict';

const offloop = require('../..');
const { OURS } = require('../../lib/peer-options.js');
const { readPage } = require('./helpers/pages.js');
const { faultsOf } = require('./helpers/type-check.js');

const page = 'docs/migrating.md';
const sections = readPage(page).split('\n## ').slice(1);

/** The calls in the second cells of the rows of tables. */
function callsOf(section) {
  const rows = section.split('\n').filter((line) => /^\| .*\|$/.test(line));
  return rows.flatMap((row) => {
    const [, , there] = row.replaceAll('\\|', '\0').split('|');
    return [...there.matchAll(/`([^`]*\(.*?)`(?=,|;| |$)/g)].map(([, call]) => call.replaceAll('\0', '|'));
  });
}

/** What the calls name and the page does not: the reader's own. */
const READER = `
  const pool = new WorkerPool(file);
  const { compression } = require('offloop/express');
  const { decompressBody } = require('offloop/fastify');
  const filename = file, path = file, from = file, to = file, task = { buffer: data }, buffer = new ArrayBuffer(1);
  const key = data, salt = data, info = data, password = 'p', encoded = '', maxOutputLength = 1, timeout = 1;`;

test('what docs/migrating.md calls is what the types allow', () => {
  const blocks = sections.flatMap((section) =>
    callsOf(section).map((call, index) => {
      const { line, names } = { line: sections.indexOf(section) * 1000 + index, names: Object.keys(offloop) };
      // In a block of their own, so that names of the package come before those that the types give to readers.
      const code = `const { ${names.join(', ')} } = require('offloop');\n${READER}\n${call};\n`;
      return { page, line, language: 'js', code };
    }),
  );
  expect(blocks.length).toBeGreaterThan(45);
  expect(faultsOf(blocks)).toEqual([]);
});

test.each(Object.entries(OURS))(
  'docs/migrating.md says what the option %s of others is here',
  (name, ours) => {
    const rows = readPage(page)
      .split('\n')
      .filter((line) => line.startsWith('|') || line.startsWith('Other names'));
    const row = rows.find((line) => line.includes(name) && ours.some((own) => line.includes(own)));
    expect(row).toBeDefined();
  },
);
