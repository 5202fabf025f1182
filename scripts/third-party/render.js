'use strict';

const PREFACE = `# Third-party notices

offloop's addon is built from its own source and the crates below, which it contains in compiled form. Three
of them bring a C library along: libdeflate (libdeflate-sys), Zstandard (zstd-sys) and Brotli
(compu-brotli-sys). It also contains parts of the Rust standard library (MIT or Apache-2.0, The Rust Project
Contributors, https://www.rust-lang.org). Packages that its JavaScript depends on are installed beside it, with terms of
their own.

This file is written by \`node scripts/third-party.js\` from Cargo.lock and the sources of the crates.
`;

/**
 * @param {(import('./crates.js').Crate & { texts: string[] })[]} crates
 * @returns {string} Markdown
 */
function render(crates) {
  const rows = crates.map(({ name, version, license }) => `| ${name} | ${version} | ${license} |`);
  const table = ['| crate | version | licence |', '| --- | --- | --- |', ...rows].join('\n');
  return `${PREFACE}\n${table}\n${[...ownersByText(crates)].map(notice).join('')}`;
}

/**
 * Each text once, with the crates that it is for.
 * @param {{ name: string, texts: string[] }[]} crates
 * @returns {Map<string, Set<string>>}
 */
function ownersByText(crates) {
  const owners = new Map();
  for (const { name, texts } of crates) {
    for (const text of texts) owners.set(text, (owners.get(text) ?? new Set()).add(name));
  }
  return owners;
}

/** @param {[string, Set<string>]} entry */
function notice([text, owners]) {
  return `\n## ${[...owners].join(', ')}\n\n\`\`\`text\n${text}\n\`\`\`\n`;
}

module.exports = { render };
