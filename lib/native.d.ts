// Generated from src/ by `npm run build`: change the Rust code, not this file.

/** Slots of memory that two processes share: one of them fills, the other copies out. */
export declare class Arena {
  slots: number
  slotBytes: number
  /** New memory; `fills` says whether this process is the one that fills it. Throws where there is none. */
  static create(slots: number, slotBytes: number, fills: boolean): Arena
  /** The memory of another process behind `descriptor`, which is closed. The caller owns the descriptor. */
  static open(descriptor: number, slots: number, slotBytes: number, fills: boolean): Arena
  /** The descriptor for the other process, which the caller then owns. */
  takeDescriptor(): number
  /** Fills a slot with the bytes from `offset` on. Returns how many fit. */
  put(slot: number, bytes: Uint8Array, offset: number): number
  /** Copies `length` bytes of a slot into `target` at `offset`. */
  take(slot: number, length: number, target: Uint8Array, offset: number): void
  /** Gives the memory back. Nothing can be put or taken after it. */
  close(): void
}

/** Chunks of one input, and the compressed data that is made of them. */
export declare class Chunks {
  /** How many jobs may be under way at the same time. */
  get threads(): number
  /** Bytes of a chunk. */
  get size(): number
  /** Bytes of the next chunk, as far as they came. */
  get nextBytes(): number
  /** Copies more of the input. Returns how many chunks are full by now and not the last. */
  append(data: Uint8Array | string): number
  /**
   * Compresses the next chunk, or what there is of it. `room` is the right to hold it. After the last
   * one there must be no other.
   */
  add(room: Input, last: boolean, control?: Control | undefined | null): Promise<void>
  /**
   * As `add`: a promise of compressed data, which together with that of other chunks, in their order, and of `end` is
   * all of it.
   */
  take(room: Input, last: boolean, control?: Control | undefined | null): Promise<Buffer>
  /** The compressed data, or the rest of it. Every job on a chunk must have ended. */
  end(control?: Control | undefined | null): Promise<Buffer>
  /** Frees the bytes that were not taken. */
  close(): void
}

/** A way to compress, checked once and used any number of times. */
export declare class Compressor {
  /**
   * Chunks for an input of `size` bytes, if that is known: it must be right. Null where the engine has to see all of
   * the data, one byte after the other.
   */
  chunks(size?: number | undefined | null): Chunks | null
  constructor(format: number, level: number, windowBits: number | undefined | null, dictionary: Uint8Array | undefined | null, seekable: boolean, threads?: number | undefined | null, tuning?: CodecTuning | undefined | null)
  /** Compresses on the calling thread. */
  sync(data: Uint8Array | string): Buffer
  /** Compresses a copy of `data` on the pool. Null when there is no room at once. */
  start(data: Uint8Array | string, control?: Control | undefined | null): Promise<Buffer> | null
  /** `sync` and `start` as functions that carry this object: they take less time than methods. */
  bound(): Pick<Compressor, 'sync' | 'start'>
  /** Compresses an input gathered before. */
  startInput(input: Input, control?: Control | undefined | null): Promise<Buffer>
  /** Compresses each of the inputs gathered before. */
  startMany(input: Input, control?: Control | undefined | null): Promise<{ take(count: number): Buffer[] }>
  /** Compresses the file `from` into `to`. */
  startFile(from: Uint8Array, to: Uint8Array, overwrite: boolean, flush: boolean, control?: Control | undefined | null): Promise<FileSizes>
}

/** A stream that compresses. */
export declare class CompressorStream {
  constructor(compressor: Compressor)
  /** Compresses a copy of `data`. Null when there is no room at once. */
  start(data: Uint8Array | string, flush: FlushMode, control?: Control | undefined | null): Promise<Buffer> | null
  /** As `start`, with an input gathered before. */
  startInput(input: Input, flush: FlushMode, control?: Control | undefined | null): Promise<Buffer>
  /** Changes deflate's level and strategy. Resolves to the output of the flush before the change. */
  retune(level: number, strategy: number, control?: Control | undefined | null): Promise<Buffer>
  /** Frees the state, as soon as no job uses it. */
  close(): void
}

