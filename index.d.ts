/**
 * CPU work for Node.js, off the event loop: hashing, compression and passwords on Rust threads of our own.
 *
 * Every promise-returning function reports bad arguments, failures and aborts by rejecting; it never throws.
 * Work runs on a pool of threads that is not libuv's, at lower priority than the event loop.
 *
 * @packageDocumentation
 */

export * from './types/data.js';
export * from './types/jobs.js';
export * from './types/errors.js';
export * from './types/streams.js';
export * from './types/hash.js';
export * from './types/hash-files.js';
export * from './types/integrity.js';
export * from './types/codec.js';
export * from './types/codec-files.js';
export * from './types/seekable.js';
export * from './types/codec-streams.js';
export * from './types/json.js';
export * from './types/isolation.js';
export * from './types/exec-file.js';
export * from './types/password.js';
export * from './types/key-derivation.js';
export * from './types/engine.js';
export * from './types/worker-options.js';
export * from './types/worker-map.js';
export * from './types/worker-events.js';
export * from './types/workers.js';
export * from './types/background-jobs.js';
export * from './types/supervise.js';
