'use strict';

const { pages, readPage } = require('./helpers/pages.js');

test('docs/README.md links to every guide', () => {
  const guides = pages().filter((page) => page.startsWith('docs/') && page !== 'docs/README.md');
  const index = readPage('docs/README.md');
  expect(guides.filter((page) => !index.includes(`](${page.slice('docs/'.length)})`))).toEqual([]);
});
