// What the types promise of passwords and keys, from an ES module. Checked by tsc, never run.

import {
  argon2,
  configure,
  hashPassword,
  hkdf,
  needsRehash,
  pbkdf2,
  scrypt,
  stats,
  verifyPassword,
  type PasswordOptions,
} from '../../index.mjs';
import { createSecretKey } from 'node:crypto';
import { promisify } from 'node:util';

const { signal } = new AbortController();
const password = Buffer.from('password');

export const encoded: Promise<string> = hashPassword(password, { memory: 65536, secret: 'pepper', signal });
export const ways: PasswordOptions[] = [
  { passes: 3, parallelism: 2, tagLength: 64 },
  { algorithm: 'argon2id' },
  { algorithm: 'scrypt', cost: 2 ** 18, blockSize: 8, parallelization: 1 },
  { algorithm: 'bcrypt', cost: 13 },
];
export const right: Promise<boolean> = verifyPassword(password, '$2b$…', {
  maxCost: 14,
  maxMemory: Infinity,
});
export const stale: boolean = needsRehash('$2b$…', ways[0]);
export const keys: Promise<Buffer>[] = [
  pbkdf2(password, 'salt', 600_000, 32, 'sha256', { signal }),
  scrypt(password, 'salt', 32, { N: 16384, maxmem: 1 << 26 }),
  hkdf('SHA-512', createSecretKey(password), '', 'info', 64),
  argon2('argon2i', {
    message: password,
    nonce: new Uint8Array(16),
    memory: 1 << 16,
    passes: 3,
    parallelism: 4,
    tagLength: 32,
  }),
];
configure({ maxPasswordMemory: 1 << 30 });
export const bytes: number = stats().passwordMemory;

// @ts-expect-error bcrypt has no memory to set
hashPassword(password, { algorithm: 'bcrypt', memory: 65536 });
// @ts-expect-error only Argon2 takes a secret
hashPassword(password, { algorithm: 'scrypt', secret: 'pepper' });
// @ts-expect-error not a way to hash passwords
hashPassword(password, { algorithm: 'sha256' });
// @ts-expect-error the order is password, encoded
verifyPassword('$2b$…', password);
// @ts-expect-error a cost that must be given
argon2('argon2id', { message: password, nonce: password, memory: 64, passes: 1, parallelism: 1 });
// @ts-expect-error keys are not text
export const text: Promise<string> = pbkdf2(password, 'salt', 1, 32, 'sha256');
export const promisified: Promise<Buffer>[] = [
  promisify(pbkdf2)('a', 'b', 1, 16, 'sha256'),
  promisify(scrypt)('a', 'b', 16),
  promisify(hkdf)('sha256', 'a', 'b', 'c', 16),
];
