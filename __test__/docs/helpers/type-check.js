'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { makeFolder, removeFolder } = require('../../helpers/folder.js');
const { runProgram } = require('../../helpers/program.js');
const { ROOT } = require('./pages.js');
const { link } = require('./reader.js');

/** What the pages import. `@types` has those of node and of what needs types beside it. */
const PACKAGES = [
  ...['offloop', '@types', 'bullmq', 'express', 'fastify', 'pino', 'piscina'],
  ...['koa', 'hono', '@hono/node-server', '@nestjs/common', '@nestjs/core', 'reflect-metadata'],
];

const COMPILER_OPTIONS = {
  allowJs: true,
  checkJs: true,
  noEmit: true,
  strict: true,
  // Pages show calls, not declarations: parameters have no types.
  noImplicitAny: false,
  module: 'node20',
  target: 'es2022',
  lib: ['es2023'],
  types: ['node'],
  // Those of Nest.
  experimentalDecorators: true,
  // Types of other packages are not ours to mend.
  skipLibCheck: true,
};

/** Whether code is an ES module. */
function isModule(code) {
  return /^(import|export) /m.test(code);
}

/** A file that TypeScript can check. Code that is not a module becomes the body of a function, so that it may `await`. */
function program({ language, code }) {
  if (language === 'ts') return { extension: 'mts', text: code };
  if (language === 'mjs' || isModule(code)) return { extension: 'mjs', text: code };
  if (/^(module\.)?exports\b/m.test(code)) return { extension: 'cjs', text: code };
  return { extension: 'cjs', text: `async () => {\n${code}};\n` };
}

/**
 * Checks blocks of JavaScript and TypeScript against the types of offloop and of the other packages.
 * @returns {string[]} faults, by page and line
 */
function faultsOf(blocks) {
  const folder = makeFolder();
  try {
    link(folder, PACKAGES);
    fs.copyFileSync(path.join(__dirname, 'reader-names.d.ts'), path.join(folder, 'reader-names.d.ts'));
    const names = blocks.map((block) => {
      const { extension, text } = program(block);
      const name = `${block.page.replaceAll('/', '-')}-${block.line}.${extension}`;
      fs.writeFileSync(path.join(folder, name), text);
      return name;
    });
    const files = [...names, 'reader-names.d.ts'];
    fs.writeFileSync(
      path.join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: COMPILER_OPTIONS, files }),
    );
    const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc');
    const { stdout } = runProgram(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], {
      cwd: folder,
    });
    return stdout.split('\n').filter((line) => /^\S/.test(line));
  } finally {
    removeFolder(folder);
  }
}

module.exports = { faultsOf, isModule };
