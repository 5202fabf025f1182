/**
 * Frees what can be freed without a change of code: `node --import offloop/auto server.js` has asynchronous calls of
 * node:zlib, node:crypto's key derivations and digests and password packages done on offloop's threads instead of libuv's. It takes
 * effect when it is loaded. `OFFLOOP_AUTO` chooses features: `zlib,crypto`, or `-passwords` for all but one. docs/auto.md
 * says what is replaced, and what is left alone.
 *
 * @packageDocumentation
 */

export * from './types/auto.js';
