'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { isInstalled } = require('../helpers/program.js');
const { present } = require('../helpers/values.js');
const { blocksOf } = require('./helpers/pages.js');
const { createReader } = require('./helpers/reader.js');

const PAGE = 'docs/recipes.md';
/** @type {ReturnType<typeof createReader>} */
let reader;

beforeAll(() => {
  reader = createReader(['offloop']);
  for (const { file, code } of blocksOf(PAGE)) if (file) reader.write(file, code);
});
afterAll(() => reader.remove());

/** What a program of a reader prints as JSON. */
async function answer(program) {
  reader.write('program.mjs', program);
  const { output } = await reader.run(process.execPath, ['program.mjs']);
  return JSON.parse(output);
}

test('the price by random paths is that of the formula, and does not depend on the workers', async () => {
  const [price, again] = await answer(`
    import { callPrice } from './option-price.mjs';
    const terms = { spot: 100, strike: 105, rate: 0.05, volatility: 0.2, years: 1 };
    console.log(JSON.stringify([await callPrice(terms, 50), await callPrice(terms, 50)]));
    process.exit();
  `);
  // Black and Scholes.
  expect(Math.abs(price - 8.0214)).toBeLessThan(0.1);
  expect(again).toBe(price);
});

test('a product of matrices is written by threads to shared memory', async () => {
  const product = await answer(`
    import { multiply, sharedMatrix } from './matrix.mjs';
    const [a, b] = [sharedMatrix(37, 5), sharedMatrix(5, 3)];
    a.data.forEach((_, index) => (a.data[index] = index % 7));
    b.data.forEach((_, index) => (b.data[index] = index - 4));
    const { rows, columns, data } = await multiply(a, b);
    console.log(JSON.stringify({ rows, columns, data: [...data] }));
    process.exit();
  `);
  const [a, b] = [(row, inner) => (row * 5 + inner) % 7, (inner, column) => inner * 3 + column - 4];
  const sum = (row, column) =>
    [0, 1, 2, 3, 4].reduce((all, inner) => all + a(row, inner) * b(inner, column), 0);
  const data = Array.from({ length: 37 * 3 }, (_, index) => sum(Math.floor(index / 3), index % 3));
  expect(product).toEqual({ rows: 37, columns: 3, data });
});

const testOnLinux = process.platform === 'linux' ? test : test.skip;

testOnLinux('the nearest vector is found by WebAssembly in a worker', async () => {
  const found = await answer(`
    import { createSearch } from './nearest.mjs';
    const [width, count] = [8, 10_000];
    const vectors = new Float32Array(width * count).map((_, index) => Math.sin(index) / 2);
    vectors.set([0, 0, 0, 0, 0, 0, 0, 1], 7777 * width);
    const search = createSearch(vectors, width);
    console.log(JSON.stringify(await search.nearest([0, 0, 0, 0, 0, 0.25, 0, 4])));
    await search.close();
  `);
  expect(found).toEqual({ index: 7777, likeness: 4 });
});

const include = path.join(process.execPath, '../../include/node/node_api.h');
const canBuild = process.platform === 'linux' && isInstalled('cc') && fs.existsSync(include);
const title = (text) => (canBuild ? text : `${text} (skipped: no compiler, or no headers of node)`);

/** Runs the command of the page that compiles an addon. */
async function build() {
  const { code } = present(blocksOf(PAGE).find((block) => block.code.startsWith('include=')));
  const { output, exitCode } = await reader.run('sh', ['-ec', code]);
  expect([output, exitCode]).toEqual(['', 0]);
}

(canBuild ? test : test.skip)(
  title('an addon in C counts, and its crash is the error of one call'),
  async () => {
    await build();
    expect(
      await answer(`
      import { primes } from './primes.mjs';
      console.log(JSON.stringify([await primes(100), await primes('a').catch(({ message }) => message)]));
      process.exit();
    `),
    ).toEqual([25, 'limit must be a number']);
    const sound = fs.readFileSync(path.join(reader.folder, 'primes.c'), 'utf8');
    reader.write('primes.c', sound.replace('free(composite);', 'if (limit == 7) abort();'));
    await build();
    const [error, next] = await answer(`
    import { primes } from './primes.mjs';
    const error = await primes(7).catch(({ code, signal }) => ({ code, signal }));
    console.log(JSON.stringify([error, await primes(10)]));
    process.exit();
  `);
    expect(error).toEqual({ code: 'ERR_WORKER_CRASHED', signal: 'SIGABRT' });
    expect(next).toBe(4);
  },
);
