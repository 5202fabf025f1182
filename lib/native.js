'use strict';

const { addonUnavailable } = require('./native-error.js');
const { sharedAddon } = require('./shared-addon.js');

/**
 * The addon as built: raw functions that the modules beside this one check and shape.
 *
 * A build made here (`lib/*.node`) comes before the package for the platform. Each `require` is spelled
 * out inside a `try`, so that bundlers see every file that may be wanted and know that any may be absent.
 */
module.exports = sharedAddon(load);

function load() {
  /** @type {Error[]} */
  const failures = [];
  for (const find of [fromThisPackage, fromPlatformPackage]) {
    for (const platform of platforms()) {
      const binding = find(platform, failures);
      if (binding !== undefined) return binding;
    }
  }
  throw addonUnavailable(failures);
}

/** Linux has two C libraries, and trying both is quicker than asking Node which one it runs on. */
function platforms() {
  const platform = `${process.platform}-${process.arch}`;
  if (process.platform === 'linux') return [`${platform}-gnu`, `${platform}-musl`];
  if (process.platform === 'win32') return [`${platform}-msvc`];
  return [platform];
}

/**
 * @param {string} platform
 * @param {Error[]} failures
 */
function fromThisPackage(platform, failures) {
  try {
    // prettier-ignore
    switch (platform) {
      case 'darwin-arm64': return require('./offloop.darwin-arm64.node');
      case 'darwin-x64': return require('./offloop.darwin-x64.node');
      case 'linux-arm64-gnu': return require('./offloop.linux-arm64-gnu.node');
      case 'linux-arm64-musl': return require('./offloop.linux-arm64-musl.node');
      case 'linux-x64-gnu': return require('./offloop.linux-x64-gnu.node');
      case 'linux-x64-musl': return require('./offloop.linux-x64-musl.node');
      case 'win32-arm64-msvc': return require('./offloop.win32-arm64-msvc.node');
      case 'win32-x64-msvc': return require('./offloop.win32-x64-msvc.node');
    }
  } catch (error) {
    failures.push(/** @type {Error} */ (error));
  }
}

/**
 * @param {string} platform
 * @param {Error[]} failures
 */
function fromPlatformPackage(platform, failures) {
  try {
    // prettier-ignore
    switch (platform) {
      case 'darwin-arm64': return require('offloop-darwin-arm64');
      case 'darwin-x64': return require('offloop-darwin-x64');
      case 'linux-arm64-gnu': return require('offloop-linux-arm64-gnu');
      case 'linux-arm64-musl': return require('offloop-linux-arm64-musl');
      case 'linux-x64-gnu': return require('offloop-linux-x64-gnu');
      case 'linux-x64-musl': return require('offloop-linux-x64-musl');
      case 'win32-arm64-msvc': return require('offloop-win32-arm64-msvc');
      case 'win32-x64-msvc': return require('offloop-win32-x64-msvc');
    }
  } catch (error) {
    failures.push(/** @type {Error} */ (error));
  }
}
