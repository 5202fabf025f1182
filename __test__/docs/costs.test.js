'use strict';

const { readPage } = require('./helpers/pages.js');

/** The cells of the rows of all tables in a text, by the first cell. */
function rows(text) {
  const lines = text.split('\n').filter((line) => line.startsWith('|'));
  return lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const section = (page, heading) => page.split(`## ${heading}\n`)[1].split('\n## ')[0];

test('the costs in README are those of docs/performance.md', () => {
  const table = rows(section(readPage('README.md'), 'What it costs'));
  const measured = rows(section(readPage('docs/performance.md'), 'The event loop under load'));
  const [head, , ...body] = table;
  expect(body.length).toBeGreaterThanOrEqual(4);
  const medians = body.map(([label]) => {
    const [name, ...cells] = measured.find(([first]) => label.replace(/, a second$/, '') === first);
    expect([name, measured.find((row) => row[1] === 'offloop').slice(1, 5)]).toEqual([name, head.slice(1)]);
    return [label, ...cells.slice(0, 4).map((cell) => cell.split(' ')[0])];
  });
  expect(body).toEqual(medians);
});

test('what docs/threads.md says of parseJson is what docs/performance.md measured', () => {
  const json = rows(section(readPage('docs/performance.md'), 'Large JSON'));
  const stall = (size) =>
    Math.round(parseFloat(json.find(([label]) => label === `${size}, longest stall`)[1]));
  const [, text] = rows(readPage('docs/threads.md')).find(([what]) => what.startsWith('`parseJson`'));
  expect(text).toContain(`${stall('40 MB')} ms at 40 MB`);
  expect(text).toContain(`${stall('200 MB')} ms at 200 MB`);
});
