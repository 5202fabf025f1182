'use strict';

const { NAMES } = require('../../lib/option-names.js');
const { errorOf } = require('./refusal.js');

/** A value that no option takes. */
const BAD = Symbol('bad');

/** Calls for which the table copies what is given into an object of its own. */
const COPIED = [
  'hashFiles.paths',
  '.sandbox.network',
  '.sandbox.user',
  'argon2.parameters',
  'hashPassword',
  'scrypt',
];
const CALLS = Object.keys(NAMES).filter((call) => !COPIED.includes(call));

/** Options without which such a call looks at no other. */
const NEEDED = { createJobs: { queue: 'a' }, pino: { file: '/no/such/folder/app.log' } };

test.each(CALLS)('%s takes an option that is inherited as it takes its own', async (call) => {
  for (const name of NAMES[call]) {
    const options = { ...NEEDED[call], [name]: BAD };
    const own = await errorOf(call, options);
    const inherited = await errorOf(call, Object.create(options));
    expect([name, inherited?.code, inherited?.message]).toEqual([name, own?.code, own?.message]);
  }
});

test.each([
  ['createJobs', { queue: 'a' }],
  ['JobWorker', { connection: {} }],
])('%s takes what options.pool inherits', async (call, options) => {
  const pool = Object.create({ maxWorkers: -1 });
  expect((await errorOf(call, { ...options, pool })).message).toMatch('"options.maxWorkers" is out of range');
});
