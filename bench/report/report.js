'use strict';

const { mkdirSync, writeFileSync } = require('node:fs');
const { availableParallelism, cpus, arch, loadavg, release, totalmem } = require('node:os');
const { join } = require('node:path');
const { QUICK } = require('../measure/measure.js');

const RESULTS = join(__dirname, '../results');
/** The version that the page is about; what others measure is kept in folders of their own. */
const FIRST_VERSION = 20;

/** What a call costs and gives: a table is made of each. @type {{ key: string, title: string, unit?: string, digits?: number, better?: 'less' | 'more' }[]} */
const COSTS = [
  { key: 'cpu', title: 'CPU time of all threads' },
  { key: 'main', title: 'CPU time of the main thread', digits: 3 },
  { key: 'wall', title: 'wall time' },
  { key: 'ratio', title: 'plain size by compressed size', unit: 'times smaller', digits: 3, better: 'more' },
];

/**
 * A table of one row of the benchmark, printed line by line as figures come in and saved at its end.
 * @param {string} name names the file
 * @param {{ title: string, unit: string, subjects: string[], beside?: string[], digits?: number, better?: 'less' | 'more' }} about
 *   the first subject is ours, the second the peer that it is compared with first; those of `beside` are shown, but are not peers
 */
function report(name, { title, unit, subjects, beside = [], digits = 2, better = 'less' }) {
  const isPeer = subjects.map((subject) => !beside.includes(subject));
  const lines = [];
  console.log(`\n${title} [${unit}]`);
  console.log(line(['', ...subjects, 'ratio', 'to the best']));
  return {
    /**
     * @param {string} label
     * @param {({ median: number, low: number, high: number } | undefined)[]} figures one a subject; none where the
     *   subject cannot do it
     */
    add(label, figures, extra = {}) {
      const ratios = ratiosOf(
        figures.filter((_, index) => isPeer[index]),
        better,
      );
      const notes = Object.entries(extra).map(([key, value]) => `  ${key} ${value}`);
      const cells = figures.map((figure) => shown(figure, digits));
      console.log(
        line([label, ...cells, shownRatio(ratios.ratio), shownRatio(ratios.best)]) + notes.join(''),
      );
      const named = Object.fromEntries(subjects.map((subject, index) => [subject, figures[index]]));
      lines.push({ label, ...named, ...ratios, ...extra });
    },
    save() {
      const folder = folderOf(Number(process.versions.node.split('.', 1)[0]));
      mkdirSync(folder, { recursive: true });
      const about = { title, unit, subjects, beside, digits, better, machine: machine(), quick: QUICK };
      const run = { node: process.version, loadBefore: loadBefore(), date: new Date() };
      const text = JSON.stringify({ ...about, ...run, lines }, undefined, 2);
      writeFileSync(join(folder, `${name}.json`), `${text}\n`);
    },
  };
}

/**
 * Tables for what `compare` measures, one a kind of cost: `name`, `name-main`, `name-wall`, and `name-ratio` where
 * `costs` have that too.
 * @param {string} name
 * @param {{ title: string, unit: string, subjects: string[], beside?: string[], digits?: number,
 *   first?: string }} about as of `report`; `first` is the kind that has the bare name: `cpu`, `main` or `wall`
 */
function reportCosts(name, { title, unit, subjects, beside, digits, first = 'cpu' }) {
  const rows = [];
  return {
    /**
     * @param {string} label
     * @param {Record<string, import('../measure/measure.js').Costs>} costs
     */
    add: (label, costs) => rows.push({ label, costs }),
    save() {
      const kinds = COSTS.filter(({ key }) => rows[0].costs[subjects[0]][key] !== undefined);
      for (const { key, title: kind, ...about } of kinds) {
        const table = report(key === first ? name : `${name}-${key}`, {
          title: `${title}: ${kind}`,
          unit,
          subjects,
          beside,
          digits,
          ...about,
        });
        for (const { label, costs } of rows) {
          const figures = subjects.map((subject) => costs[subject]?.[key]);
          table.add(label, figures);
        }
        table.save();
      }
    },
  };
}

/**
 * Our figure by the peer's, and by that of the best peer.
 * @param {(import('../measure/measure.js').Spread | undefined)[]} figures
 * @param {'less' | 'more'} better
 */
function ratiosOf([ours, ...peers], better) {
  const medians = peers.flatMap((peer) => (peer === undefined ? [] : [peer.median]));
  if (ours === undefined || medians.length === 0) return {};
  const best = better === 'less' ? Math.min(...medians) : Math.max(...medians);
  return { ratio: peers[0] && ours.median / peers[0].median, best: ours.median / best };
}

/** @param {number} version of Node, the first number */
function folderOf(version) {
  return version === FIRST_VERSION ? RESULTS : join(RESULTS, `node-${version}`);
}

/** How busy the machine was before the benchmark began. */
function loadBefore() {
  return Number(process.env.OFFLOOP_BENCH_LOAD ?? loadavg()[0]);
}

function machine() {
  const gib = Math.round(totalmem() / 1024 ** 3);
  return `${availableParallelism()} cores ${cpus()[0].model} (${arch()}), ${gib} GiB, ${process.platform} ${release()}`;
}

function shown(figure, digits) {
  if (figure === undefined) return '–';
  const { median, low, high } = figure;
  return `${median.toFixed(digits)} (${low.toFixed(digits)}-${high.toFixed(digits)})`;
}

function shownRatio(ratio) {
  return ratio?.toFixed(2) ?? '–';
}

function line([label, ...cells]) {
  return label.padEnd(34) + cells.map((cell) => cell.padStart(24)).join('');
}

module.exports = { FIRST_VERSION, RESULTS, folderOf, report, reportCosts };