/** Made only for calls with a signal or a progress callback. */
export declare class Control {
  constructor()
  /** Stops the call: at once where it waits, else at the job's next block. Its promise rejects then. */
  cancel(): void
  /**
   * Counts the call as aborted, where none of its jobs was counted: it was between two of them, or its input was
   * being copied. Called once, when the call has ended by its abort and none of its jobs runs.
   */
  countAbort(): void
  progress(): Progress
}

/** A way to decompress, checked once and used any number of times. */
export declare class Decompressor {
  /** No `format` means: the one that the data shows. */
  constructor(format: number | undefined | null, maxOutput: number, rejectGarbage: boolean, windowBits?: number | undefined | null, dictionary?: Uint8Array | undefined | null, acceptTruncated?: boolean | undefined | null, threads?: number | undefined | null)
  /** Decompresses on the calling thread. */
  sync(data: Uint8Array | string): Buffer
  /** Decompresses a copy of `data` on the pool. Null when there is no room at once. */
  start(data: Uint8Array | string, control?: Control | undefined | null): Promise<Buffer> | null
  /** Decompresses on the calling thread where little comes of little data. Null where the pool has to do it. */
  inline(data: Uint8Array | string): Buffer | null
  /** `sync`, `start` and `inline` as functions that carry this object: they take less time than methods. */
  bound(): Pick<Decompressor, 'sync' | 'start' | 'inline'>
  /** Decompresses an input gathered before. */
  startInput(input: Input, control?: Control | undefined | null): Promise<Buffer>
  /** Decompresses each of the inputs gathered before. */
  startMany(input: Input, control?: Control | undefined | null): Promise<{ take(count: number): Buffer[] }>
  /** Decompresses the file `from` into `to`. */
  startFile(from: Uint8Array, to: Uint8Array, overwrite: boolean, flush: boolean, control?: Control | undefined | null): Promise<FileSizes>
}

/** A stream that decompresses. */
export declare class DecompressorStream {
  constructor(decompressor: Decompressor)
  /**
   * Decompresses a copy of `data`, which is empty where the step before wants to put out more. Null when there is no
   * room at once.
   */
  start(data: Uint8Array | string, control?: Control | undefined | null): Promise<DecompressorStep> | null
  /** As `start`, with an input gathered before. */
  startInput(input: Input, control?: Control | undefined | null): Promise<DecompressorStep>
  /** Ends the data for now: the promise rejects if the compressed data is not complete. */
  finish(control?: Control | undefined | null): Promise<void>
  /** Frees the state, as soon as no job uses it. */
  close(): void
}

/** A way to derive a key, with its cost, checked once and used any number of times. */
export declare class Derivation {
  /** Of password, salt, secret and associated data. `memory` in KiB. */
  static argon2(variant: Argon2Variant, version: number, memory: number, passes: number, lanes: number, length: number): Derivation
  /** Of password and salt. */
  static scrypt(cost: number, blockSize: number, lanes: number, length: number): Derivation
  /** Of password and salt. */
  static bcrypt(cost: number): Derivation
  /** Of password and salt. */
  static pbkdf2(mac: number, iterations: number, length: number): Derivation
  /** Of input key material, salt and info. */
  static hkdf(mac: number, length: number): Derivation
  /** Derives a key of inputs gathered before. */
  start(input: Input, control?: Control | undefined | null): Promise<Buffer>
  /** Whether the key of inputs gathered before is `expected`. */
  verify(input: Input, expected: Uint8Array, control?: Control | undefined | null): Promise<boolean>
}

/** A way to digest: algorithm, key, output length and seed, checked once and used any number of times. */
export declare class Digest {
  constructor(algorithm: number, key?: Uint8Array | undefined | null, context?: string | undefined | null, outputLength?: number | undefined | null, seed?: bigint | undefined | null)
  /** Digests on the calling thread. */
  sync(data: Uint8Array | string, encoding: Encoding): string | Buffer
  /** Digests a copy of `data` on the pool. Null when there is no room at once. */
  start(data: Uint8Array | string, encoding: Encoding, control?: Control | undefined | null): Promise<string | Buffer> | null
  /** `sync` and `start` as functions that carry this object: they take less time than methods. */
  bound(): Pick<Digest, 'sync' | 'start'>
  /** Digests an input gathered before. */
  startInput(input: Input, encoding: Encoding, control?: Control | undefined | null): Promise<string | Buffer>
  /** Digests each of the inputs gathered before. */
  startMany(input: Input, encoding: Encoding, control?: Control | undefined | null): Promise<{ take(count: number): Array<string | Buffer> }>
}

