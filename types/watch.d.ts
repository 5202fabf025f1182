/**
 * `offloop/watch`: which line stops the event loop, for how long, and why. docs/find-what-blocks.md has the story.
 *
 * @packageDocumentation
 */

/** Options of {@link watch}. */
export interface WatchOptions {
  /** The shortest turn of the loop that is a stall, in milliseconds, 10 to 60 000. @default 50 */
  threshold?: number;
  /** Is called for each stall, soon after it, in a turn of its own. What it throws is an uncaught exception. */
  onStall?: (stall: Stall) => void;
  /**
   * Is called each time that libuv's threads were all taken for `threshold` milliseconds or longer, soon after it, in a turn of
   * its own. What it throws is an uncaught exception.
   */
  onStarvation?: (starvation: Starvation) => void;
  /**
   * Time between two samples of the stack in one stall, in milliseconds, 5 to 1000; after ten samples it doubles. 0 takes
   * none: only calls that are timed then have a place.
   * @default 20
   */
  sample?: number;
}

/**
 * What took the time of a stall.
 *
 * - `builtin`: a function of node or V8, or a synchronous one of a native package, that was called
 * - `regexp`: a search by a regular expression or by a method of strings
 * - `require`: loading modules
 * - `code`: JavaScript of the program or of a package
 * - `gc`: garbage collection
 * - `not scheduled`: the thread had no processor (Linux)
 * - `unknown`: nothing was seen
 */
export type CauseKind = 'builtin' | 'regexp' | 'require' | 'code' | 'gc' | 'not scheduled' | 'unknown';

/** A place in the source, after source maps. Lines and columns count from 1. */
export interface CodePlace {
  /** A path, or `node:…`. */
  file: string;
  line: number;
  column: number;
  /** Its name, or '' for none. */
  function: string;
}

/**
 * The request that code works for: known for servers of node:http, and what is made of them. After an `await` it is known from the
 * third stall of a line on, and for ten minutes.
 */
export interface StalledRequest {
  method: string;
  /**
   * The route as Express or Fastify 5 has it, such as `/orders/:id`; else the path, without its query, and with `:id` for parts
   * that look like data.
   */
  route: string;
}

/** What took time in a stall. */
export interface StallCause {
  kind: CauseKind;
  /** Such as `JSON.parse`, `fs.readFileSync`, `RegExp (test)`, `JavaScript`, or the package and function that ran. */
  name: string;
  /** Of the largest call: bytes, characters of a string, or elements of an array. No data is recorded. */
  size?: number;
  /** Its part of the stall, in milliseconds. Parts of calls are measured, those of code estimated by samples. */
  time: number;
  /** The innermost frame that is neither node's nor a package's; of a package where there is no other. */
  at?: CodePlace;
  /** The innermost frame of a package below `at`. */
  inside?: CodePlace;
  /** The stack, the innermost frame first. */
  stack: CodePlace[];
  /** How often the stack was seen there; 0 for calls that were timed. */
  samples: number;
  /** Whose turn it was; undefined for what no request has begun, and where no sample and no timed call has seen it. */
  request?: StalledRequest;
}

/** One turn of the event loop that was too long. */
export interface Stall {
  /** When it began, in milliseconds since 1970. */
  start: number;
  /** Milliseconds. */
  duration: number;
  /** What took the most time. */
  cause: StallCause;
  /** What took a tenth of it or more besides, four at most. */
  others: StallCause[];
  /**
   * The requests to node:http's servers of this thread that were in flight, and the time of the stall that they lost together,
   * in milliseconds; undefined for none. Requests that node had not begun to read are not among them.
   */
  requests?: { count: number; time: number };
  /** `threadId` of the thread that stalled: 0 is the main thread. */
  thread: number;
  pid: number;
}

/** Jobs that had threads of libuv's while others waited for one. */
export interface StarvationHolder {
  /** Such as `crypto.pbkdf2`, `zlib.Gzip`, `bcrypt.encrypt`, `sharp.pipeline`; `not seen` for jobs that the watch does not follow. */
  name: string;
  /** The line that began them: the innermost frame that is neither node's nor a package's, also across `await`. */
  at?: CodePlace;
  /** The innermost frame of a package below `at`. */
  inside?: CodePlace;
  /** The stack, the innermost frame first. */
  stack: CodePlace[];
  /** Those that were seen with a thread: short ones are not all seen. */
  jobs: number;
  /** Milliseconds of threads: four threads for 50 ms are 200. Estimated by looks, of which there is one each 20 ms or less often. */
  time: number;
}

