import {
  contentDigest,
  createContentDigestCheck,
  createIntegrityCheck,
  hashFiles,
  integrity,
  verifyContentDigest,
  verifyIntegrity,
} from 'offloop';
import type { IntegrityCheck, TreeDigest } from 'offloop';
import { createReadStream } from 'node:fs';

const signal = new AbortController().signal;

const one: string = await integrity('data', 'sha384', { signal, transfer: true });
const several: string = await integrity({ path: 'file' }, ['sha256', 'sha512'], { onProgress: () => {} });
const streamed: string = await verifyIntegrity(createReadStream('file'), one);
const field: string = await contentDigest(new Blob(['data']).stream(), ['sha-256', 'sha-512']);
const matched: string = await verifyContentDigest('data', [field]);
const check: IntegrityCheck = createIntegrityCheck(one, { signal });
const other: string | undefined = createContentDigestCheck(field).matched;
const tree: TreeDigest<Buffer> = await hashFiles('sha256', { directory: 'src' }, 'buffer');
const trees: TreeDigest<Record<'sha256' | 'md5', string>> = await hashFiles(['sha256', 'md5'], {
  directory: 'src',
});
const digest: string | undefined = trees.entries[0]?.digest?.md5;

// @ts-expect-error: not an algorithm of Subresource Integrity
await integrity('data', ['md5']);
// Both spellings count for both.
await contentDigest('data', ['sha256', 'sha-512']);
await integrity('data', ['sha-256', 'sha512']);
// A request may have no such header: the call rejects.
createContentDigestCheck(undefined);
// @ts-expect-error: not an active algorithm of RFC 9530
await contentDigest('data', ['sha384']);
// @ts-expect-error: a part of every file makes no sense
await hashFiles('sha256', { directory: 'src' }, { start: 1 });

export { check, digest, matched, other, several, streamed, tree };
