'use strict';

/**
 * The modules of the Rust package, and which of them depend on which.
 *
 * A module is a file. It depends on the file that defines what it names in a path: re-exports (`pub use`) are followed
 * to the definition. Code that is compiled for tests only does not count, and files of tests do not either.
 */

const fs = require('node:fs');
const path = require('node:path');
const { leavesOf, withoutTests } = require('./rust-text.js');

/** @typedef {{ file: string, children: Set<string>, reexports: Map<string, string[]>, text: string }} Module */

/**
 * Each module by its path from the crate's root, with the modules that it depends on.
 * @param {string} root the file of the crate's root, such as src/lib.rs
 * @returns {Map<string, Set<string>>}
 */
function dependencies(root) {
  /** @type {Map<string, Module>} */
  const modules = new Map();
  collect(modules, [], root);
  return new Map(
    Array.from(modules, ([name, module]) => [name, dependenciesOf(modules, name.split('::'), module)]),
  );
}

/**
 * @param {Map<string, Module>} modules
 * @param {string[]} parts
 * @param {string} file
 */
function collect(modules, parts, file) {
  const text = withoutTests(fs.readFileSync(file, 'utf8'));
  const children = new Set(
    Array.from(text.matchAll(/^(?:pub(?:\([a-z() ]*\))? )?mod (\w+);/gm), (match) => match[1]),
  );
  const module = { file, children, reexports: new Map(), text };
  const name = ['crate', ...parts].join('::');
  modules.set(name, module);
  const folder = isFolder(file) ? path.dirname(file) : file.slice(0, -'.rs'.length);
  for (const child of children) {
    const candidates = [path.join(folder, `${child}.rs`), path.join(folder, child, 'mod.rs')];
    const found = candidates.find((candidate) => fs.existsSync(candidate));
    if (found === undefined) throw new Error(`no file of the module ${name}::${child}`);
    collect(modules, [...parts, child], found);
  }
  for (const [, tree] of text.matchAll(/^pub(?:\([a-z() ]*\))? use ([^;]+);/gm)) {
    for (const { names, as } of leavesOf(tree)) module.reexports.set(as, names);
  }
}

/** @param {string} file */
function isFolder(file) {
  return ['mod.rs', 'lib.rs', 'main.rs'].includes(path.basename(file));
}

/**
 * @param {Map<string, Module>} modules
 * @param {string[]} here
 * @param {Module} module
 */
function dependenciesOf(modules, here, module) {
  const found = new Set();
  const code = module.text.replace(/^(?:pub(?:\([a-z() ]*\))? )?mod \w+;/gm, '');
  const uses = Array.from(code.matchAll(/^\s*(pub(?:\([a-z() ]*\))? )?use ([^;]+);/gm));
  const paths = uses.filter(([, isPublic]) => !isPublic).flatMap(([, , tree]) => leavesOf(tree));
  const imported = new Map(paths.map(({ names, as }) => [as, names]));
  const plain = code.replace(/^\s*(?:pub(?:\([a-z() ]*\))? )?use [^;]+;/gm, '');
  const inline = Array.from(plain.matchAll(/\b\w+(?:::\w+)+/g), ([text]) => ({
    names: text.split('::'),
    as: '',
  }));
  for (const { names } of [...paths, ...inline]) {
    const first = imported.get(names[0]);
    const target = definingModule(
      modules,
      here,
      first === undefined ? names : [...first, ...names.slice(1)],
      0,
    );
    if (target !== undefined && target !== here.join('::')) found.add(target);
  }
  return found;
}

/**
 * The module that defines what `names` lead to from `here`; `undefined` for another crate.
 * @param {Map<string, Module>} modules
 * @param {string[]} here
 * @param {string[]} names
 * @param {number} depth
 * @returns {string | undefined}
 */
function definingModule(modules, here, names, depth) {
  if (depth > 16) return undefined;
  let at = here;
  let rest = names;
  if (rest[0] === 'crate') [at, rest] = [['crate'], rest.slice(1)];
  else if (rest[0] === 'self') rest = rest.slice(1);
  else if (rest[0] === 'super') {
    while (rest[0] === 'super') [at, rest] = [at.slice(0, -1), rest.slice(1)];
  } else {
    const module = modules.get(here.join('::'));
    if (!module?.children.has(rest[0]) && !module?.reexports.has(rest[0])) return undefined;
  }
  while (rest.length > 0) {
    const module = modules.get(at.join('::'));
    if (module === undefined) return undefined;
    if (module.children.has(rest[0])) [at, rest] = [[...at, rest[0]], rest.slice(1)];
    else {
      const exported = module.reexports.get(rest[0]);
      if (exported === undefined) return at.join('::');
      return definingModule(modules, at, [...exported, ...rest.slice(1)], depth + 1);
    }
  }
  // A module as such, without an item of it: what is used of it is named elsewhere.
  return undefined;
}

module.exports = { dependencies };