/** Ways to digest, used together any number of times. */
export declare class Digests {
  constructor(digests: Array<Digest>)
  /** Digests a copy of `data` on the pool. Null when there is no room at once. */
  start(data: Uint8Array | string, encoding: Encoding, control?: Control | undefined | null): Promise<Array<string | Buffer>> | null
  /** Digests an input gathered before. */
  startInput(input: Input, encoding: Encoding, control?: Control | undefined | null): Promise<Array<string | Buffer>>
  /** Digests a directory and all in it. */
  startTree(directory: Uint8Array, encoding: Encoding, control?: Control | undefined | null): Promise<TreeDigests>
}

/** Digests in progress, all of the same bytes. */
export declare class HashStream {
  constructor(digests: Array<Digest>)
  /** Takes in a copy of `data`. Null when there is no room at once. */
  start(data: Uint8Array | string, control?: Control | undefined | null): Promise<void> | null
  /** Takes in `data` on the calling thread. */
  update(data: Uint8Array | string): void
  /** The digests, in the order of the constructor's, made on the calling thread. */
  digest(encoding: Encoding): Array<string | Buffer>
  /** Takes in the inputs gathered before, one after the other. */
  startInput(input: Input, control?: Control | undefined | null): Promise<void>
  /** The digests, in the order of the constructor's. */
  finish(encoding: Encoding, control?: Control | undefined | null): Promise<Array<string | Buffer>>
  /** Another stream that goes on from the same state. Throws while a job uses the state. */
  copy(): HashStream
  /** Frees the state, as soon as no job uses it. */
  close(): void
}

/** The inputs of a call, which are filled over several turns of the loop. */
export declare class Input {
  /** `secret` inputs are overwritten when they are not needed any more. */
  constructor(secret?: boolean | undefined | null)
  /**
   * Asks for room for `bytes`: undefined when there is room, else a promise that is resolved when there is. Throws
   * when too many jobs wait already.
   */
  reserve(bytes: number, control?: Control | undefined | null): Promise<void> | undefined
  /** Begins an input that `append` fills; `bytes` is how many are expected. Throws when there is no memory for them. */
  begin(bytes: number): void
  /** Copies bytes to the end of the input begun last. */
  append(data: Uint8Array | string): void
  /** Adds an input that is read where it is: a SharedArrayBuffer's, or one that the caller gave up. */
  borrow(view: Uint8Array): void
  /** Gives everything back, if it was not handed to a job. */
  release(): void
}

/**
 * A document's text, and the operations that build its value, which a job adds while JavaScript does those before.
 *
 * The text is not a Buffer: V8 counts those, and answers to large ones with collections of all its memory, while values
 * are built.
 */
export declare class JsonDocument {
  constructor()
  /** Bytes of the text. */
  get length(): number
  /** Whether the check has found a fault. */
  get isWrong(): boolean
  /**
   * The operations that were planned since the last call: each of `jsonOperations` with what it works on. Null when all
   * were taken.
   */
  take(): Float64Array | null
  /** A promise that is resolved when there is more to take, or nothing any more. */
  more(): Promise<void>
  /**
   * The text that an operation works on, from `start` to `end`, as JSON.parse takes it: elements and members in brackets,
   * and U+FFFD in place of what is not UTF-8.
   */
  operand(operation: number, start: number, end: number): string
  /** The text from `start` to `end`, U+FFFD in place of what is not UTF-8. */
  utf8(start: number, end: number): string
  /** Gives the memory back, on another thread, since that may take milliseconds. The document is empty afterwards. */
  close(): void
}

/** A text in the making. */
export declare class JsonWriter {
  /** A text whose levels are indented by `gap`. */
  constructor(gap: string)
  /** UTF-16 units of all that was written. */
  get units(): number
  /**
   * Writes the first `used` tokens. `text` is that of all of them; `room` is overwritten with it. Returns how many bytes
   * can be taken.
   */
  write(tokens: Uint32Array, used: number, numbers: Float64Array, text: string, room: Uint16Array): number
  /** The next block of the text, as UTF-8; undefined where there is none. */
  take(): Buffer | undefined
  /** Moves the next block to the beginning of `target`, which has room for it. Returns its bytes. */
  moveTo(target: Uint8Array): number
  /** Frees what was not taken. V8 does not know how much it is. */
  close(): void
}

