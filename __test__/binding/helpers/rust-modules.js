'use strict';

const fs = require('node:fs');
const path = require('node:path');

/**
 * The modules of a crate and the modules that each of them names, in `use` declarations and in paths. Left out are tests,
 * and what the `mod.rs` of a folder names in the folder: it stands for all of it, and has its tables and re-exports.
 * @param {string} folder the crate's `src`
 * @returns {Map<string, Set<string>>} by path, as `binding::scheduler`
 */
function moduleGraph(folder) {
  const sources = new Map(modulesIn(folder).map(({ name, file }) => [name, codeOf(file)]));
  return new Map([...sources].map(([name, code]) => [name, named(name, code, sources)]));
}

/**
 * Groups of modules that name each other, directly or through others of the group.
 * @param {Map<string, Set<string>>} graph
 */
function circles(graph) {
  const reached = new Map([...graph.keys()].map((name) => [name, reachedFrom(name, graph)]));
  const groups = [...graph.keys()]
    .filter((name) => reached.get(name).has(name))
    .map((name) => [...reached.get(name)].filter((other) => reached.get(other).has(name)).sort());
  return [...new Set(groups.map((group) => group.join(' ')))].sort();
}

function reachedFrom(start, graph) {
  const reached = new Set();
  const pending = [...graph.get(start)];
  while (pending.length > 0) {
    const name = pending.pop();
    if (reached.has(name)) continue;
    reached.add(name);
    pending.push(...graph.get(name));
  }
  return reached;
}

function modulesIn(folder) {
  return fs
    .readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.rs') && file !== 'lib.rs')
    .map((file) => ({ file: path.join(folder, file), name: nameOf(file) }))
    .filter(({ name }) => !name.split('::').includes('tests'));
}

function nameOf(file) {
  return file
    .replace(/(\/mod)?\.rs$/, '')
    .split(path.sep)
    .join('::');
}

/** The code of a file without comments, strings and tests. */
function codeOf(file) {
  return fs
    .readFileSync(file, 'utf8')
    .split(/^#\[cfg\(test\)\]\nmod tests \{/m)[0]
    .replaceAll(/\/\/.*/g, '')
    .replaceAll("'\"'", "''")
    .replaceAll(/"(?:[^"\\]|\\.)*"/gs, '""');
}

/** The modules that the code of a module names. */
function named(name, code, sources) {
  const uses = [...code.matchAll(/\buse\s+([^;]+);/g)].flatMap(([, tree]) => expanded(tree));
  const paths = code.match(/\b\w+(?:::\w+)+/g) ?? [];
  const found = [...uses, ...paths].map((used) => moduleOf(used.split('::'), name, sources));
  return new Set(
    found.filter((other) => other !== undefined && other !== name && !other.startsWith(`${name}::`)),
  );
}

/** The paths of a tree such as `a::{b, c::{d, e}}`. */
function expanded(tree) {
  const group = /\{([^{}]*)\}/.exec(tree);
  if (group === null) return [tree.replaceAll(/\s+as\s+\w+|\s/g, '')];
  const members = group[1].split(',').map((member) => member.trim());
  return members
    .filter((member) => member !== '')
    .flatMap((member) => alternative(tree, group, member).flatMap(expanded));
}

/** The trees at one level that a group stands in, with one member in its place. */
function alternative(tree, group, member) {
  const start = tree.slice(0, group.index);
  const end = tree.slice(group.index + group[0].length);
  return [`${start}${member}${end}`];
}

/** The innermost module that a path leads to, seen from a module; undefined for paths out of the crate. */
function moduleOf(segments, from, sources) {
  const [first, ...rest] = segments;
  const around = from.split('::');
  if (first === 'crate') return innermost([], rest, sources);
  if (first === 'self') return innermost(around, rest, sources);
  if (first !== 'super')
    return sources.has(`${from}::${first}`) ? innermost(around, segments, sources) : undefined;
  const ups = segments.findIndex((segment) => segment !== 'super');
  const levels = ups === -1 ? segments.length : ups;
  return innermost(around.slice(0, -levels), segments.slice(levels), sources);
}

function innermost(base, segments, sources) {
  let found = base;
  for (const segment of segments) {
    if (!sources.has([...found, segment].join('::'))) break;
    found = [...found, segment];
  }
  return sources.has(found.join('::')) ? found.join('::') : undefined;
}

module.exports = { circles, moduleGraph };
