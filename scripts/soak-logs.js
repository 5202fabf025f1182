'use strict';

// Ends services while they log, and counts which of the lines that were logged are in the file. It fails if a line of
// offloop/pino was lost or torn.
//
//   node scripts/soak-logs.js [runs=4] [lines=20000]
//
// Each destination has as many runs of each end.

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { until } = require('../__test__/helpers/until.js');
const { DESTINATIONS, ENDS } = require('./log-ends/service.js');

const SERVICE = require.resolve('./log-ends/service.js');
const [runs = '4', lines = '20000'] = process.argv.slice(2);

async function main() {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'offloop-logs-'));
  const file = path.join(folder, 'app.log');
  let hasFailed = false;
  console.log('| destination | end | runs | with a loss | lines lost | of | torn |');
  try {
    for (const destination of Object.keys(DESTINATIONS)) {
      for (const end of Object.keys(ENDS)) {
        const outcomes = [];
        for (let run = 0; run < Number(runs); run += 1) outcomes.push(await runOne(destination, end, file));
        const lost = outcomes.map((outcome) => outcome.lost);
        const [all, torn] = [lost, outcomes.map((outcome) => outcome.torn)].map(sum);
        const total = Number(lines) * outcomes.length;
        const cells = [destination, end, outcomes.length, lost.filter(Boolean).length, all, total, torn];
        console.log(`| ${cells.join(' | ')} |`);
        hasFailed ||= destination.startsWith('offloop') && all + torn > 0;
      }
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
  if (hasFailed) process.exitCode = 1;
}

/**
 * @param {string} destination
 * @param {string} end
 * @param {string} file
 */
async function runOne(destination, end, file) {
  const settings = { destination, end, lines: Number(lines), file };
  const { signal, status } = spawnSync(process.execPath, [SERVICE, JSON.stringify(settings)], {
    stdio: 'ignore',
  });
  if (signal === null && status === null) throw new Error(`the service could not be started`);
  // While lines of offloop/pino wait, there is a spool.
  await until(() => !fs.existsSync(path.join(path.dirname(file), '.app.log.spool')));
  const outcome = countIn(fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '');
  fs.rmSync(file, { force: true });
  return outcome;
}

/** What is missing in a log, and how many of its lines are no whole ones. @param {string} text */
function countIn(text) {
  const numbers = new Set();
  let torn = 0;
  for (const line of text.split('\n').filter(Boolean)) {
    try {
      numbers.add(JSON.parse(line).n);
    } catch {
      torn += 1;
    }
  }
  return { lost: Number(lines) - numbers.size, torn };
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

main();
