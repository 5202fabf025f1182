'use strict';

// Builtins, and functions of other packages, with the call of this package that does the same off the loop.

/**
 * @typedef {object} Row
 * @property {RegExp} name as the watch names it
 * @property {string} call
 * @property {string} line of code
 * @property {string} docs the page that says more
 * @property {string} measure the row of measures.js that tries the call out
 * @property {string} [format] for the measure
 */

const FORMATS = { gzip: 'gzip', deflate: 'deflate', deflateRaw: 'deflate-raw', brotli: 'br', zstd: 'zstd' };

const PBKDF2 = "const key = await pbkdf2(password, salt, iterations, 32, 'sha256');";
const VERIFY = 'const isRight = await verifyPassword(password, encoded);';
const HASH_PASSWORD = "const encoded = await hashPassword(password, { algorithm: 'bcrypt' });";

/** The first that matches holds. @type {Row[]} */
const CALLS = [
  row(/^JSON\.parse$/, 'parseJson', 'const value = await parseJson(text);', 'json.md'),
  row(/^JSON\.stringify$/, 'stringifyJson', 'const bytes = await stringifyJson(value);', 'json.md'),
  ...Object.entries(FORMATS).map(([name, format]) => compression(name, format)),
  decompression(/^zlib\.brotliDecompressSync$/, 'br'),
  decompression(/^zlib\.inflateRawSync$/, 'deflate-raw'),
  { ...decompression(/^zlib\.(gunzip|inflate|unzip|zstdDecompress)Sync$/, 'auto'), format: 'gzip' },
  row(/^crypto\.(createHash|hash)$/, 'hash', "const digest = await hash('sha256', data);", 'migrating.md'),
  row(/^crypto\.pbkdf2Sync$/, 'pbkdf2', PBKDF2, 'migrating.md'),
  row(/^crypto\.scryptSync$/, 'scrypt', 'const key = await scrypt(password, salt, 64);', 'migrating.md'),
  row(
    /^crypto\.hkdfSync$/,
    'hkdf',
    "const key = await hkdf('sha256', secret, salt, info, 32);",
    'migrating.md',
  ),
  row(/^crypto\.argon2Sync$/, 'argon2', "const key = await argon2('argon2id', parameters);", 'migrating.md'),
  row(/(bcrypt|argon2).*\.(compare|verify)/i, 'verifyPassword', VERIFY, 'migrating.md'),
  row(/(bcrypt|argon2).*\./i, 'hashPassword', HASH_PASSWORD, 'migrating.md'),
  row(/^child_process\./, 'execFile', 'const { stdout } = await execFile(file, args);', 'exec-file.md'),
];

/** @typedef {{ name: RegExp, lines: string[], docs: string, text?: string }} HolderRow */

const PRELOAD = 'or without a change of code: node --import offloop/auto server.js';

/** What does the same on other threads than libuv's. @type {HolderRow[]} */
const HOLDERS = [
  { name: /^zlib\./, lines: ["import zlib from 'offloop/zlib';"], docs: 'zlib.md', text: PRELOAD },
  ...['pbkdf2', 'scrypt', 'hkdf', 'argon2'].map((name) => ({
    name: new RegExp(`^crypto\\.${name}$`),
    lines: [`import { ${name} } from 'offloop';`],
    docs: 'auto.md',
    text: PRELOAD,
  })),
  {
    name: /^crypto\.subtle\.digest$/,
    lines: ["import { hash } from 'offloop';", "const digest = await hash('sha256', data);"],
    docs: 'migrating.md',
    text: PRELOAD,
  },
  {
    name: /(bcrypt|argon2)\./,
    lines: ["import { hashPassword, verifyPassword } from 'offloop';", VERIFY],
    docs: 'migrating.md',
    text: PRELOAD,
  },
  {
    name: /^sharp\./,
    lines: [
      "import { ImagePool } from 'offloop/image';",
      'const { data } = await images.resize(input, { width: 200 });',
    ],
    docs: 'images.md',
  },
  {
    name: /^dns\./,
    lines: ["import { resolve4 } from 'node:dns/promises';"],
    docs: 'find-what-blocks.md',
    text: 'the resolver is slow: keep connections open, keep its answers, or ask by resolve4, which needs no thread',
  },
];

/**
 * @param {RegExp} name
 * @param {string} call
 * @param {string} line
 * @param {string} docs
 * @returns {Row}
 */
function row(name, call, line, docs) {
  return { name, call, line, docs, measure: call };
}

/**
 * @param {string} name
 * @param {string} format
 * @returns {Row}
 */
function compression(name, format) {
  const line = `const packed = await compress('${format}', data);`;
  return { ...row(new RegExp(`^zlib\\.${name}(Compress)?Sync$`), 'compress', line, 'migrating.md'), format };
}

/**
 * @param {RegExp} name
 * @param {string} format
 * @returns {Row}
 */
function decompression(name, format) {
  return {
    ...row(name, 'decompress', `const data = await decompress('${format}', packed);`, 'migrating.md'),
    format,
  };
}

module.exports = { CALLS, HOLDERS };
