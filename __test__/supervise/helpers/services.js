'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { isolationSupport, supervise } = require('../../..');

const SERVICE = JSON.stringify(require.resolve('../../../service.js'));

const { processes, sandbox } = isolationSupport();

/** Services, and their sandboxes, are for systems that have both. */
const describeServices = processes ? describe : describe.skip;
const testWithSandbox = sandbox ? test : test.skip;

/** The path of a program in fixtures/. */
const fixture = (name) => path.join(__dirname, '../fixtures', name);

/**
 * Writes a program that has offloop/service as `service`.
 * @param {{ at(name: string): string }} folder
 * @param {string} code
 * @returns {string} its path
 */
function writeProgram(folder, code) {
  const file = folder.at('program.js');
  fs.writeFileSync(file, `const service = require(${SERVICE});\n${code}`);
  return file;
}

/**
 * Starts services that end with their test.
 * @returns {(options?: import('../../..').SuperviseOptions & { file?: string }) => import('../../..').Service} by default of
 *   fixtures/server.js on a free port
 */
function useServices() {
  /** @type {Set<import('../../..').Service>} */
  const running = new Set();
  afterEach(async () => {
    await Promise.all(Array.from(running, (service) => service.stop({ timeout: 0 })));
    running.clear();
  });
  return ({ file = fixture('server.js'), ...options } = {}) => {
    const service = supervise(file, { listen: { port: 0, host: '127.0.0.1' }, ...options });
    // Tests look at what `ready` says.
    service.on('giveUp', () => {});
    running.add(service);
    return service;
  };
}

module.exports = { describeServices, fixture, testWithSandbox, useServices, writeProgram };
