'use strict';

const { readFileSync } = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '../..');

/** The text of every file that index.d.ts re-exports, in its order. */
function declarations() {
  const index = readFileSync(path.join(ROOT, 'index.d.ts'), 'utf8');
  const files = [...index.matchAll(/^export \* from '(.+)\.js';$/gm)].map(([, name]) => `${name}.d.ts`);
  return files.map((file) => readFileSync(path.join(ROOT, file), 'utf8')).join('\n');
}

module.exports = { declarations };
