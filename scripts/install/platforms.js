'use strict';

/** Rust's name of each platform that offloop is built for, and the name that its files and packages carry. */
const PLATFORMS = {
  'aarch64-apple-darwin': 'darwin-arm64',
  'x86_64-apple-darwin': 'darwin-x64',
  'aarch64-unknown-linux-gnu': 'linux-arm64-gnu',
  'aarch64-unknown-linux-musl': 'linux-arm64-musl',
  'x86_64-unknown-linux-gnu': 'linux-x64-gnu',
  'x86_64-unknown-linux-musl': 'linux-x64-musl',
  'aarch64-pc-windows-msvc': 'win32-arm64-msvc',
  'x86_64-pc-windows-msvc': 'win32-x64-msvc',
};

/** Distributions name themselves in the target of the Rust they package, as in `x86_64-alpine-linux-musl`. */
const VENDOR = /^(x86_64|aarch64)-[a-z]+-linux-(gnu|musl)$/;

/**
 * @param {string} target Rust's name of the platform
 * @returns {string | undefined} ours, or `undefined` where there is no build for it
 */
function platformOf(target) {
  const name = target.replace(VENDOR, '$1-unknown-linux-$2');
  return Object.entries(PLATFORMS).find(([rust]) => rust === name)?.[1];
}

module.exports = { PLATFORMS, platformOf };