/** The results of a `…Many` call, in order. */
export declare class List {
  /** The next at most `count` results; empty when there are no more. */
  take(count: number): unknown[]
}

/**
 * Sockets that listen, until they are closed. The end of the environment closes them too: that of a worker thread, which may
 * be terminated, leaves the process.
 */
export declare class ListeningSockets {
  /** The port of an address of TCP. */
  get port(): number | null
  /** Another descriptor of each socket, closed on exec. They belong to the caller. */
  copies(): Array<number>
  close(): void
}

/** A child process. Dropping this does not affect the child. */
export declare class Process {
  /** Sends a signal to the child and its group. False when it has ended. */
  kill(signal: number, reason?: string | undefined | null): boolean
  /** Sends a signal, and SIGKILL after the grace. False when it has ended. */
  terminate(signal: number, graceMs: number, reason: string): boolean
  /** Gives it this much processor time and time from now on; 0 for no limit. */
  budget(cpuMs: number, wallMs: number): void
  /** Limits its processor time from now on, as of a child that should do nothing. */
  idle(cpuMs: number): void
  /** Bytes of memory that it and its descendants use. */
  memory(): number
  /** Keeps the loop alive until `unref`. */
  ref(): void
  unref(): void
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

/** A number that two processes share and change in one step. */
export declare class SharedWord {
  /** A new word, which is 0. Throws where there is no memory that can be shared. */
  static create(): SharedWord
  /** The word of another process behind `descriptor`, which is closed. The caller owns the descriptor. */
  static open(descriptor: number): SharedWord
  /** The descriptor for the other process, which the caller then owns. */
  takeDescriptor(): number
  /** The value. */
  load(): number
  /** Writes a value, and gives the one before. */
  exchange(value: number): number
  /** Writes a value if the one before is `expected`: whether it was. */
  compareExchange(expected: number, value: number): boolean
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
  /** Whether digesting takes about as long as copying, for data of any size. */
  quick: boolean
}

/** The table of algorithms; its order gives the numbers that [`Digest`] takes. */
export declare function algorithms(): Array<AlgorithmInfo>

/** What holds for a command that runs. */
export interface AppliedIsolation {
  /** Version of Landlock, 0 where the file system is not restricted. */
  filesystem: number
  syscalls: boolean
  privileges: boolean
  /** The ports of TCP that it may connect to, where it is neither all nor nothing. */
  network: 'none' | 'all' | number[]
  processTree: string
  /** What a cgroup of its own keeps exactly: some of `cpu`, `memory`, `processes`. */
  cgroup: Array<string>
  missing: Array<string>
}

/** How Argon2 addresses its memory. */
export declare enum Argon2Variant {
  /** By the password: argon2d. */
  D = 0,
  /** By counters: argon2i. */
  I = 1,
  /** By counters, then by the password: argon2id. */
  Id = 2,
}

/** Checks a serialized value from an end that is not trusted. */
export declare function checkValue(bytes: Uint8Array, limits: ValueLimits): ValueCheck

/** A parameter of Brotli or Zstandard. */
export interface CodecParameter {
  /** Its BROTLI_PARAM_ or ZSTD_c_ constant. */
  number: number
  value: number
}

/** Choices beyond level and window, in the numbers of the C headers. */
export interface CodecTuning {
  /** Deflate: 1 to 9. */
  memLevel?: number
  /** Deflate: zlib's Z_DEFAULT_STRATEGY to Z_FIXED. */
  strategy?: number
  /** Brotli's or Zstandard's parameters. */
  parameters?: Array<CodecParameter>
}

/** The processors that this process may use, by affinity and the cgroup's quota. The number of threads may differ. */
export declare function cores(): number

/** One step of decompressing. */
export interface DecompressorStep {
  /** A piece of bounded size. */
  data: Buffer
  /** What the next step is for: more input, more output of the same input, or nothing, since the data is over. */
  wants: 'input' | 'output' | 'nothing'
  /** Bytes of all input so far that were part of the data. */
  consumed: number
}

/** Another descriptor of the same open file, closed on exec. It belongs to the caller. */
export declare function duplicateDescriptor(descriptor: number): number

/** How the bytes of a digest are handed over. */
export declare enum Encoding {
  Buffer = 0,
  Hex = 1,
  Base64 = 2,
  Base64Url = 3,
}

/** How a child ended, with what it and its descendants used. */
export interface ExitRecord {
  reason: string
  exitCode?: number
  signal?: number
  /** Bytes: the most that was seen at one time. */
  peakMemory: number
  cpuMs: number
  wallMs: number
}

/** Why a call failed: lib/errors.js makes the real error of it. */
export interface Failure {
  /** A code in the table of lib/errors.js, or `SYSTEM`: then `errno` names it. */
  code: string
  message?: string
  errno?: number
  /** Bytes: the most there may be, or those that there was no memory for. */
  limit?: number
  /** With `errno`: the call of the system that failed. */
  syscall?: string
  path?: string
  dest?: string
  /** What a file is that cannot be read by its path. */
  fileType?: string
}

/** The digests of a file. */
export interface FileDigests {
  /** In the order of the call's. */
  digests: Array<string | Buffer>
  bytesRead: number
}

/** What a file was made into, in bytes. */
export interface FileSizes {
  bytesRead: number
  bytesWritten: number
}

/**
 * What a compressor does after a piece of input, in zlib's words. Formats other than deflate have `None`, `Sync` and
 * `Finish`.
 */
export declare enum FlushMode {
  /** Waits for more input. */
  None = 0,
  Partial = 1,
  /** Outputs all it has. */
  Sync = 2,
  /** Outputs all it has and resets its window: what follows can be decompressed alone. */
  Full = 3,
  /** Ends the data. */
  Finish = 4,
  /** Outputs what it has up to the end of a block. */
  Block = 5,
}

/** A row of the table of formats. */
export interface FormatRow {
  name: string
  minLevel: number
  maxLevel: number
  defaultLevel: number
  minWindowBits: number
  maxWindowBits: number
  /** The windows that decompression can be limited to; absent where it cannot be. */
  minDecompressWindowBits?: number
  maxDecompressWindowBits?: number
  dictionary: boolean
  seekable: boolean
  /** The most compressed bytes that may be decompressed on the calling thread. */
  inlineBytes: number
}

/** The table of formats; its order gives the numbers that [`Compressor`] and [`Decompressor`] take. */
export declare function formats(): Array<FormatRow>

/**
 * Asks the kernel: a few system calls, and a process that exists for a moment. Where this process may not start any, only
 * the calls: no process namespace and no cgroup is found.
 */
export declare function isolationSupport(mayStart: boolean): IsolationSupport

/** What this machine can enforce. */
export interface IsolationSupport {
  /** Version of Landlock, 0 for none. */
  landlock: number
  seccomp: boolean
  pidNamespace: boolean
  /** Whether a limit on the number of processes binds this user. */
  processesLimit: boolean
  /** Whether a process may run as another user. */
  users: boolean
  /** What a cgroup of each tree keeps exactly: some of `cpu`, `memory`, `processes`. */
  cgroup: Array<string>
  architecture: string
}

/** Whether the threads run, so that their number and priority are fixed. */
export declare function isStarted(): boolean

/** What is wrong with a document. A line, and the units before and in all, are of UTF-16. */
export interface JsonFault {
  /** The byte that is wrong. */
  at: number
  /** The byte from which on a parser has to read again. */
  from: number
  /** Units before `from`. */
  unitsBefore: number
  /** Units of the document. */
  units: number
  line: number
  column: number
  /** Text that brings a parser into the state that it is in at `from`. */
  prefix: string
}

/** The numbers of the operations of a plan. */
export declare function jsonOperations(): JsonOperations

/**
 * The numbers of the operations of a plan. The first five are followed by where their text begins and ends, and are one
 * higher where it is not ASCII.
 */
export interface JsonOperations {
  /** A value by itself. */
  value: number
  /** Consecutive elements of the innermost array. */
  elements: number
  /** Consecutive members of the innermost object. */
  members: number
  /** The key of the next value, with its quotes. */
  key: number
  /** Part of the inside of a string. */
  piece: number
  /** The string of the pieces is complete: a value. */
  string: number
  openArray: number
  openObject: number
  close: number
}

/** What is wanted of a document. */
export interface JsonRequest {
  /** The tokens of a pointer. */
  pointer: Array<string>
  /** Bytes that are built at once. */
  chunk: number
  /** Bytes of a string that are decoded at once. */
  string: number
}

/** The numbers of tokens. */
export declare function jsonTokens(): JsonTokens

/** The numbers of tokens, as src/engine/json/write/token.rs describes them. */
export interface JsonTokens {
  defineKey: number
  openKey: number
  closeKey: number
  piece: number
  moreRaw: number
  closeString: number
  closeArray: number
  closeObject: number
  openArray: number
  openObject: number
  null: number
  true: number
  false: number
  number: number
  string: number
  raw: number
  openString: number
  /** What is added to a value's token for each place of its key. */
  key: number
}

/** Lowers this process's own limit on private memory, for good: see src/process/data_limit.rs. */
export declare function limitData(limit: number): void

/** Listens on a path with one socket, which has `count` descriptors. Throws the system's error. */
export declare function listenOnPath(path: string, count: number): ListeningSockets

/** Listens on a numeric address with `count` sockets. Throws the system's error. */
export declare function listenOnTcp(address: string, port: number, count: number): ListeningSockets

/** Which log, and how it is written. */
export interface LogRequest {
  launcher: Buffer
  file: Buffer
  spool: Buffer
  spoolSize: number
  /** Bytes; 0 for no limit. */
  size: number
  /** Seconds; 0 for none. */
  period: number
  keep: number
  archiver: Array<string>
}

/** A row of the table of digests that keys can be derived with. */
export interface MacInfo {
  name: string
  outputLength: number
}

/** The table of digests that keys can be derived with; its order gives the numbers that [`Derivation`] takes. */
export declare function macs(): Array<MacInfo>

export declare function nice(): number

/**
 * Opens a log; null where another service has the file. Its functions:
 *
 * `write` and `writeBytes` put a line into the spool, and are false where it has no room, or the log has ended. A text has to
 * fit with three bytes for each of its units. `wait` and `waitForRoom` block, for a number of milliseconds at most: until all
 * is written, or a number of bytes fit. `reports` is a promise of what the writer reports next.
 */
export declare function openLog(request: LogRequest): null | { write(text: string): boolean, writeBytes(bytes: Uint8Array): boolean, wait(ms: number): boolean, waitForRoom(bytes: number, ms: number): boolean, capacity(): number, errno(): number, end(): void, reports(isHeld: boolean): Promise<string[]> }

/** Makes the loop of this thread known by a number, until the thread ends; null where the runtime is not Node. */
export declare function openLoop(): number | null

/** Asks for large pages under memory that is about to be filled. */
export declare function preferHugePages(bytes: Uint8Array): void

/** A child to start. An absent limit means none. */
export interface ProcessRequest {
  launcher: string
  file: string
  args: Array<string>
  /** The whole environment: `NAME=value`, each followed by a null byte. */
  env: string
  cwd?: string
  /** Added to this process's nice value; 0 to 19. */
  nice: number
  /** For 0, 1 and 2: `pipe`, `socket`, `ignore` or `inherit`. */
  stdio: Array<string>
  /** They become 3, 4, 5… and belong to the call: they are closed here, also after a failure. */
  inherit: Array<number>
  /** Bytes. */
  memory?: number
  cpuMs?: number
  wallMs?: number
  openFiles?: number
  /** Bytes. */
  fileSize?: number
  cpuSeconds?: number
  /** Processes and threads. The kernel holds the user to it, where that is possible. */
  processes?: number
  /** The same, of the child and its descendants, which end beyond it. */
  treeProcesses?: number
  /** The signal for a child whose time is up, and the milliseconds from it to SIGKILL. */
  killSignal: number
  graceMs: number
  sandbox?: SandboxRequest
  bestEffort: boolean
}

/** A child that was asked for. */
export interface ProcessStart {
  process: Process
  /** Our ends of its stdin, stdout and stderr; -1 where there is no pipe. */
  stdio: Array<number>
  /** Keeps the loop alive. */
  started: Promise<StartOutcome>
  /** Does not keep the loop alive. */
  ended: Promise<ExitRecord>
}

/** How far a job is. */
export interface Progress {
  /** Bytes. */
  done: number
  /** Bytes; 0 until it is known. */
  total: number
}

/** Makes every later call of `socketPair` in this process fail with EPERM. It cannot be undone. */
export declare function refuseSocketPairs(): void

/** What a sandboxed command may reach. */
export interface SandboxRequest {
  read: Array<string>
  write: Array<string>
  /** `none`, `all`, or `tcp` with `ports`. */
  network: string
  ports: Array<number>
  childProcess: boolean
  /** Folders of programs. Files whose names begin with a dot are left out. */
  packages: Array<string>
  /** User and group to run as. */
  user?: UserIds
}

/**
 * Changes the limits that are given: of jobs, of bytes of input held by jobs that have not ended, and of bytes of
 * memory for password hashing.
 */
export declare function setLimits(concurrentJobs?: number | undefined | null, queuedJobs?: number | undefined | null, queuedBytes?: number | undefined | null, passwordMemory?: number | undefined | null): void

/** Chooses how many threads compute and their nice value; as many jobs run at once. */
export declare function setThreads(threads: number, nice: number): void

/** Connects two sockets. */
export declare function socketPair(): SocketPair

/** Two connected sockets, as descriptors that belong to the caller. */
export interface SocketPair {
  ours: number
  theirs: number
}

/** Digests part of a file in one pass, once with each of `digests`; `end` is the last byte. */
export declare function startFileDigests(digests: Array<Digest>, path: Uint8Array, start: number, end: number | undefined | null, encoding: Encoding, control?: Control | undefined | null): Promise<FileDigests>

/** Plans an input gathered before, which becomes the text of the document. Promises what is wrong with it. */
export declare function startJson(input: Input, request: JsonRequest, document: JsonDocument, control?: Control | undefined | null): Promise<JsonFault | undefined>

/** As `startJson`, of a file. */
export declare function startJsonFile(path: Uint8Array, request: JsonRequest, document: JsonDocument, control?: Control | undefined | null): Promise<JsonFault | undefined>

/** The outcome of a start. */
export type StartOutcome =
  | { kind: 'started'; pid: number; applied: AppliedIsolation }
  | { kind: 'spawn'; errno: number }
  | { kind: 'setup'; stage: string; errno: number; path?: Buffer }
  | { kind: 'unavailable'; missing: Array<string> }
  | { kind: 'ended' }
  | { kind: 'silent' }

/** Starts a child. */
export declare function startProcess(request: ProcessRequest): ProcessStart

export declare function stats(): Stats

/** What the engine is doing and has done. */
export interface Stats {
  threads: number
  running: number
  queued: number
  queuedBytes: number
  passwordMemory: number
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

/** The digests of a directory and of what is in it. */
export interface TreeDigests {
  /** Of the directory, in the order of the constructor's; absent where an entry failed. */
  digests?: Array<string | Buffer>
  entries: { take(count: number): TreeEntry[] }
}

/** An entry of a directory. */
export interface TreeEntry {
  /** Below the directory; bytes where it is not UTF-8. */
  path: string | Buffer
  type: 'file' | 'directory' | 'link' | 'fifo' | 'socket' | 'device' | 'unknown'
  /** Whether the digest of a directory can have it. */
  digested: boolean
  executable: boolean
  /** Bytes of a file, or of a link's target. */
  size: number
  /** In the order of the constructor's; none where there is a failure or no contents. */
  digests: Array<string | Buffer>
  failure?: Failure
}

/**
 * Settles when the loop with this number works at a look and has worked for `at_once` milliseconds since the last look, or for
 * `in_a_second` milliseconds in a second; or when its thread has ended.
 */
export declare function untilLoopWorks(id: number, interval: number, atOnce: number, inASecond: number): Promise<void>

/** A user and a group, by number. */
export interface UserIds {
  uid: number
  gid: number
}

/** What the check of a serialized value has found. */
export interface ValueCheck {
  /** What is wrong with it. Absent where it is accepted. */
  fault?: string
  /** Whether an object in it has a key `__proto__`. False where there is a fault. */
  hasPrototypeKeys: boolean
}

/** What a serialized value may contain. */
export interface ValueLimits {
  /** Of the format. */
  version: number
  depth: number
  /** Bytes that all values together may take. */
  memory: number
  /** Nanoseconds that V8 may take to build them all, as the check estimates it. */
  time: number
  /** How many kinds of views there are. */
  views: number
  /** How many buffers came beside the value. */
  attachments: number
}

/** The numbers of the Zstandard parameters that a compressor can be given, beyond level and window. */
export declare function zstdParameters(): Array<number>
