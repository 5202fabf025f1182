'use strict';

const fs = require('node:fs');
const { createRequire } = require('node:module');
const { fileURLToPath, pathToFileURL } = require('node:url');
const { importModule } = require('./import-module.js');

/** How many files are looked at. */
const MOST_FILES = 500;

/** An import, or an export from another module, as far as it matters here: its specifier. */
const IMPORTS = /\b(?:import|export)\b[^'"`;()]*?\(?\s*(['"])([^'"\n]+)\1/g;

/** Makes a module that can be parsed fail before anything of it runs. */
const NEVER = '\nimport "offloop:never";';

/**
 * The same error, its stack headed by the file that could not be parsed, as it is for CommonJS. For ES modules V8's error
 * does not have it, and node shows it only where nothing catches the error: so the modules that the file imports are parsed
 * again, one after the other.
 * @param {any} error of importing the file
 * @param {string} file
 */
async function withFile(error, file) {
  if (!(error instanceof SyntaxError) || /^(file:|\/)/.test(String(error.stack))) return error;
  const url = await culprit(pathToFileURL(file).href, error.message);
  if (url !== undefined) {
    error.message = `${error.message} (in ${fileURLToPath(url)})`;
    error.stack = `${url}\n${error.stack}`;
  }
  return error;
}

/**
 * The first module, from this one on, whose text gives this error.
 * @param {string} first
 * @param {string} message
 */
async function culprit(first, message) {
  const found = new Set([first]);
  // The iteration of a Set includes what is added meanwhile.
  for (const url of found) {
    const text = textOf(url);
    if (text === undefined) continue;
    if ((await parseError(text)) === message) return url;
    for (const [, , specifier] of text.matchAll(IMPORTS)) {
      const next = resolve(specifier, url);
      if (next !== undefined && found.size < MOST_FILES) found.add(next);
    }
  }
  return undefined;
}

/** @param {string} url */
function textOf(url) {
  try {
    return fs.readFileSync(new URL(url), 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * The message of the SyntaxError of a module, which is not run.
 * @param {string} text
 */
async function parseError(text) {
  try {
    await importModule(`data:text/javascript,${encodeURIComponent(text + NEVER)}`);
  } catch (/** @type {any} */ error) {
    return error instanceof SyntaxError ? error.message : undefined;
  }
}

/**
 * @param {string} specifier
 * @param {string} parent
 */
function resolve(specifier, parent) {
  try {
    if (/^(\.{0,2}\/|file:)/.test(specifier)) return new URL(specifier, parent).href;
    return pathToFileURL(createRequire(parent).resolve(specifier)).href;
  } catch {
    return undefined;
  }
}

module.exports = { withFile };
