'use strict';

/**
 * Brings the tables and plots of docs/performance.md up to date with the results that are saved. A place in the page
 * is between `<!-- figures NAME [bars|lines] -->` and `<!-- end -->`; a name may end in `*`. `<!-- overview -->`,
 * `<!-- peers ahead -->`, `<!-- node versions -->`, `<!-- machine -->` and `<!-- goals NAME -->` begin places of their own. The rest is prose.
 */

const { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { GOALS } = require('./goals/index.js');
const { goalsTable } = require('./goals-table.js');
const { markdown } = require('./markdown.js');
const { nodeVersions } = require('./node-versions.js');
const { overview } = require('./overview-table.js');
const { peersAhead } = require('./peers-ahead.js');
const { plot } = require('./plot.js');
const { RESULTS } = require('./report.js');

const PAGE = join(__dirname, '../../docs/performance.md');
const PLOTS = join(__dirname, '../../docs/performance');
const PLACE =
  /(<!-- (figures|overview|peers ahead|node versions|machine|goals)(?: (\S+))?(?: (bars|lines))? -->\n)[^]*?(<!-- end -->)/g;
/** With more than this before it begins, other programs take part in what is measured. */
const MOST_LOAD_BEFORE = 0.5;
/** Other figures of the same measurement, folded away below the table that has the bare name. */
const FOLDED = ['-main', '-wall', '-cpu', '-ratio'];

const FILLINGS = {
  overview: firstTable,
  'peers ahead': ahead,
  'node versions': nodeVersions,
  machine,
  goals,
  figures,
};

function write() {
  mkdirSync(PLOTS, { recursive: true });
  const page = readFileSync(PAGE, 'utf8').replace(PLACE, (whole, begin, kind, pattern, how, end) => {
    const filling = FILLINGS[kind](pattern, how);
    return filling === '' ? whole : `${begin}\n${filling}\n\n${end}`;
  });
  writeFileSync(PAGE, page);
  console.log('docs/performance.md is written');
}

/** Of the newest results: what they were measured on. */
function machine() {
  const [newest] = names('*')
    .map(load)
    .sort((a, b) => b.date.localeCompare(a.date));
  if (newest === undefined) return '';
  return `Measured on ${newest.machine}, Node.js ${newest.node}, ${newest.date.slice(0, 10)}.${warning()}`;
}

/** Why the figures are only rough. */
function warning() {
  const tables = names('*').map(load);
  if (tables.some(({ quick }) => quick))
    return ' **Some with few rounds: only to see that the benchmark works.**';
  const busy = Math.max(...tables.map(({ loadBefore }) => loadBefore));
  if (busy < MOST_LOAD_BEFORE) return '';
  return ` **The machine was busy with other programs too (load ${busy.toFixed(1)}): to be measured again.**`;
}

/**
 * Where not all of them were measured the table stays as it is.
 * @param {string} group
 */
function goals(group) {
  const needed = GOALS[group].flatMap(({ of, over }) => [of, ...(over === undefined ? [] : [over])]);
  return needed.every((name) => existsSync(fileOf(name))) ? goalsTable(GOALS[group], load) : '';
}

function firstTable() {
  const { table, picture: drawn } = overview((name) => (existsSync(fileOf(name)) ? load(name) : undefined));
  if (drawn.lines.length === 0) return '';
  writeFileSync(join(PLOTS, 'overview.svg'), `${plot(drawn, 'bars')}\n`);
  return `${table}\n\n![${drawn.title}](performance/overview.svg)`;
}

function ahead() {
  return peersAhead(names('*').map((name) => ({ name, table: load(name) })));
}

function figures(pattern, how) {
  return names(pattern)
    .filter((name) => !pattern.endsWith('*') || !isFolded(name))
    .map((name) =>
      [how && picture(name, how), markdown(load(name)), folded(name)].filter(Boolean).join('\n\n'),
    )
    .join('\n\n');
}

function picture(name, how) {
  const table = load(name);
  writeFileSync(join(PLOTS, `${name}.svg`), `${plot(table, how)}\n`);
  return `![${table.title}](performance/${name}.svg)`;
}

function folded(name) {
  const others = FOLDED.map((suffix) => name + suffix).filter((other) => existsSync(fileOf(other)));
  if (others.length === 0) return '';
  const tables = others.map((other) => markdown(load(other))).join('\n\n');
  return `<details><summary>Other figures of the same</summary>\n\n${tables}\n\n</details>`;
}

function isFolded(name) {
  return FOLDED.some((suffix) => name.endsWith(suffix) && existsSync(fileOf(name.slice(0, -suffix.length))));
}

/** The results that the pattern names, if any. */
function names(pattern) {
  const start = pattern.replace(/\*$/, '');
  const all = existsSync(RESULTS)
    ? readdirSync(RESULTS)
        .filter(isTable)
        .map((file) => file.replace(/\.json$/, ''))
    : [];
  return all.filter((name) => (pattern.endsWith('*') ? name.startsWith(start) : name === pattern)).sort();
}

function isTable(file) {
  return file.endsWith('.json');
}

function load(name) {
  return JSON.parse(readFileSync(fileOf(name), 'utf8'));
}

function fileOf(name) {
  return join(RESULTS, `${name}.json`);
}

write();
