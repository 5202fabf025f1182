'use strict';

// Writes lib/native.d.ts, the types of the addon's raw functions, from the #[napi] attributes in src/.
// With --check it writes nothing and fails when the file is not what would be written.

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { generateTypeDef } = require('@napi-rs/cli');

const root = path.join(__dirname, '..');
const file = path.join(root, 'lib', 'native.d.ts');
const HEADER = '// Generated from src/ by `npm run build`: change the Rust code, not this file.\n\n';

/**
 * The macros write into this folder as they are expanded. `cargo check` is enough for that, and asks napi's
 * build script, which watches the variable, to expand them again after any build that did not set it.
 */
function expandMacros() {
  const folder = path.join(targetFolder(), 'native-types');
  fs.mkdirSync(folder, { recursive: true });
  const { status } = spawnSync('cargo', ['check', '--lib', '--locked', '--quiet'], {
    cwd: root,
    env: { ...process.env, NAPI_TYPE_DEF_TMP_FOLDER: folder },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) process.exit(1);
  return folder;
}

function targetFolder() {
  const { status, stdout } = spawnSync('cargo', ['metadata', '--no-deps', '--format-version', '1'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) process.exit(1);
  return JSON.parse(stdout).target_directory;
}

async function main() {
  const { dts } = await generateTypeDef({
    typeDefDir: expandMacros(),
    cwd: root,
    constEnum: false,
    dtsHeader: HEADER,
  });
  if (!process.argv.includes('--check')) {
    fs.writeFileSync(file, dts);
  } else if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== dts) {
    console.error('lib/native.d.ts is not what src/ says: run "node scripts/native-types.js"');
    process.exitCode = 1;
  }
}

main();
