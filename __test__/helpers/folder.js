'use strict';

const { mkdtempSync, readdirSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');

/**
 * An empty folder for each test of the file that calls this.
 * @returns {{ at(name: string): string, list(): string[] }} paths in the folder, and the names that are there
 */
function useFolder() {
  let folder;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'offloop-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return { at: (name) => path.join(folder, name), list: () => readdirSync(folder).sort() };
}

module.exports = { useFolder };
