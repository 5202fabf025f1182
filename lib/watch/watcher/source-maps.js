'use strict';

const fs = require('node:fs');
const { SourceMap } = require('node:module');
const path = require('node:path');
const { fileURLToPath } = require('node:url');

/** @typedef {import('./stacks.js').Frame} Frame */

/** A comment that names a map, at the end of a file. */
const COMMENT = /\/[/*][#@]\s*sourceMappingURL=(\S+?)(?:\s*\*\/)?\s*$/;
/** Maps by file; null for a file without one. @type {Map<string, SourceMap | null>} */
const maps = new Map();

/**
 * The place in the source that a file was made of; the same frame where it has no source map.
 * @param {Frame} frame its file is a path
 * @returns {Frame}
 */
function original(frame) {
  if (!path.isAbsolute(frame.file)) return frame;
  const entry = /** @type {any} */ (mapOf(frame)?.findEntry(frame.line - 1, frame.column - 1));
  if (entry?.originalSource === undefined) return frame;
  return {
    name: frame.name,
    file: sourceFile(entry.originalSource, frame.file),
    line: entry.originalLine + 1,
    column: entry.originalColumn + 1,
  };
}

/**
 * A place in the source, by source maps.
 * @param {import('./stacks.js').Place} place
 * @returns {import('./stacks.js').Place}
 */
function mapped(place) {
  return {
    ...place,
    at: place.at && original(place.at),
    inside: place.inside && original(place.inside),
    stack: place.stack.map(original),
  };
}

/** @param {Frame} frame */
function mapOf({ file, sourceMap }) {
  let map = maps.get(file);
  if (map === undefined) {
    map = read(file, sourceMap);
    maps.set(file, map);
  }
  return map;
}

/**
 * @param {string} file
 * @param {string} [url] of the map, where V8 knows it
 */
function read(file, url) {
  try {
    const found = url ?? COMMENT.exec(fs.readFileSync(file, 'utf8'))?.[1];
    return found === undefined ? null : new SourceMap(JSON.parse(textOf(found, file)));
  } catch {
    // A map that is missing or damaged leaves the file as it is.
    return null;
  }
}

/**
 * @param {string} url
 * @param {string} file
 */
function textOf(url, file) {
  const data = /^data:[^,]*?(;base64)?,(.*)$/s.exec(url);
  if (data === null) return fs.readFileSync(resolved(url, file), 'utf8');
  return data[1] === undefined ? decodeURIComponent(data[2]) : Buffer.from(data[2], 'base64').toString();
}

/**
 * @param {string} source
 * @param {string} file
 */
function sourceFile(source, file) {
  return /^[\w+-]+:\/\//.test(source) && !source.startsWith('file:') ? source : resolved(source, file);
}

/**
 * @param {string} name a path, relative to the file, or a file: URL
 * @param {string} file
 */
function resolved(name, file) {
  if (name.startsWith('file:')) return fileURLToPath(name);
  return path.resolve(path.dirname(file), decodeURIComponent(name));
}

module.exports = { mapped };
