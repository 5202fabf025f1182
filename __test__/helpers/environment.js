'use strict';

const { TestEnvironment } = require('jest-environment-node');

/**
 * Jest's environment of Node, in which the programs that tests start print without colours. Where Jest has a terminal it
 * sets FORCE_COLOR for its own processes, and many services for tests set it; children would inherit it.
 */
class Environment extends TestEnvironment {
  /** @param {ConstructorParameters<typeof TestEnvironment>} args */
  constructor(...args) {
    // That of the process itself, before Jest copies it for the tests: a child is given this one by default.
    delete process.env.FORCE_COLOR;
    super(...args);
  }
}

module.exports = Environment;
