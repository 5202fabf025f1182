// The reference site: a module for each file that index.d.ts lists, and the guides.

import { readFileSync } from 'node:fs';

const index = readFileSync(new URL('../index.d.ts', import.meta.url), 'utf8');
const subjects = [...index.matchAll(/^export \* from '\.(.+)\.js';$/gm)].map(([, name]) => `..${name}.d.ts`);

// In the order of the index, which lists all of them.
const list = readFileSync(new URL('../docs/README.md', import.meta.url), 'utf8');
const linked = [...list.matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, file]) => `../docs/${file}`);
const guides = ['../docs/README.md', ...new Set(linked)];

/**
 * Names guides by their headings, where TypeDoc takes the names of files.
 * @param {import('typedoc').Application} app
 */
function titlesFromHeadings(app) {
  app.converter.on('createDocument', (_context, document) => {
    const text = document.content.map((part) => part.text).join('');
    const heading = /^# (.+)$/m.exec(text);
    if (heading) document.name = heading[1].replaceAll('`', '');
  });
}

/** @type {Partial<import('typedoc').TypeDocOptions>} */
const options = {
  name: 'offloop',
  entryPoints: [
    ...subjects,
    '../types/http.d.ts',
    '../types/http-images.d.ts',
    '../types/http-media.d.ts',
    '../types/http-static.d.ts',
    '../bullmq.d.ts',
    '../worker.d.ts',
    '../types/image.d.ts',
    '../types/auto.d.ts',
    '../types/ffmpeg.d.ts',
    '../types/onnx.d.ts',
    '../types/service.d.ts',
    '../types/watch.d.ts',
    '../types/pino.d.ts',
  ],
  tsconfig: 'tsconfig.json',
  out: 'html',
  plugin: [titlesFromHeadings],
  customCss: 'style.css',
  favicon: '../examples/dashboard/page/icon.svg',
  readme: '../README.md',
  projectDocuments: [...guides, '../CONTRIBUTING.md', '../CHANGELOG.md', '../SECURITY.md'],
  sortEntryPoints: false,
  searchInDocuments: true,
  includeVersion: true,
  // Types that extend an alias of a type link to the summary, which does not list them.
  includeHierarchySummary: false,
  excludeExternals: true,
  disableSources: true,
  githubPages: false,
  // TypeDoc's own list, and the languages of the guides.
  highlightLanguages: [
    'bash',
    'sh',
    'c',
    'css',
    'dockerfile',
    'html',
    'ini',
    'javascript',
    'js',
    'json',
    'jsonc',
    'yaml',
    'typescript',
    'ts',
    'tsx',
    'console',
    'dockerfile',
    'http',
  ],
  validation: { notExported: true, invalidLink: true, invalidPath: true, notDocumented: false },
};

export default options;
