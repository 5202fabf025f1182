// What the types promise of hashing, from CommonJS. Checked by tsc, never run.

import offloop = require('../..');

const bytes = new Float64Array(4);

const hex: Promise<string> = offloop.hash('sha256', bytes);
const base64: Promise<string> = offloop.hash('SHA-256', 'text', 'base64');
const raw: Promise<Buffer> = offloop.hash('blake3', new Blob([]), { encoding: 'buffer', outputLength: 64 });
const rawByName: Promise<Buffer> = offloop.hash('md5', 'text', 'buffer');
const many: Promise<string[]> = offloop.hashMany('xxh3', ['a', bytes], { seed: 7n });
const manyRaw: Promise<Buffer[]> = offloop.hashMany('xxh3', ['a'], 'buffer');
const sync: string = offloop.hashSync('crc32', new SharedArrayBuffer(8));
const file: Promise<string> = offloop.hashFile('sha1', new URL('file:///tmp/x'), { start: 1, end: 2 });
const digests: Promise<Record<'md5' | 'sha1', string>> = offloop.hashFile(['md5', 'sha1'], 'path');
const progress = offloop.hashFile('sha1', 'path', {
  onProgress: (done: number, total: number) => done / total,
});

async function files() {
  for (const { path, digest, size, error } of await offloop.hashFiles('sha256', ['a', 'b'])) {
    if (error === undefined) {
      const found: [typeof path, string, number] = [path, digest, size];
      void found;
    } else {
      const code: string | undefined = error.code;
      void code;
    }
  }
}

declare const oneOrSeveral: 'md5' | readonly ('sha1' | 'sha256')[];
const either: Promise<Buffer | Record<'sha1' | 'sha256', Buffer>> = offloop.hashFile(oneOrSeveral, 'path', {
  encoding: 'buffer',
});
declare const encoding: 'hex' | 'buffer';
const textOrBytes: Promise<string | Buffer> = offloop.hashFile('md5', 'path', { encoding });
const stream: Promise<Record<'md5', string>> = offloop.createHash(['md5']).digest();
const tree: Promise<string | null> = offloop
  .hashFiles('sha256', { directory: 'dist' })
  .then(({ digest }) => digest);

// @ts-expect-error several algorithms give an object
const notText: Promise<string> = offloop.hashFile(['md5'], 'path');
// @ts-expect-error unknown options are refused
offloop.hashFile('md5', 'path', { encodng: 'hex' });
// @ts-expect-error a Blob cannot be read at once
offloop.hashSync('sha256', new Blob([]));
// @ts-expect-error not an algorithm
offloop.hash('sha999', 'text');
// Usual ways to write a name.
offloop.hash('SHA-256', 'text');
offloop.hash('SHA3-512', 'text');
offloop.createHash(['sha-1', 'BLAKE2b512']);
// @ts-expect-error not an encoding
offloop.hash('sha256', 'text', 'latin1');
// @ts-expect-error the digest is a string
const wrong: Promise<Buffer> = offloop.hash('sha256', 'text');
// @ts-expect-error progress is of single files
offloop.hashFiles('sha256', ['a'], { onProgress() {} });
// @ts-expect-error an AbortSignal is wanted
offloop.hash('sha256', 'text', { signal: new AbortController() });

export { either, notText, stream, textOrBytes, tree };
export { base64, digests, file, files, hex, many, manyRaw, progress, raw, rawByName, sync, wrong };
