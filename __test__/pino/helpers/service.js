'use strict';

const path = require('node:path');
const { runProgram } = require('../../helpers/program.js');

const SERVICE = path.join(__dirname, '..', 'fixtures', 'service.js');

/** The arguments of node for the service of the fixtures. */
const serviceArgs = (settings) => [SERVICE, JSON.stringify({ through: 'lines', ...settings })];

/** Runs a service to its end in a group of its own, whose signals do not reach this process. */
function runService(settings, cwd) {
  return runProgram('setsid', ['--wait', process.execPath, ...serviceArgs(settings)], { cwd });
}

module.exports = { runService, serviceArgs };
