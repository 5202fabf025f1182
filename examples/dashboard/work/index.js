'use strict';

/**
 * The heavy work behind the routes. Bytes that are passed in belong to the work from then on.
 * @typedef {object} Work
 * @property {string[]} formats compressed formats that it knows
 * @property {(algorithms: import('offloop').HashAlgorithm[], bytes: Buffer, options: { signal: AbortSignal }) =>
 *   Promise<Record<string, string>>} digest
 * @property {(algorithms: import('offloop').HashAlgorithm[], path: string, options: { signal: AbortSignal,
 *   onProgress: (bytesDone: number, bytesTotal: number) => void }) => Promise<Record<string, string>>} digestFile
 * @property {(format: string, bytes: Buffer, options: { signal: AbortSignal }) => Promise<Buffer>} compress
 * @property {(format: string, from: string, to: string, options: { signal: AbortSignal,
 *   onProgress: (bytesDone: number, bytesTotal: number) => void }) => Promise<unknown>} compressFile
 * @property {(format: string, bytes: Buffer, options: { signal: AbortSignal, maxOutputLength: number }) =>
 *   Promise<Buffer>} decompress
 * @property {() => object | null} stats what the engine is doing; null where there is none to ask
 */

/**
 * The work by each mode, loaded when it is first asked for.
 * @param {{ engine: import('offloop').EngineOptions }} settings
 * @returns {(mode: string) => Work}
 */
function loadWorks({ engine }) {
  const works = new Map();
  return (mode) => {
    if (!works.has(mode)) works.set(mode, loadWork({ mode, engine }));
    return works.get(mode);
  };
}

/**
 * The work by one mode, which alone is loaded.
 * @param {{ mode: string, engine: import('offloop').EngineOptions }} settings
 * @returns {Work}
 */
function loadWork({ mode, engine }) {
  if (mode === 'node-async') return require('./node-async.js');
  if (mode === 'node-auto') return require('./node-auto.js');
  if (mode === 'node-sync') return require('./node-sync.js');
  if (mode === 'node-piscina') return require('./node-piscina.js');
  require('offloop').configure(engine);
  return require('./offloop.js');
}

module.exports = { loadWork, loadWorks };
