'use strict';

const { run, sameWithAuto } = require('./helpers/with-auto.js');

/** What a call gives: its value, or the error that it throws or rejects with. */
const OUTCOME = `
  const outcome = async (call) => {
    try {
      return { value: await call() };
    } catch ({ name, message }) {
      return { name, message };
    }
  };
  const outcomes = [];
`;

const BCRYPT = (load) => `
  ${OUTCOME}
  ${load}
  const salts = ['$2b$04$......................', '$2a$04$abcdefghijklmnopqrstuu', '$2b$04$abcdefghijklmnopqrstuv', '$2y$04$abcdefghijklmnopqrstuu', '$2b$04$short', '$2b$99$......................', 'x'];
  const passwords = ['', 'secret', 'ümlaut', 'x'.repeat(72), 'x'.repeat(73), 'zero\\0byte', Buffer.from('secret'), 5, undefined];
  for (const password of passwords)
    for (const salt of [...salts, null])
      outcomes.push(await outcome(() => bcrypt.hash(password, salt)));
  const hash = bcrypt.hashSync('secret', 4);
  outcomes.push(bcrypt.compareSync('secret', await bcrypt.hash('secret', 4)));
  for (const [password, stored] of [['secret', hash], ['other', hash], ['secret', hash.slice(0, 59)], ['secret', 'x'.repeat(60)], ['secret', ''], [5, hash], [Buffer.from('secret'), hash]])
    outcomes.push(await outcome(() => bcrypt.compare(password, stored)));
  const answer = (call) => new Promise((resolve) => call((...values) => resolve(values.map(String))));
  outcomes.push(await answer((callback) => bcrypt.compare('secret', hash, callback)));
  outcomes.push(await answer((callback) => bcrypt.hash('secret', salts[1], callback)));
  outcomes.push((await answer((callback) => bcrypt.hash('secret', 4, callback)))[0]);
  outcomes.push([bcrypt.hash.name, bcrypt.hash.length, bcrypt.compare.length]);
`;

const LOADED = {
  'bcrypt, required': `const bcrypt = require('bcrypt');`,
  'bcrypt, imported': `const { default: bcrypt } = await import(require.resolve('bcrypt'));`,
  'bcryptjs, required': `const bcrypt = require('bcryptjs');`,
  'bcryptjs, imported': `const { default: bcrypt } = await import('bcryptjs');`,
  'bcryptjs, imported by names': `const bcrypt = await import('bcryptjs');`,
};

test.each(Object.entries(LOADED))('%s, gives what it gives without', async (_, load) => {
  await sameWithAuto(`${BCRYPT(load)} print(outcomes);`);
  const { passwords } = await run(`${BCRYPT(load)} print(auto.stats());`);
  const calls = Object.fromEntries(
    passwords.map(({ name, taken, left }) => [name.split(' ')[1], { taken, left }]),
  );
  for (const name of ['hash', 'compare']) {
    expect(calls[name].taken).toBeGreaterThan(2);
    expect(calls[name].left).toBeGreaterThan(1);
  }
});

test('@node-rs/bcrypt gives what it gives without', async () => {
  const program = `
    ${OUTCOME}
    const bcrypt = require('@node-rs/bcrypt');
    const hash = '$2b$04$......................LAtw7/ohmmBAhnXqmkuIz83Rl5Qdjhm';
    const made = await bcrypt.hash('secret', 4);
    outcomes.push(bcrypt.verifySync('secret', made), made.slice(0, 7));
    for (const password of ['secret', 'other', Buffer.from('secret'), 'x'.repeat(80), undefined])
      for (const call of [bcrypt.verify, bcrypt.compare])
        for (const stored of [hash, made, 'x', '$2x$' + made.slice(4)])
          outcomes.push(await outcome(() => call(password, stored)));
    outcomes.push(await outcome(() => bcrypt.hash('secret', 3)));
    outcomes.push(await outcome(() => bcrypt.hash('secret', 4, Buffer.alloc(16))));
  `;
  await sameWithAuto(`${program} print(outcomes);`);
  const { passwords } = await run(`${program} print(auto.stats());`);
  for (const { taken, left } of passwords) expect([taken > 4, left > 1]).toEqual([true, true]);
  expect(passwords).toHaveLength(2);
});

/** Options that give the same hash each time, and some that are refused. */
const ARGON2 = {
  argon2: [
    `require('argon2')`,
    `[{}, { type: 0 }, { type: 1, raw: true }, { version: 16 }, { hashLength: 8 }, { parallelism: 1 }, { secret: Buffer.from('key') }, { associatedData: Buffer.from('data') }, { memoryCost: 1 }, { timeCost: 0 }]`,
  ],
  '@node-rs/argon2': [
    `require('@node-rs/argon2')`,
    `[{}, { algorithm: 0 }, { algorithm: 1 }, { version: 0 }, { outputLen: 8 }, { parallelism: 2 }, { secret: Buffer.from('key') }, { memoryCost: 1 }, { timeCost: 0 }]`,
  ],
};

test.each(Object.entries(ARGON2))('%s gives what it gives without', async (name, [load, options]) => {
  const program = `
    ${OUTCOME}
    const argon2 = ${load};
    const salt = Buffer.from('sixteen bytes ok');
    for (const options of ${options})
      for (const password of ['secret', '', Buffer.from('secret'), undefined]) {
        const settings = { memoryCost: 64, timeCost: 2, salt, ...options };
        const { value, ...failure } = await outcome(() => argon2.hash(password, settings));
        outcomes.push([failure.name, String(value)]);
        if (typeof value !== 'string') continue;
        for (const given of [undefined, {}, { secret: options.secret }])
          outcomes.push(await outcome(() => argon2.verify(value, 'secret', given)));
      }
    for (const stored of ['', 'x', '$argon2id$v=19$m=64,t=2,p=1$c2l4dGVlbg$c2l4dGVlbg', undefined])
      outcomes.push((await outcome(() => argon2.verify(stored, 'secret'))).value ?? 'failed');
    outcomes.push(await argon2.verify(await argon2.hash('secret', { memoryCost: 64 }), 'secret'));
  `;
  await sameWithAuto(`${program} print(outcomes);`);
  const { passwords } = await run(`${program} print(auto.stats());`);
  const calls = passwords.filter((call) => /(hash|verify)$/.test(call.name));
  for (const { taken, left } of calls) expect([taken > 10, left > 1]).toEqual([true, true]);
  expect(calls).toHaveLength(2);
});
