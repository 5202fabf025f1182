/**
 * What newer versions of Node and of JavaScript have that tests use where it is there. The types are those of the oldest
 * version that the package supports.
 */

import type { Duplex, Transform } from 'node:stream';
import type { InputType, Zlib, ZlibOptions } from 'node:zlib';

type Compress = (data: InputType, options?: object) => Buffer;
type Callback = (error: Error | null, result: Buffer) => void;
type CompressLater = {
  (data: InputType, callback: Callback): void;
  (data: InputType, options: object, callback: Callback): void;
};

declare module 'zlib' {
  // From 22.15.
  const zstdCompress: CompressLater;
  const zstdDecompress: CompressLater;
  const zstdCompressSync: Compress;
  const zstdDecompressSync: Compress;
  function createZstdCompress(options?: object): Transform & Zlib;
  function createZstdDecompress(options?: object): Transform & Zlib;
  namespace constants {
    const ZSTD_c_compressionLevel: number;
    const ZSTD_c_checksumFlag: number;
  }
  interface Zlib {
    /** Not documented, and used by packages that read archives. */
    _processChunk(chunk: Buffer, flush: number): Buffer;
    _processChunk(chunk: Buffer, flush: number, callback: (...results: any[]) => void): void;
  }
  // From 24.
  interface ZlibOptions {
    rejectGarbageAfterEnd?: boolean;
  }
}

declare module 'stream' {
  // From 16.9, which the types of 20 leave out.
  function compose(...streams: Duplex[]): Duplex;
}

declare module 'module' {
  // Not documented, and used by many.
  let _load: (request: string, parent: { filename?: string } | undefined, isMain: boolean) => unknown;
}

declare global {
  /** Every version has it; its types are in those of browsers only. */
  const WebAssembly: any;
  interface JSON {
    /** From 21. */
    rawJSON(text: string): object;
  }
}
