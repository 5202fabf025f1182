'use strict';

/**
 * Makes `bundle/`, the modules of `lib/` in a few files, for the package: opening and compiling each file by itself is most
 * of the time that loading them takes. `npm pack` makes it, and removes it with `--remove`; a clone runs `lib/`.
 *
 * A chunk is a file of modules that are used together. Each module is in one chunk, which gives it by its path, so that there
 * is one instance of it whichever entry point was loaded first. It is evaluated when it is first required, as in `lib/`.
 */

const fs = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');

const { CHUNK_NAMES, chunkOf, modules, pathInPackage, root } = require('./bundle-chunks.js');

const target = path.join(root, 'bundle');

async function make() {
  remove();
  for (const name of CHUNK_NAMES) await makeFile(name, [name]);
  await makeProcessFile();
}

function remove() {
  fs.rmSync(target, { recursive: true, force: true });
}

/**
 * @param {string} name of the file
 * @param {string[]} chunks whose modules are in it
 * @param {esbuild.BuildOptions} [more]
 */
function makeFile(name, chunks, more) {
  const own = modules().filter((module) => chunks.includes(chunkOf(module)));
  const entries = own.map((module) => `'${module}': () => require('./${module}'),`);
  return esbuild.build({
    stdin: {
      contents: `module.exports = {\n${entries.join('\n')}\n};`,
      resolveDir: root,
      sourcefile: `bundle:${name}`,
    },
    outfile: path.join(target, `${name}.js`),
    bundle: true,
    platform: 'node',
    target: 'node20.3',
    packages: 'external',
    banner: { js: "const packageFolder = require('node:path').join(__dirname, '..');" },
    // With --enable-source-maps stack traces have the files and lines of lib/, which the package has too.
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'warning',
    plugins: [addon, ownVersion, otherChunks(chunks), foldersOfModules],
    ...more,
  });
}

/** The addon stays a file of its own in lib/. @type {esbuild.Plugin} */
const addon = {
  name: 'addon',
  setup(build) {
    build.onResolve({ filter: /\.node$/ }, ({ path: file }) => ({
      path: `../lib/${path.basename(file)}`,
      external: true,
    }));
  },
};

/**
 * All that a worker process loads, in one file, which has the place of its chunks: what the process loads later finds the same
 * modules. Their wrappers are in parentheses, by which V8 compiles them with the file, and has them in its code cache.
 */
async function makeProcessFile() {
  const chunks = ['core', 'wire', 'inside'];
  const files = chunks.map((name) => `'${name}.js'`).join(', ');
  const { outputFiles = [] } = await makeFile('process', chunks, {
    footer: {
      js: `for (const file of [${files}]) require.cache[require('node:path').join(__dirname, file)] = module;`,
    },
    write: false,
  });
  for (const file of outputFiles) fs.writeFileSync(file.path, withEagerWrappers(file.text));
}

/** @param {string} text of a bundle, or of its source map, which has no wrappers */
function withEagerWrappers(text) {
  return text.replaceAll(
    /^( {2}"[^"]+")(\((?:exports\d*)?(?:, module\d*)?\)) \{$([^]*?)^ {2}\}$/gm,
    (_, name, parameters, body) => `${name}: (function ${parameters} {${body}  })`,
  );
}

/** The version is that of the package which is packed: nothing is read for it. @type {esbuild.Plugin} */
const ownVersion = {
  name: 'own-version',
  setup(build) {
    const { version } = require('../lib/version.js');
    build.onLoad({ filter: /lib\/version\.js$/, namespace: 'file' }, () => ({
      contents: `module.exports = { version: '${version}' };`,
    }));
  },
};

/**
 * A module of another chunk is asked for by its path.
 * @param {string[]} own chunks of this file
 * @returns {esbuild.Plugin}
 */
function otherChunks(own) {
  return {
    name: 'other-chunks',
    setup(build) {
      build.onResolve({ filter: /^\.\.?\/.*\.js$/, namespace: 'file' }, ({ path: request, resolveDir }) => {
        const module = pathInPackage(path.join(resolveDir, request));
        return own.includes(chunkOf(module)) ? undefined : { path: module, namespace: 'chunk' };
      });
      build.onResolve({ filter: /./, namespace: 'chunk' }, ({ path: file }) => ({
        path: file,
        external: true,
      }));
      build.onLoad({ filter: /./, namespace: 'chunk' }, ({ path: module }) => ({
        contents: `module.exports = require('./${chunkOf(module)}.js')['${module}']();`,
      }));
    },
  };
}

/** Modules that look for files beside theirs find them where lib/ has them. @type {esbuild.Plugin} */
const foldersOfModules = {
  name: 'folders-of-modules',
  setup(build) {
    build.onLoad({ filter: /\.js$/, namespace: 'file' }, ({ path: file }) => {
      const folder = pathInPackage(path.dirname(file));
      const text = fs.readFileSync(file, 'utf8');
      const contents = text.replaceAll('path.join(__dirname,', `path.join(packageFolder, '${folder}',`);
      if (/(?<!')__(dirname|filename)/.test(contents))
        throw new Error(`${file}: only path.join(__dirname, …) can be bundled`);
      return { contents, loader: 'js' };
    });
  },
};

if (process.argv[2] === '--remove') remove();
else make();
