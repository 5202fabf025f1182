'use strict';

const { readFileSync, readdirSync } = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '../../..');

/** The pages that users read, by their paths. */
function pages() {
  const docs = readdirSync(path.join(ROOT, 'docs')).filter((file) => file.endsWith('.md'));
  const examples = readdirSync(path.join(ROOT, 'examples'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `examples/${entry.name}/README.md`);
  return ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...docs.map((file) => `docs/${file}`), ...examples];
}

function readPage(page) {
  return readFileSync(path.join(ROOT, page), 'utf8');
}

/**
 * The blocks of code of a page. `file` is the name in a comment in its first line, if it begins with one.
 * @param {string} page
 * @returns {{ page: string, line: number, language: string, code: string, file?: string }[]}
 */
function blocksOf(page) {
  const text = readPage(page);
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(({ 1: language, 2: code, index }) => ({
    page,
    line: text.slice(0, index).split('\n').length,
    language,
    code,
    file: /^(?:\/\/|#) ([\w./-]+\.\w+)/.exec(code)?.[1],
  }));
}

/** The last block of a page with this file name. */
function fileOf(page, file) {
  const block = blocksOf(page).findLast((one) => one.file === file);
  if (block === undefined) throw new Error(`${page} has no block that begins with "// ${file}"`);
  return block.code;
}

module.exports = { ROOT, blocksOf, fileOf, pages, readPage };
