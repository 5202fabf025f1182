'use strict';

const { percentile } = require('../../../../examples/dashboard/compare/pace.js');
const { spread } = require('../../../measure/measure.js');
const { report } = require('../../../report/report.js');

/**
 * A table, and what each of its lines is of one measurement.
 * @typedef {{ name: string, about: { title: string, unit: string, better?: 'less' | 'more', digits?: number },
 *   lines: Record<string, (figures: any) => number> }} Table
 */

/** How long light requests wait under the load. @type {Table['lines']} */
const LIGHT_REQUESTS = {
  'light request, p50': ({ loaded }) => percentile(loaded.ping, 0.5),
  'light request, p99': ({ loaded }) => percentile(loaded.ping, 0.99),
};

/** How much of the heavy work is done. @type {Table['lines']} */
const HEAVY_WORK = {
  'reports, 1.8 MB to brotli': ({ heavy }) => heavy.report.perSecond,
  'digests, 1 MiB with sha256 and sha512': ({ heavy }) => heavy.digest.perSecond,
};

/**
 * Saves tables of the demo's measurements.
 * @param {Table[]} tables
 * @param {any[][]} measured those of each subject
 * @param {{ subjects: string[], beside: string[] }} settings of the report
 */
function saveTables(tables, measured, settings) {
  for (const { name, about, lines } of tables) {
    const table = report(name, { ...about, ...settings });
    for (const [label, figure] of Object.entries(lines)) {
      table.add(
        label,
        measured.map((list) => spread(list.map(figure))),
      );
    }
    table.save();
  }
}

module.exports = { HEAVY_WORK, LIGHT_REQUESTS, saveTables };
