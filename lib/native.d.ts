// Generated from src/ by `npm run build`: change the Rust code, not this file.

/** A way to compress, checked once and used any number of times. */
export declare class Compressor {
  constructor(format: number, level: number, windowBits: number | undefined | null, dictionary: Uint8Array | undefined | null, seekable: boolean, threads?: number | undefined | null)
  /** Compresses here and now. */
  sync(data: Uint8Array | string): Buffer
  /** Compresses a copy of `data` on the pool. Null when there is no room at once. */
  start(data: Uint8Array | string, control?: Control | undefined | null): Promise<Buffer> | null
  /** Compresses an input gathered before. */
  startInput(input: Input, control?: Control | undefined | null): Promise<Buffer>
  /** Compresses each of the inputs gathered before. */
  startMany(input: Input, control?: Control | undefined | null): Promise<List>
  /** Compresses the file `from` into `to`: a promise of the bytes read and the bytes written. */
  startFile(from: Uint8Array, to: Uint8Array, overwrite: boolean, control?: Control | undefined | null): Promise<[number, number]>
}

/** Compressed data in the making. */
export declare class CompressorStream {
  constructor(compressor: Compressor)
  /** Compresses a copy of `data`. `then`: 0 nothing more, 1 flush, 2 end. Null when there is no room at once. */
  start(data: Uint8Array | string, then: number, control?: Control | undefined | null): Promise<Buffer> | null
  /** As `start`, with an input gathered before. */
  startInput(input: Input, then: number, control?: Control | undefined | null): Promise<Buffer>
  /** Frees the state, as soon as no job uses it. */
  close(): void
}

/** Made only for calls with a signal or a progress callback. */
export declare class Control {
  constructor()
  /** Stops the call: at once where it waits, else at the job's next block. Its promise rejects then. */
  cancel(): void
  /** Bytes done and bytes in total; the total is 0 until it is known. */
  progress(): [number, number]
}

/** A way to decompress, checked once and used any number of times. */
export declare class Decompressor {
  /** No `format` means: the one that the data shows. */
  constructor(format: number | undefined | null, maxOutput: number, rejectGarbage: boolean, windowBits?: number | undefined | null, dictionary?: Uint8Array | undefined | null)
  /** Decompresses here and now. */
  sync(data: Uint8Array | string): Buffer
  /** Decompresses a copy of `data` on the pool. Null when there is no room at once. */
  start(data: Uint8Array | string, control?: Control | undefined | null): Promise<Buffer> | null
  /** Decompresses an input gathered before. */
  startInput(input: Input, control?: Control | undefined | null): Promise<Buffer>
  /** Decompresses each of the inputs gathered before. */
  startMany(input: Input, control?: Control | undefined | null): Promise<List>
  /** Decompresses the file `from` into `to`: a promise of the bytes read and the bytes written. */
  startFile(from: Uint8Array, to: Uint8Array, overwrite: boolean, control?: Control | undefined | null): Promise<[number, number]>
}

/** Decompressed data in the making. */
export declare class DecompressorStream {
  constructor(decompressor: Decompressor)
  /**
   * Decompresses a copy of `data` into one piece of bounded size, and tells what is wanted then: 0 more input,
   * 1 a call with no data for what comes next, 2 nothing, since the data is over. Null when there is no room at
   * once.
   */
  start(data: Uint8Array | string, control?: Control | undefined | null): Promise<[Buffer, number]> | null
  /** As `start`, with an input gathered before. */
  startInput(input: Input, control?: Control | undefined | null): Promise<[Buffer, number]>
  /** Says that there is no more data: the promise rejects if the compressed data is not complete. */
  finish(control?: Control | undefined | null): Promise<void>
  /** Frees the state, as soon as no job uses it. */
  close(): void
}

/** A way to digest: algorithm, key, output length and seed, checked once and used any number of times. */
export declare class Digest {
  constructor(algorithm: number, key?: Uint8Array | undefined | null, context?: string | undefined | null, outputLength?: number | undefined | null, seed?: bigint | undefined | null)
  /** Digests here and now. */
  sync(data: Uint8Array | string, encoding: number): string | Buffer
  /** Digests a copy of `data` on the pool. Null when there is no room at once. */
  start(data: Uint8Array | string, encoding: number, control?: Control | undefined | null): Promise<string | Buffer> | null
  /** Digests an input gathered before. */
  startInput(input: Input, encoding: number, control?: Control | undefined | null): Promise<string | Buffer>
  /** Digests each of the inputs gathered before. */
  startMany(input: Input, encoding: number, control?: Control | undefined | null): Promise<List>
}

