// What the types promise of compression and of the engine, from an ES module. Checked by tsc, never run.

import {
  compress,
  compressFile,
  compressMany,
  compressSync,
  configure,
  decompress,
  decompressFile,
  decompressSync,
  openSeekable,
  stats,
} from '../../index.mjs';
import type { AbortError, CompressOptions, EngineStats, FileResult } from '../../index.mjs';

export const packed: Promise<Buffer> = compress('zstd', 'text', {
  level: 19,
  dictionary: 'words',
  seekable: true,
  threads: 2,
  transfer: true,
});
export const unpacked: Promise<Buffer> = decompress('auto', await packed, { maxOutputLength: Infinity });
export const now: Buffer = decompressSync('br', compressSync('br', 'text'));
export const many: Promise<Buffer[]> = compressMany('gzip', ['a', new Uint8Array(1), new Blob([])]);
export const options: CompressOptions = { windowBits: 12, signal: AbortSignal.timeout(100) };
export const written: Promise<FileResult> = compressFile('gzip', 'from', 'to', { overwrite: true });
export const restored: Promise<FileResult> = decompressFile('auto', 'from', 'to', {
  onProgress: (done) => done,
});
export const part: Promise<Buffer> = openSeekable('file.zst', { maxOutputLength: 1 }).then((reader) =>
  reader.read(0, 10, { signal: AbortSignal.timeout(1) }),
);
export const figures: EngineStats = stats();
export const p99: number = figures.waitTime.p99;
export const reason = (error: AbortError): unknown => error.cause;

configure({ threads: 2, priority: 5, maxConcurrentJobs: 1, maxQueuedJobs: 10, maxQueuedBytes: Infinity });

// @ts-expect-error 'auto' only decompresses
compress('auto', 'text');
// @ts-expect-error not a format
compress('lz4', 'text');
// @ts-expect-error unknown setting
configure({ poolSize: 4 });