/**
 * A time in which all of libuv's threads were taken: what `fs`, `dns.lookup`, `zlib` and `crypto` were asked for waited, with an
 * event loop that was free. It is the same pool for all threads of a process; each watched thread knows its own jobs.
 */
export interface Starvation {
  /** When it began, in milliseconds since 1970. */
  start: number;
  /** Milliseconds that a probe has waited for a thread. */
  duration: number;
  /** How many threads there are: `UV_THREADPOOL_SIZE`, 4 by default. */
  threads: number;
  /** The most jobs of those that the watch follows that waited at a time. */
  waiting: number;
  /** Who had the threads, the largest part first. */
  holders: StarvationHolder[];
  /** `threadId` of the thread that has measured it. */
  thread: number;
  pid: number;
}

/** What was found of starvation. Times are in milliseconds. */
export interface StarvationReport {
  count: number;
  total: number;
  longest: number;
  /** By their time, the largest first; `share` is the part of all of the time that threads were taken, 0 to 1. */
  holders: (Omit<StarvationHolder, 'stack'> & { thread: number; share: number })[];
  /** The last times, at most 50. */
  recent: Starvation[];
}

/** The time of all stalls that had one place and cause. Times are in milliseconds. */
export interface Finding {
  kind: CauseKind;
  name: string;
  at?: CodePlace;
  inside?: CodePlace;
  /** The largest size of data of a call. */
  size?: number;
  thread: number;
  /** Stalls that it had a part in. */
  count: number;
  /** Whose turn the longest was, of those whose request is known. */
  request?: StalledRequest;
  total: number;
  /** Its longest part of one stall. */
  longest: number;
  /** Part of the time of all stalls, 0 to 1. */
  share?: number;
}

/** What was found since the watch began. Times are in milliseconds. */
export interface WatchReport {
  pid: number;
  thread: number;
  /** When the watch began, in milliseconds since 1970. */
  since: number;
  /** `requestTime` is what requests in flight lost together: ten that wait for a stall of 50 ms lose 500. */
  stalls: { count: number; total: number; longest: number; requestTime: number };
  /** By their time, the worst first; what was not seen is last. */
  findings: Finding[];
  /** The routes whose turns stalled, by their time in stalls, the worst first. */
  routes: (StalledRequest & { count: number; total: number; longest: number })[];
  /** The last stalls, at most 200. */
  recent: Stall[];
  /** Times in which libuv's threads were all taken. */
  starvation: StarvationReport;
}

/** A watch that runs. */
export interface Watch {
  report(): WatchReport;
  /** Ends it, and gives all functions back that it times. */
  stop(): void;
}

/**
 * Watches the event loop of this thread from another one, and says of each stall which line it was. Each stall is also
 * published on the channel `offloop:stall` of `node:diagnostics_channel`, and each {@link Starvation} on `offloop:starvation`. A second call changes the options that it names,
 * and gives the same watch.
 *
 * `node --import offloop/watch server.js` calls it before the program, with `OFFLOOP_WATCH_THRESHOLD` and
 * `OFFLOOP_WATCH_SAMPLE` of the environment, and prints a table at exit and on SIGUSR2.
 *
 * It does not hold the process. Blocks for less than a millisecond; a sample stops the program for about one.
 *
 * @throws `ERR_INVALID_ARG_TYPE` (TypeError), `ERR_INVALID_ARG_VALUE` (TypeError) or `ERR_OUT_OF_RANGE` (RangeError) for
 *   bad options.
 */
export function watch(options?: WatchOptions): Watch;
/** What this thread's watch has found, also after it was stopped. Without a watch, no stalls. */
export function report(): WatchReport;
/** The same as a table, as it is printed at exit. */
export function table(): string;
/** The same in the text format of Prometheus, for an answer of type `text/plain; version=0.0.4`. */
export function prometheus(): string;
