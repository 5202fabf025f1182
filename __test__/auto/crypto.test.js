'use strict';

const { OUTCOMES } = require('./helpers/crypto-calls.js');
const { run, sameWithAuto } = require('./helpers/with-auto.js');

test('every call gives what it gives without: values, their classes, and errors', async () => {
  const outcomes = await sameWithAuto(`${OUTCOMES} print(outcomes);`);
  expect(outcomes.pbkdf2.filter(({ value }) => value !== undefined).length).toBeGreaterThan(5);
  expect(outcomes.hkdf[0].kind).toBe('ArrayBuffer');
});

test('calls that are ours are done by ours, and others by node', async () => {
  const { crypto } = await run(`${OUTCOMES}
    await crypto.subtle.digest('SHA-256', bytes);
    await crypto.subtle.digest('MD5', bytes).catch(() => {});
    print(auto.stats());`);
  for (const { name, taken, left } of crypto) expect([name, taken > 0, left > 0]).toEqual([name, true, true]);
  expect(crypto.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['crypto.pbkdf2', 'crypto.scrypt', 'crypto.hkdf']),
  );
});

test('inputs are read before the call returns', () =>
  sameWithAuto(`
    import crypto from 'node:crypto';
    const [password, salt] = [Buffer.from('password'), Buffer.from('saltsalt')];
    const keys = [];
    const derive = (name, ...rest) => new Promise((resolve, reject) => {
      crypto[name](...rest, (error, key) => error ? reject(error) : resolve(Buffer.from(key).toString('hex')));
      password.fill(keys.length);
      salt.fill(keys.length);
    });
    keys.push(await derive('pbkdf2', password, salt, 10, 16, 'sha256'));
    keys.push(await derive('scrypt', password, salt, 16, { N: 16 }));
    keys.push(await derive('hkdf', 'sha256', password, salt, 'info', 16));
    const data = Buffer.alloc(3_000_000, 1);
    const digest = crypto.subtle.digest('SHA-256', data);
    data.fill(2);
    keys.push(Buffer.from(await digest).toString('hex'));
    print(keys);
  `));

test('subtle.digest gives what it gives without: values, and errors', async () => {
  const outcomes = await sameWithAuto(`
    const { subtle } = globalThis.crypto;
    const bytes = new Uint8Array([0, 1, 2, 3, 250, 251, 252, 253]);
    const shown = ({ name, code, message }) => ({ name, code, message });
    const outcome = (self, args) => Reflect.apply(subtle.digest, self, args).then(
      (value) => [Object.prototype.toString.call(value), Buffer.from(value).toString('hex')],
      (error) => [shown(error)]);
    const calls = [
      ['SHA-1', bytes], ['sha-256', bytes.buffer], [{ name: 'Sha-384' }, new DataView(bytes.buffer, 2, 3)],
      ['SHA-512', Buffer.from('text')], ['SHA-256', new Uint8Array(0)], ['SHA-256', new Uint16Array(70_000)],
      ['SHA-256', new Uint8Array(3_000_000).subarray(1, 2_000_001)], [{ name: 'SHA-256', other: 1 }, bytes],
      [{ get name() { return 'SHA-256'; } }, bytes], ['MD5', bytes], ['sha256', bytes], [5, bytes], [null, bytes],
      ['SHA-256', 'text'], ['SHA-256', new Uint8Array(new SharedArrayBuffer(8))], ['SHA-256'], [],
    ];
    const outcomes = [];
    for (const args of calls) outcomes.push(await outcome(subtle, args));
    outcomes.push(await outcome({}, calls[0]), Reflect.ownKeys(subtle.digest).sort(), [subtle.digest.length]);
    print(outcomes);
  `);
  expect(outcomes.filter(([kind]) => kind === '[object ArrayBuffer]').length).toBeGreaterThan(6);
  const calls = await run(`
    await globalThis.crypto.subtle.digest('SHA-256', new Uint8Array(8));
    await globalThis.crypto.subtle.digest('SHA-256', new Uint8Array(0));
    print(auto.stats().crypto.at(-1));
  `);
  expect(calls).toEqual({ name: 'crypto.subtle.digest', taken: 1, left: 1 });
});

test('callbacks have the context of their call, and what they throw is uncaught', () =>
  sameWithAuto(`
    import { AsyncLocalStorage } from 'node:async_hooks';
    import crypto from 'node:crypto';
    const storage = new AsyncLocalStorage();
    const seen = [];
    process.on('uncaughtException', (error, origin) => {
      seen.push([error.message, origin, storage.getStore() ?? null]);
      print(seen);
    });
    storage.run('mine', () => crypto.pbkdf2('a', 'b', 1, 8, 'sha1', () => {
      seen.push(storage.getStore());
      throw new Error('thrown by a callback');
    }));
  `));

test('callbacks come where a program has replaced process.nextTick, as tests do', () =>
  sameWithAuto(`
    import crypto from 'node:crypto';
    const { nextTick } = process;
    const queued = [];
    process.nextTick = (...call) => queued.push(call);
    crypto.pbkdf2('a', 'b', 1, 8, 'sha1', (error, key) => {
      process.nextTick = nextTick;
      print([queued.length, key.toString('hex')]);
    });
  `));

test('names that were imported are replaced too', async () => {
  const { named, same } = await run(`
    const { pbkdf2, default: whole } = await import('node:crypto');
    await new Promise((resolve) => pbkdf2('a', 'b', 1, 8, 'sha1', resolve));
    print({ named: auto.stats().crypto[0], same: pbkdf2 === whole.pbkdf2 });
  `);
  expect(named).toEqual({ name: 'crypto.pbkdf2', taken: 1, left: 0 });
  expect(same).toBe(true);
});
