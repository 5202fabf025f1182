'use strict';

/** The ES module of bcryptjs 3. */
const BCRYPTJS = /^(?<folder>.*\/node_modules\/bcryptjs\/)index\.js$/;

/** @typedef {{ format?: string | null, source?: any }} Loaded */

/**
 * A hook of node's module loader, for either of its kinds: with and without promises. The module's own functions are
 * replaced at its end, in its default export and by their names.
 * @param {string} url
 * @param {unknown} context
 * @param {(url: string, context: unknown) => any} nextLoad
 */
function load(url, context, nextLoad) {
  const loaded = nextLoad(url, context);
  const folder = BCRYPTJS.exec(url)?.groups?.folder;
  if (folder === undefined) return loaded;
  return loaded instanceof Promise
    ? loaded.then((/** @type {Loaded} */ each) => withReplaced(each, folder))
    : withReplaced(loaded, folder);
}

/**
 * @param {Loaded} loaded
 * @param {string} folder
 */
function withReplaced(loaded, folder) {
  if (loaded.format !== 'module') return loaded;
  const end = `
import * as __self from './index.js';
globalThis[Symbol.for('offloop.auto.adapt')]?.('bcryptjs', __self.default, ${JSON.stringify(folder)});
({ hash, compare } = __self.default);
`;
  return { ...loaded, source: Buffer.from(loaded.source).toString() + end };
}

module.exports = { load };
