'use strict';

const { dataOf, sizeOf } = require('../data/bytes.js');
const { pathOf } = require('../data/path.js');
const { invalidType, invalidValue } = require('../errors.js');
const { algorithmOf } = require('../hash/algorithms.js');
const { hashFile } = require('../hash/file.js');
const { digestPipelined } = require('../hash/pipelined.js');
const { AS_BYTES } = require('../hash/request.js');
const { poolRouteOf } = require('../hash/route.js');
const { createHash } = require('../hash/stream.js');
const { startOne } = require('../data/start-job.js');
const { run } = require('../job.js');
const native = require('../native.js');
const { fileOptions, jobOptions } = require('../options.js');
const { isStream, writeAll } = require('../stream/write-all.js');

/**
 * The digests of data, a file or a stream, in one pass.
 * @param {any} source see index.d.ts
 * @param {string[]} algorithms
 * @param {Record<string, any>} given options, their names checked
 * @returns {Promise<Buffer[]>} in the order of the algorithms
 */
async function digestsOf(source, algorithms, given) {
  const isStreamed = isStream(source);
  const isFile = !isStreamed && isFileSource(source);
  if (!isFile && given.onProgress !== undefined)
    throw invalidValue('options.onProgress', 'is only possible with a path', given.onProgress);
  if ((isFile || isStreamed) && given.transfer)
    throw invalidValue('options.transfer', 'is only possible with data in memory', given.transfer);
  const job = jobOptions(given);
  if (isStreamed) return digestStream(source, algorithms, job.signal);
  if (isFile) return digestFile(source.path, algorithms, given);
  return digestData(source, algorithms, job);
}

/**
 * @param {unknown} source
 * @param {string[]} algorithms
 * @param {import('../options.js').JobOptions} job
 */
async function digestData(source, algorithms, job) {
  const data = dataOf('data', source);
  const digests = algorithms.map((name) => algorithmOf(name).plain);
  const context = { operation: 'integrity', algorithms, bytes: sizeOf(data) };
  const found = await run(context, job, (control) =>
    poolRouteOf(data, job) === 'pipelined'
      ? digestPipelined(digests, data, AS_BYTES, job.signal, control)
      : startOne(new native.Digests(digests), data, job, [AS_BYTES], control),
  );
  return /** @type {Buffer[]} */ (found);
}

/**
 * @param {unknown} path
 * @param {string[]} algorithms
 * @param {Record<string, any>} given
 */
async function digestFile(path, algorithms, given) {
  pathOf('data.path', path);
  const found = await hashFile(algorithms, path, { ...fileOptions(given), encoding: 'buffer' });
  return algorithms.map((name) => found[name]);
}

/**
 * @param {any} source
 * @param {string[]} algorithms
 * @param {AbortSignal} [signal]
 */
async function digestStream(source, algorithms, signal) {
  const hash = createHash(algorithms, { encoding: 'buffer' });
  await writeAll(source, hash, signal);
  const found = await hash.digest();
  return algorithms.map((name) => found[name]);
}

/** @param {any} source */
function isFileSource(source) {
  return source !== null && typeof source === 'object' && 'path' in source;
}

/**
 * The algorithms that a call asks for, each once, by the names of `hash`. Names of both standards count: `sha256` and
 * `sha-256`.
 * @param {any} names
 * @param {Iterable<string>} possible
 * @param {string} [argument] what errors call the names
 */
function namesOf(names, possible, argument = 'algorithms') {
  const all = [...possible];
  if (!Array.isArray(names)) {
    if (typeof names !== 'string')
      throw invalidType(argument, 'of type string or an array of strings', names);
    return [nameOf(names, all, argument)];
  }
  if (names.length === 0) throw invalidValue(argument, 'must not be empty', names);
  return [...new Set(Array.from(names, (name, index) => nameOf(name, all, `${argument}[${index}]`)))];
}

/**
 * @param {any} name
 * @param {string[]} possible
 * @param {string} argument
 */
function nameOf(name, possible, argument) {
  if (typeof name !== 'string') throw invalidType(argument, 'of type string', name);
  const plain = name.replace(/^sha-/, 'sha');
  if (!possible.includes(plain)) throw invalidValue(argument, `must be one of: ${possible.join(', ')}`, name);
  return plain;
}

module.exports = { digestsOf, namesOf };
