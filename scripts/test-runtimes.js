'use strict';

// Runs __test__/runtimes on node, Bun and Deno, and compares the outcomes with the table in docs/platforms.md, which
// `--write` brings up to date: `node scripts/test-runtimes.js [--write]`. Bun and Deno are npm packages, kept in the
// target folder. They come for Linux on x64 here; elsewhere only node's checks run.

const { execFileSync, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '..');
const PAGE = path.join(ROOT, 'docs/platforms.md');
const [BEGIN, END] = ['<!-- runtimes: npm run test:runtimes -- --write -->', '<!-- /runtimes -->'];
const HAS_PACKAGES = process.platform === 'linux' && process.arch === 'x64';

/** Each with the package that has it, its program there, and its options. */
const RUNTIMES = [
  { name: 'Node', file: process.execPath, options: [] },
  { name: 'Bun', version: '1.4.5', package: '@oven/bun-linux-x64', file: 'bin/bun', options: [] },
  {
    name: 'Deno',
    version: '2.9.6',
    package: '@deno/linux-x64-glibc',
    file: 'deno',
    options: ['run', '-A', '--no-prompt'],
  },
];

/**
 * The program of a runtime, installed if it is not.
 * @param {typeof RUNTIMES[number]} runtime
 */
function programOf({ name, version, package: from, file }) {
  if (from === undefined) return file;
  const folder = path.join(ROOT, process.env.CARGO_TARGET_DIR ?? 'target', 'runtimes', `${name}-${version}`);
  const program = path.join(folder, 'node_modules', from, file);
  if (!fs.existsSync(program)) {
    const how = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error', '--ignore-scripts'];
    execFileSync('npm', ['install', '--prefix', folder, ...how, `${from}@${version}`], { stdio: 'inherit' });
    fs.chmodSync(program, 0o755);
  }
  return program;
}

/**
 * @param {typeof RUNTIMES[number]} runtime
 * @returns {Record<string, Record<string, string>>} outcomes of the checks by subject
 */
function outcomesOf(runtime) {
  const args = [...runtime.options, path.join('__test__', 'runtimes', 'run.js')];
  const run = spawnSync(programOf(runtime), args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 26 });
  const last = run.stdout.trim().split('\n').pop() ?? '';
  if (run.status === 0 && last.startsWith('{')) return JSON.parse(last);
  return { run: { [runtime.name]: `ended with ${run.status ?? run.signal}\n${run.stderr}` } };
}

/**
 * A row for each subject: how many checks there are, and what became of them.
 * @param {Map<string, Record<string, Record<string, string>>>} all outcomes by runtime
 */
function tableOf(all) {
  const names = RUNTIMES.map(({ name, version = '' }) => `${name} ${version}`.trim());
  const subjects = Object.keys(all.get('Node') ?? {});
  const rows = subjects.map((subject) => {
    const cells = RUNTIMES.map(({ name }) => cellOf(Object.values(all.get(name)?.[subject] ?? {})));
    return [subject, ...cells];
  });
  const refused = RUNTIMES.flatMap(({ name }) =>
    Object.values(all.get(name) ?? {})
      .flatMap((checks) => Object.entries(checks))
      .filter(([, outcome]) => outcome === 'refused')
      .map(([check]) => `- ${name}: ${check}`),
  );
  const lines = [['checks of', ...names], Array(names.length + 1).fill('---'), ...rows];
  return [...lines.map((cells) => `| ${cells.join(' | ')} |`), '', 'Refused:', '', ...refused].join('\n');
}

/** @param {string[]} outcomes */
function cellOf(outcomes) {
  const works = outcomes.filter((outcome) => outcome === 'works').length;
  const refused = outcomes.length - works;
  return refused === 0 ? `${works} work` : `${works} work, ${refused} refused`;
}

/** @param {string} table */
function replaceTable(table) {
  const page = fs.readFileSync(PAGE, 'utf8');
  const [before, rest] = page.split(BEGIN);
  const after = rest.split(END)[1];
  return { page, updated: `${before}${BEGIN}\n\n${table}\n\n${END}${after}` };
}

function main() {
  const all = new Map();
  let [passed, failed] = [0, 0];
  for (const runtime of RUNTIMES.filter(({ package: from }) => from === undefined || HAS_PACKAGES)) {
    const outcomes = outcomesOf(runtime);
    all.set(runtime.name, outcomes);
    for (const [check, outcome] of Object.values(outcomes).flatMap((checks) => Object.entries(checks))) {
      if (outcome === 'works' || outcome === 'refused') passed += 1;
      else {
        failed += 1;
        console.error(`${runtime.name}: ${check}: ${outcome}`);
      }
    }
  }
  if (failed === 0 && HAS_PACKAGES) {
    const { page, updated } = replaceTable(tableOf(all));
    if (process.argv.includes('--write')) fs.writeFileSync(PAGE, updated);
    else if (page !== updated) {
      console.error('docs/platforms.md differs: npm run test:runtimes -- --write');
      failed += 1;
    }
  }
  console.log(`runtimes: ${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

main();
