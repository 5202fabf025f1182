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

const root = path.join(__dirname, '..');
const target = path.join(root, 'bundle');

/**
 * What is loaded first: by most programs, and by each worker. It is one chunk each, with all that these modules load when
 * they are loaded, and nothing that is loaded later.
 */
const FIRST = {
  core: ['lib/workers/inside/process.js', 'lib/workers/inside/thread.js'],
  main: ['lib/index.js', 'lib/hash/index.js', 'lib/workers/pool/pool.js'],
};

/**
 * A module is in the first chunk whose test it passes.
 * @type {[name: string, test: (module: string) => boolean][]}
 */
const CHUNKS = [
  ['inside', matches(/^lib\/(worker\.js$|workers\/inside\/)/)],
  ['wire', matches(/^lib\/workers\/wire\//)],
  ['core', isAmong(loadedBy(FIRST.core))],
  ['main', isAmong(loadedBy(FIRST.main))],
  ['workers', matches(/^lib\/(workers|process|background-jobs)\//)],
  ...['exec-file', 'zlib', 'http', 'watch', 'auto'].map(ofFolder),
  ...['bullmq', 'ffmpeg', 'image', 'onnx', 'pino', 'supervise', 'cli'].map(ofFolder),
  // What works on data in memory is read when the code that requires the package has run, and opens no file later.
  ['memory', () => true],
];

/**
 * @param {string} name of a folder of lib/
 * @returns {[name: string, test: (module: string) => boolean]}
 */
function ofFolder(name) {
  return [name, (module) => module.startsWith(`lib/${name}/`)];
}

/** @param {RegExp} pattern */
function matches(pattern) {
  return (/** @type {string} */ module) => pattern.test(module);
}

/** @param {Set<string>} names */
function isAmong(names) {
  return (/** @type {string} */ module) => names.has(module);
}

/**
 * Modules with all that they require when they are loaded: outside of functions, at the beginning of a line.
 * @param {string[]} entries
 */
function loadedBy(entries) {
  const found = new Set(entries);
  for (const module of found) {
    const text = fs.readFileSync(path.join(root, module), 'utf8');
    for (const [, request] of text.matchAll(/^(?:const|\}) .*= require\('(\.[^']+\.js)'\)/gm))
      found.add(path.posix.join(path.posix.dirname(module), request));
  }
  return found;
}

/** Files that node or a worker is started with. They choose between a bundle and lib/, or need neither. */
const ENTRY_POINTS = /^lib\/((auto|bullmq|pino|supervise|watch|workers)\/bootstrap|(image|onnx)\/inside)\//;

/** @param {string} module */
function chunkOf(module) {
  return /** @type {(typeof CHUNKS)[0]} */ (CHUNKS.find(([, test]) => test(module)))[0];
}

function modules() {
  const files = /** @type {string[]} */ (fs.readdirSync(path.join(root, 'lib'), { recursive: true }));
  const names = files.map((file) => pathInPackage(path.join(root, 'lib', file)));
  return names.filter((name) => name.endsWith('.js') && !ENTRY_POINTS.test(name)).sort();
}

/** @param {string} file absolute */
function pathInPackage(file) {
  return path.relative(root, file).replaceAll(path.sep, '/');
}

async function make() {
  remove();
  for (const [name] of CHUNKS) await makeChunk(name);
}

function remove() {
  fs.rmSync(target, { recursive: true, force: true });
}

/** @param {string} name */
function makeChunk(name) {
  const own = modules().filter((module) => chunkOf(module) === name);
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
    plugins: [addon, otherChunks(name), foldersOfModules],
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
 * A module of another chunk is asked for by its path.
 * @param {string} name of this chunk
 * @returns {esbuild.Plugin}
 */
function otherChunks(name) {
  return {
    name: 'other-chunks',
    setup(build) {
      build.onResolve({ filter: /^\.\.?\/.*\.js$/, namespace: 'file' }, ({ path: request, resolveDir }) => {
        const module = pathInPackage(path.join(resolveDir, request));
        return chunkOf(module) === name ? undefined : { path: module, namespace: 'chunk' };
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
      if (/__(dirname|filename)/.test(contents))
        throw new Error(`${file}: only path.join(__dirname, …) can be bundled`);
      return { contents, loader: 'js' };
    });
  },
};

if (process.argv[2] === '--remove') remove();
else make();
