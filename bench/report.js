'use strict';

const { mkdirSync, writeFileSync } = require('node:fs');
const { availableParallelism, arch, loadavg } = require('node:os');
const { join } = require('node:path');

const RESULTS = join(__dirname, 'results');

/**
 * A table of one row of the benchmark, printed line by line as figures come in and saved at its end.
 * @param {string} name names the file
 * @param {{ title: string, unit: string, subjects: string[], digits?: number }} about the first subject is ours, the
 *   second the peer it is compared with
 */
function report(name, { title, unit, subjects, digits = 2 }) {
  const lines = [];
  console.log(`\n${title} [${unit}]`);
  console.log(line(['', ...subjects, 'ratio']));
  return {
    /** @param {string} label @param {{ median: number, low: number, high: number }[]} figures one a subject */
    add(label, figures, extra = {}) {
      const ratio = figures[0].median / figures[1].median;
      const notes = Object.entries(extra).map(([key, value]) => `  ${key} ${value}`);
      console.log(
        line([label, ...figures.map((figure) => shown(figure, digits)), ratio.toFixed(2)]) + notes.join(''),
      );
      const named = Object.fromEntries(subjects.map((subject, index) => [subject, figures[index]]));
      lines.push({ label, ...named, ratio, ...extra });
    },
    save() {
      mkdirSync(RESULTS, { recursive: true });
      const machine = `${availableParallelism()}-core ${arch()}`;
      const about = { title, unit, machine, node: process.version, load: loadavg()[0], date: new Date() };
      writeFileSync(join(RESULTS, `${name}.json`), `${JSON.stringify({ ...about, lines }, undefined, 2)}\n`);
    },
  };
}

function shown({ median, low, high }, digits) {
  return `${median.toFixed(digits)} (${low.toFixed(digits)}-${high.toFixed(digits)})`;
}

function line([label, ...cells]) {
  return label.padEnd(34) + cells.map((cell) => cell.padStart(24)).join('');
}

module.exports = { report };
