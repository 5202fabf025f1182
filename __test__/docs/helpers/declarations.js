'use strict';

const { readFileSync } = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '../../..');

/** The files that index.d.ts re-exports, in its order, with their text. */
function declarationFiles() {
  const index = readFileSync(path.join(ROOT, 'index.d.ts'), 'utf8');
  const names = [...index.matchAll(/^export \* from '(.+)\.js';$/gm)].map(([, name]) => `${name}.d.ts`);
  return names.map((name) => ({ name, text: readFileSync(path.join(ROOT, name), 'utf8') }));
}

/** The text of all of them. */
function declarations() {
  return declarationFiles()
    .map(({ text }) => text)
    .join('\n');
}

module.exports = { declarationFiles, declarations };
