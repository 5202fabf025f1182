'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { useProgram } = require('./helpers/starvation.js');

const { folder, lineOf, run } = useProgram();

/** Jobs of about 20 ms and more, begun after an await at the line with "here". */
const JOBS = {
  'crypto.pbkdf2':
    "new Promise((resolve) => require('node:crypto').pbkdf2('a', 'b', 2e5, 32, 'sha256', resolve))",
  'crypto.scrypt': "promisify(require('node:crypto').scrypt)('a', 'b', 32, { N: 2 ** 14 })",
  'crypto.subtle.deriveBits': `(async () => {
      const key = await crypto.subtle.importKey('raw', Buffer.from('a'), 'PBKDF2', false, ['deriveBits']);
      return () => crypto.subtle.deriveBits({ name: 'PBKDF2', salt: Buffer.from('b'), iterations: 2e5, hash: 'SHA-256' }, key, 256); // here
    })().then((derive) => derive())`,
  'zlib.Gzip': "promisify(require('node:zlib').gzip)(large)",
  'zlib.BrotliCompress': "promisify(require('node:zlib').brotliCompress)(large.subarray(0, 2e6))",
  'bcrypt.encrypt': "require(node_modules + 'bcrypt').hash('secret', 9)",
  'argon2.hash': "require(node_modules + 'argon2').hash('secret')",
  '@node-rs/bcrypt.hash': "require(node_modules + '@node-rs/bcrypt').hash('secret', 9)",
  '@node-rs/argon2.hash': "require(node_modules + '@node-rs/argon2').hash('secret')",
  'sharp.pipeline':
    "require(node_modules + 'sharp')({ create: { width: 800, height: 800, channels: 3, background: 'red' } }).webp().toBuffer()",
};

test.each(Object.keys(JOBS))("names %s and the line that began it when it has libuv's threads", (name) => {
  const here = JOBS[name].includes('// here') ? '' : ' // here';
  const { found, starvation } = run(`
    const { promisify } = require('node:util');
    const large = Buffer.alloc(20e6);
    untilFound(${JSON.stringify(name)}, async function work() {
      await null;
      await ${JOBS[name]};${here}
    }).then((found) => print({ found, starvation: report().starvation }));`);
  expect(found).toMatchObject({
    name,
    at: { file: fs.realpathSync(folder.at('main.js')), line: lineOf('// here') },
    thread: 0,
  });
  expect(found.jobs).toBeGreaterThan(0);
  expect(found.time).toBeGreaterThan(0);
  expect(starvation.count).toBe(starvation.recent.length);
  for (const { duration, threads } of starvation.recent) {
    expect(threads).toBe(1);
    expect(duration).toBeGreaterThanOrEqual(20);
  }
});

test('what is piped through a stream is named by the line that made the stream', () => {
  const found = run(`
    const { Readable, pipeline } = require('node:stream');
    const { createGzip } = require('node:zlib');
    const large = Buffer.alloc(20e6);
    untilFound('zlib.Gzip', () => new Promise((resolve) => {
      const gzip = createGzip(); // here
      pipeline(Readable.from([large, large]), gzip, resolve);
      gzip.resume();
    })).then(print);`);
  expect(found.at.line).toBe(lineOf('// here'));
});

test('a line of a package stands beside the line of the program that called it', () => {
  const library = folder.at('node_modules/slow-login/index.js');
  fs.mkdirSync(path.dirname(library), { recursive: true });
  fs.writeFileSync(
    library,
    `const { scrypt } = require('node:crypto');
     exports.login = async () => { await null; return new Promise((resolve) => scrypt('a', 'b', 32, resolve)); };`,
  );
  const found = run(`
    const { login } = require('slow-login');
    untilFound('crypto.scrypt', async () => {
      await login(); // here
    }).then(print);`);
  expect(found).toMatchObject({
    at: { file: fs.realpathSync(folder.at('main.js')), line: lineOf('// here') },
    inside: { file: fs.realpathSync(library), line: 2 },
  });
});

test('a job that has ended is not named, also when a stream was destroyed by an error in its data', () => {
  const holders = run(`
    const zlib = require('node:zlib');
    const { pbkdf2 } = require('node:crypto');
    const broken = () => new Promise((resolve) => zlib.gunzip(Buffer.alloc(1e5, 'no gzip'), resolve));
    (async () => {
      for (let count = 0; count < 20; count += 1) await broken();
      await untilFound('crypto.pbkdf2', () => new Promise((resolve) => pbkdf2('a', 'b', 2e5, 32, 'sha256', resolve)));
      print(report().starvation.holders.map(({ name }) => name));
    })();`);
  expect(holders).not.toContain('zlib.Gunzip');
});
