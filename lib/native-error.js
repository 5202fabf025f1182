'use strict';

const { coded } = require('./errors.js');

/**
 * The error for an addon that is absent or does not load: what was tried, and what may help.
 * @param {Error[]} failures one for each file or package that was tried; none where the platform has no build
 * @returns {Error & { code: string }}
 */
function addonUnavailable(failures) {
  const platform = `${process.platform}-${process.arch}`;
  const message = [
    `offloop's native addon could not be loaded on ${platform} (Node ${process.version}).`,
    ...section('Tried:', failures.map(firstLine)),
    ...section('Possible solutions:', solutions(platform, failures)),
  ].join('\n');
  const cause = failures.find((failure) => !isAbsent(failure)) ?? failures[0];
  return coded('ERR_ADDON_UNAVAILABLE', message, { cause });
}

/**
 * @param {string} platform
 * @param {Error[]} failures
 */
function solutions(platform, failures) {
  if (failures.length === 0) {
    return [`There is no build for ${platform}: use Linux, macOS or Windows on x64 or arm64.`];
  }
  if (failures.some(isDisabled)) return DISABLED;
  const broken = failures.filter((failure) => !isAbsent(failure));
  return [...new Set(broken.flatMap(remedies)), ...INSTALL];
}

/** Nothing is wrong with the addon: node was started so that it loads none. */
const DISABLED = [
  "Node's permission model allows no addons: start node with --allow-addons.",
  'Was node started with --no-addons, or a worker thread with --no-addons in execArgv? Leave it out.',
];

/** What can keep the addon away on a supported platform, and what to do. */
const INSTALL = [
  'Was the install script blocked or skipped? Allow it with "npm install-scripts approve offloop" (npm 11 and ' +
    'later), then build with "npm rebuild offloop" (needs Rust and a C compiler).',
  'With pnpm: "pnpm approve-builds", then "pnpm rebuild offloop". With Yarn: "dependenciesMeta": { "offloop": ' +
    '{ "built": true } } in package.json, then "yarn rebuild offloop".',
  'Were optional packages left out? Install with them: "npm install --include=optional offloop".',
  'Was node_modules copied from another system? Remove it and run "npm install" on this one.',
  'Bundled? Leave offloop out of the bundle: it is an external module.',
];

/**
 * A binary that is there but does not load says why in the linker's words.
 * @param {Error} failure
 */
function remedies({ message }) {
  if (/GLIBC_|libc\.musl|ld-linux|ld-musl|Error relocating/.test(message)) {
    return [
      'The binary was made for another or a newer C library: build it here with "npm rebuild offloop".',
    ];
  }
  if (/invalid ELF header|wrong ELF class|incompatible architecture|not a valid Win32/.test(message)) {
    return ['The binary was made for another system or processor: build it here with "npm rebuild offloop".'];
  }
  return ['The binary is damaged or out of date: build it again with "npm rebuild offloop".'];
}

/** @param {Error} failure */
function isDisabled(failure) {
  return 'code' in failure && failure.code === 'ERR_DLOPEN_DISABLED';
}

/** @param {Error} failure */
function isAbsent(failure) {
  return 'code' in failure && failure.code === 'MODULE_NOT_FOUND';
}

/** @param {Error} failure */
function firstLine(failure) {
  return failure.message.split('\n', 1)[0];
}

/**
 * @param {string} title
 * @param {string[]} lines
 */
function section(title, lines) {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  - ${line}`)];
}

module.exports = { addonUnavailable };
