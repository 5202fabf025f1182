'use strict';

const { isolationUnavailable } = require('./start-error.js');

/**
 * The program that runs this package's files in processes of their own: this one, which is node, Bun or Deno. Throws where
 * it is an application that runs itself instead, whatever file it is given: then each worker would be the whole application
 * again, with workers of its own.
 */
function nodeProgram() {
  const application = applicationKind();
  if (application === undefined) return process.execPath;
  throw isolationUnavailable(['runtime'], `${process.execPath} is ${application}, which runs no other files`);
}

function applicationKind() {
  if (process.versions.electron !== undefined) return 'an application of Electron';
  return isSingleExecutable() ? 'a single executable application' : undefined;
}

function isSingleExecutable() {
  try {
    return require('node:sea').isSea();
  } catch {
    // Versions before 20.12 cannot say.
    return false;
  }
}

module.exports = { nodeProgram };