/** Digests in the making, all of the same bytes. */
export declare class HashStream {
  constructor(digests: Array<Digest>)
  /** Takes in a copy of `data`. Null when there is no room at once. */
  start(data: Uint8Array | string, control?: Control | undefined | null): Promise<void> | null
  /** Takes in an input gathered before. */
  startInput(input: Input, control?: Control | undefined | null): Promise<void>
  /** The digests, in the order of the constructor's. */
  finish(control?: Control | undefined | null): Promise<Buffer[]>
  /** Another stream that goes on from the same state. Throws while a job uses the state. */
  copy(): HashStream
  /** Frees the state, as soon as no job uses it. */
  close(): void
}

/** Inputs of a call that are gathered over several turns of the loop. */
export declare class Input {
  constructor()
  /**
   * Asks for room for `bytes`: undefined when there is, else a promise of it. Throws when too many jobs
   * wait already.
   */
  reserve(bytes: number, control?: Control | undefined | null): Promise<void> | undefined
  /**
   * Begins an input that [`append`](Self::append) fills; `bytes` is how many are expected.
   * Throws when the memory is not to be had.
   */
  begin(bytes: number): void
  /** Copies bytes to the end of the input begun last. */
  append(data: Uint8Array | string): void
  /** Adds an input that is read where it is: a SharedArrayBuffer's, or one that the caller gave up. */
  borrow(view: Uint8Array): void
  /** Gives everything back, if it was not handed to a job. */
  release(): void
}

/** The results of a `…Many` call, in order. */
export declare class List {
  /** The next at most `count` results; empty when there are no more. */
  take(count: number): Array<string | Buffer>
}

/** Seekable Zstandard: opened once by one of the three ways, read any number of times. */
export declare class SeekableReader {
  /** Nothing open yet. The decompressor has the dictionary, and the cap for each read. */
  constructor(decompressor: Decompressor)
  /** Opens a copy of `data`: a promise of how many bytes it holds. Null when there is no room at once. */
  start(data: Uint8Array | string, control?: Control | undefined | null): Promise<number> | null
  /** As `start`, with an input gathered before. */
  startInput(input: Input, control?: Control | undefined | null): Promise<number>
  /** As `start`, with a file, which stays open until `close`. */
  startFile(path: Uint8Array, control?: Control | undefined | null): Promise<number>
  /** Decompresses `length` bytes from `offset` on, or as many as there are. */
  read(offset: number, length: number, control?: Control | undefined | null): Promise<Buffer>
  /** Frees what is open, as soon as no read uses it. */
  close(): void
}

/** A row of the table of algorithms. */
export interface AlgorithmInfo {
  name: string
  outputLength: number
  extendable: boolean
  /** What a key makes of it, if it takes one. */
  key?: 'hmac' | 'blake2' | 'blake3' | undefined
  /** The longest key in bytes, or the only length for BLAKE3. */
  keyLength?: number
  seeded: boolean
  /** Up to this many bytes the digest is made on the spot. */
  inlineBytes: number
}

/** The table of algorithms; its order gives the numbers that [`Digest`] takes. */
export declare function algorithms(): Array<AlgorithmInfo>

/** A row of the table of formats. */
export interface FormatRow {
  name: string
  minLevel: number
  maxLevel: number
  defaultLevel: number
  minWindowBits: number
  maxWindowBits: number
  /** What decompression may be told to accept; absent where that is no choice. */
  minDecompressWindowBits?: number
  maxDecompressWindowBits?: number
  dictionary: boolean
  seekable: boolean
}

/** The table of formats; its order gives the numbers that [`Compressor`] and [`Decompressor`] take. */
export declare function formats(): Array<FormatRow>

/** Whether the threads run, so that their number and priority are fixed. */
export declare function isStarted(): boolean

export declare function nice(): number

/** Changes what is given; bytes are of input, held by jobs that have not ended. */
export declare function setLimits(concurrentJobs?: number | undefined | null, queuedJobs?: number | undefined | null, queuedBytes?: number | undefined | null): void

/** Chooses how many threads compute and their nice value; as many jobs run at once. */
export declare function setThreads(threads: number, nice: number): void

/**
 * Digests part of a file in one pass, once with each of `digests`; `end` is the last byte. The promise
 * is of the digests in order, and then the number of bytes read.
 */
export declare function startFileDigests(digests: Array<Digest>, path: Uint8Array, start: number, end: number | undefined | null, encoding: number, control?: Control | undefined | null): Promise<Array<string | Buffer | number>>

export declare function stats(): Stats

/** What the engine is doing and has done. */
export interface Stats {
  threads: number
  running: number
  queued: number
  queuedBytes: number
  completed: number
  failed: number
  aborted: number
  waitTime: Times
  runTime: Times
}

export declare function threads(): number

/** Times of jobs, in milliseconds. */
export interface Times {
  mean: number
  p50: number
  p90: number
  p99: number
  max: number
}
