// The reference site: a module for each file that index.d.ts lists, and the guides of docs/.

import { readFileSync } from 'node:fs';

const index = readFileSync(new URL('../index.d.ts', import.meta.url), 'utf8');
const subjects = [...index.matchAll(/^export \* from '\.(.+)\.js';$/gm)].map(([, name]) => `..${name}.d.ts`);

/** @type {Partial<import('typedoc').TypeDocOptions>} */
const options = {
  name: 'offloop',
  entryPoints: [...subjects, '../worker.d.ts'],
  tsconfig: 'tsconfig.json',
  out: 'html',
  readme: '../README.md',
  projectDocuments: ['../docs/*.md'],
  sortEntryPoints: false,
};

export default options;
