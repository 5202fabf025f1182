'use strict';

const { UsageError } = require('../arguments.js');
const { write } = require('../output.js');
const { addonReport } = require('./addon.js');
const { processorReport, threadsReport } = require('./machine.js');

/**
 * @typedef {object} Problem
 * @property {string} what
 * @property {string} remedy
 */

/**
 * @typedef {object} Report
 * @property {string} title
 * @property {Record<string, unknown>} facts
 * @property {Problem[]} problems
 */

/**
 * Of a program what blocks it, and without one the state of this machine.
 * @param {string | undefined} file
 * @param {string[]} args
 * @param {import('./program/index.js').Options} options
 * @returns {number | Promise<number>} the exit status
 */
function run(file, args, options) {
  if (file !== undefined) return require('./program/index.js').examine(file, args, options);
  for (const name of /** @type {const} */ (['load', 'html', 'maxStall'])) {
    if (options[name] !== undefined)
      throw new UsageError(
        `--${name === 'maxStall' ? 'max-stall' : name} needs a program: offloop doctor -- node server.js`,
      );
  }
  return checkMachine(options);
}

/**
 * @param {{ json?: boolean }} options
 * @returns {Promise<number>} the exit status
 */
async function checkMachine({ json }) {
  const addon = addonReport();
  const reports = [addon, threadsReport(), processorReport(), ...isolationReports(addon.isLoaded)];
  const problems = reports.flatMap((report) => report.problems);
  await write(json ? asJson(reports, problems) : asText(reports, problems));
  return problems.length === 0 ? 0 : 1;
}

/**
 * The report on isolation, which only works with the addon.
 * @param {boolean} isLoaded
 * @returns {Report[]}
 */
function isolationReports(isLoaded) {
  return isLoaded ? [require('./isolation.js').isolationReport()] : [];
}

/**
 * @param {Report[]} reports
 * @param {Problem[]} problems
 */
function asJson(reports, problems) {
  const facts = Object.fromEntries(reports.map((report) => [report.title, report.facts]));
  return `${JSON.stringify({ ok: problems.length === 0, ...facts, problems }, null, 2)}\n`;
}

/**
 * @param {Report[]} reports
 * @param {Problem[]} problems
 */
function asText(reports, problems) {
  const sections = reports.map(({ title, facts }) =>
    [title, ...Object.entries(facts).map(([name, fact]) => `  ${name.padEnd(16)} ${shown(fact)}`)].join('\n'),
  );
  const last =
    problems.length === 0
      ? 'All is well.'
      : ['Problems', ...problems.map(({ what, remedy }) => `  - ${what}\n    ${remedy}`)].join('\n');
  return `${[...sections, last].join('\n\n')}\n`;
}

/** @param {unknown} fact */
function shown(fact) {
  if (fact === true) return 'yes';
  if (fact === false) return 'no';
  return Array.isArray(fact) ? fact.join(' ') || 'none' : `${fact}`;
}

module.exports = { run };
