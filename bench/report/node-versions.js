'use strict';

const { existsSync, readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const { FIRST_VERSION, RESULTS, folderOf } = require('./report.js');

/** Lines in which node's own functions differ from version to version. */
const LINES = [
  { of: 'hash-sha256', line: '1 MiB', node: 'node:crypto' },
  { of: 'hash-sha512', line: '1 MiB', node: 'node:crypto' },
  { of: 'gzip', line: 'json, 256 KiB', node: 'node:zlib' },
  { of: 'ungzip', line: 'json, 256 KiB', node: 'node:zlib' },
  { of: 'br', line: 'json, 256 KiB', node: 'node:zlib' },
  { of: 'unbr', line: 'json, 256 KiB', node: 'node:zlib' },
  { of: 'zstd', line: 'json, 256 KiB', node: 'node:zlib' },
  { of: 'unzstd', line: 'json, 256 KiB', node: 'node:zlib' },
];

/** Ours and node's own, by version of Node, where more than one was measured. */
function nodeVersions() {
  const versions = [FIRST_VERSION, ...others()];
  if (versions.length === 1) return '';
  const tables = versions.map((version) => (name) => load(join(folderOf(version), `${name}.json`)));
  const names = tables.map((table) => table('gzip')?.node ?? 'not measured');
  const rows = LINES.map(({ of, line, node }) => {
    const title = tables[0](of)?.title ?? of;
    return [`${title}, ${line}`, ...tables.map((table) => cell(table(of), line, node))];
  });
  const row = (cells) => `| ${cells.join(' | ')} |`;
  const head = ['ns a byte: offloop · node', ...names];
  return [row(head), row(head.map((_, index) => (index === 0 ? '---' : '--:'))), ...rows.map(row)].join('\n');
}

function others() {
  if (!existsSync(RESULTS)) return [];
  const found = readdirSync(RESULTS).flatMap((name) => /^node-(\d+)$/.exec(name)?.[1] ?? []);
  return found.map(Number).sort((a, b) => a - b);
}

/** @param {string} file */
function load(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

function cell(table, label, node) {
  const line = table?.lines.find((each) => each.label === label);
  if (line === undefined) return '–';
  return [line.offloop, line[node]].map((figure) => figure?.median.toFixed(2) ?? '–').join(' · ');
}

module.exports = { nodeVersions };
