'use strict';

// Writes THIRD-PARTY.md: whose code the published package contains, and under which terms.
// With --check it writes nothing and fails when the file is not what the lock files say.

const fs = require('node:fs');
const path = require('node:path');
const { linkedCrates } = require('./third-party/crates.js');
const { licenceTexts } = require('./third-party/licences.js');
const { render } = require('./third-party/render.js');

const root = path.join(__dirname, '..');
const file = path.join(root, 'THIRD-PARTY.md');

const crates = linkedCrates(root).map((crate) => ({ ...crate, texts: licenceTexts(crate) }));
const notices = render(crates);
if (!process.argv.includes('--check')) {
  fs.writeFileSync(file, notices);
} else if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== notices) {
  console.error('THIRD-PARTY.md is not what the lock files say: run "node scripts/third-party.js"');
  process.exitCode = 1;
}
