'use strict';

const { randomUUID } = require('node:crypto');
const { mkdirSync, readdirSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');

const newPath = () => path.join(tmpdir(), `offloop-test-${randomUUID()}`);

/** An empty folder, for programs that Jest does not run. Returns its path. */
function makeFolder() {
  const folder = newPath();
  mkdirSync(folder);
  return folder;
}

function removeFolder(folder) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/**
 * An empty folder for each test of the file or `describe` that calls this.
 * @returns {{ readonly path: string, at(...names: string[]): string, list(): string[] }} the folder of the test that
 *   runs, paths in it, and the names that are there, sorted
 */
function useFolder() {
  let folder;
  beforeEach(() => {
    folder = makeFolder();
  });
  afterEach(() => removeFolder(folder));
  return {
    get path() {
      return folder;
    },
    at: (...names) => path.join(folder, ...names),
    list: () => readdirSync(folder).sort(),
  };
}

/**
 * One folder for all tests of the file or `describe` that calls this, made before the first of them.
 * @returns {string} its path
 */
function useSharedFolder() {
  // Only tests that run have it made and removed: Jest calls no hook of a `describe` that is skipped.
  const folder = newPath();
  beforeAll(() => mkdirSync(folder));
  afterAll(() => removeFolder(folder));
  return folder;
}

module.exports = { makeFolder, removeFolder, useFolder, useSharedFolder };
