'use strict';

const { CALLS, HOLDERS } = require('./calls.js');

/** @typedef {Pick<import('../../../../types/watch.js').Finding, 'kind' | 'name' | 'inside'>} Blocker */

/**
 * What to write in the place of what blocks.
 * @typedef {object} Advice
 * @property {string} call of this package that does it instead; '' where none does
 * @property {string[]} lines of code: what is imported, and the call
 * @property {string} text what there is to know
 * @property {string} docs the page that says more
 * @property {string} [measure] the row of measures.js that tries the call out
 * @property {string} [format] for the measure
 */

const PAGE = 'find-what-blocks.md';

/** What helps against other builtins. The name of the function takes the place of `$1`. @type {[name: RegExp, advice: Advice][]} */
const OTHERS = [
  [
    /^fs\.(\w+)Sync$/,
    advice("node's own call waits for the disk on another thread", [
      "import { $1 } from 'node:fs/promises';",
      'await $1(path);',
    ]),
  ],
  [
    /^crypto\.(generateKeyPair|generateKey|generatePrime|checkPrime)Sync$/,
    advice("node's own call with a callback works on another thread", [
      "import { $1 } from 'node:crypto';",
      '$1(...parameters, callback);',
    ]),
  ],
  [
    /^structuredClone$/,
    advice('transfer what has a buffer of its own, and copy less of the rest', [
      'const copy = structuredClone(value, { transfer: [value.buffer] });',
    ]),
  ],
  [
    /^WebAssembly\.Module$/,
    advice('V8 compiles it on other threads', ['const module = await WebAssembly.compile(bytes);']),
  ],
  [
    /^Buffer\.(indexOf|includes|lastIndexOf)$/,
    advice(
      'search each chunk as it comes, and look at no byte twice: pass the place where the last search ended; or search in a worker',
      inWorker('search'),
    ),
  ],
  [
    /^Atomics\.wait$/,
    advice('it waits without the loop', ['await Atomics.waitAsync(array, index, value).value;']),
  ],
  [
    /^Array\.(sort|toSorted)$/,
    advice('sort in a worker, or keep the data sorted as it comes', inWorker('sort')),
  ],
];

/** What helps against what is not a call. @type {Record<Blocker['kind'], Advice>} */
const BY_KIND = {
  builtin: advice('call its asynchronous form, or call it in a worker: offloop/docs/workers.md', []),
  code: {
    ...advice('a loop of JavaScript: run it in a worker, with pool.map for many items', inWorker('compute')),
    docs: 'workers.md',
  },
  regexp: advice(
    'a pattern that backtracks: write it without a repetition in a repetition, bound the length of the text, or search in a worker with a timeout',
    [
      "const pool = new WorkerPool(new URL('./search.mjs', import.meta.url), { taskTimeout: 500 });",
      "const found = await pool.run('search', [text]);",
    ],
  ),
  require: advice('load modules when the program starts, before it listens', []),
  gc: advice('garbage collection: keep fewer objects; what is in Buffers is not walked', []),
  'not scheduled': advice(
    'the machine had no core for this thread: it needs more, or has to do less beside it',
    [],
  ),
  unknown: advice('no sample was taken: a longer run may show it', []),
};

const OTHER_HOLDER = advice(
  'fewer of these at a time, or more threads: UV_THREADPOOL_SIZE, before the program starts',
  [],
);

/**
 * @param {string} text
 * @param {string[]} lines
 * @returns {Advice}
 */
function advice(text, lines) {
  return { call: '', lines, text, docs: PAGE };
}

/** @param {string} task */
function inWorker(task) {
  return [
    `const pool = new WorkerPool(new URL('./${task}.mjs', import.meta.url));`,
    `const result = await pool.run('${task}', [input]);`,
  ];
}

/**
 * @param {Blocker} blocker
 * @returns {Advice}
 */
function adviceOn({ kind, name, inside }) {
  const isCall = kind === 'builtin' || (kind === 'code' && inside !== undefined);
  const known = isCall ? CALLS.find((row) => row.name.test(name)) : undefined;
  if (known !== undefined) {
    const { call, line, docs, measure, format } = known;
    return { call, lines: [`import { ${call} } from 'offloop';`, line], text: '', docs, measure, format };
  }
  const other = kind === 'builtin' ? OTHERS.find(([pattern]) => pattern.test(name)) : undefined;
  if (other === undefined) return BY_KIND[kind];
  const own = other[0].exec(name)?.[1] ?? '';
  return { ...other[1], lines: other[1].lines.map((line) => line.replaceAll('$1', own)) };
}

/**
 * What helps against jobs that have all of libuv's threads.
 * @param {string} name
 * @returns {Advice}
 */
function adviceOnHolder(name) {
  const known = HOLDERS.find((row) => row.name.test(name));
  if (known === undefined) return OTHER_HOLDER;
  const { lines, text = '', docs } = known;
  return { call: '', lines, text, docs };
}

module.exports = { BY_KIND, OTHERS, adviceOn, adviceOnHolder };
