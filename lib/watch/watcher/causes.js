'use strict';

const { packageOf } = require('../package-name.js');
const { mapped } = require('./source-maps.js');
const { placeOf } = require('./stacks.js');

/** @typedef {import('./stacks.js').Frame} Frame */
/** @typedef {import('../../../types/watch.js').StalledRequest} StalledRequest */
/** @typedef {import('./sampler.js').Sample} Sample */
/** A call that was timed in the program. @typedef {{ name: string, size?: number, start: number, end: number, frames: Frame[], request?: StalledRequest }} TimedCall */
/** @typedef {{ start: number, end: number, calls: TimedCall[], gc: { start: number, end: number }[], requests?: { count: number, time: number } }} Stall */

/**
 * What may have taken the time of a stall, with its part.
 * @typedef {object} Suspect
 * @property {import('../../../types/watch.js').CauseKind} kind
 * @property {string} name
 * @property {number | undefined} size
 * @property {number} time milliseconds
 * @property {import('./stacks.js').Place | undefined} place
 * @property {number} samples
 * @property {StalledRequest} [request] for which it was done
 */

/** Methods of regular expressions and strings that search, as the text of a program has them. */
const SEARCH = /^\.?(test|exec|match|matchAll|replace|replaceAll|search|split)\s*\(/;
/** Later than this, in milliseconds, the program had not looked at interrupts: it was in a function of native code. */
const PAUSED_LATE = 5;

/** A part of a stall is named from this share of it on, or of the time that the thread had a core. */
const SMALLEST = 0.1;
const MOST_PARTS = 5;
/** Less than this, in milliseconds, is left of a part where the thread had no core for nearly all of the stall. */
const LEAST = 1;

/**
 * What took the time of a stall, and where: the largest part first.
 * @param {Stall} stall
 * @param {Sample[]} samples
 * @param {number} wait milliseconds without a core
 * @returns {Suspect[]}
 */
function causesOf(stall, samples, wait) {
  const duration = stall.end - stall.start;
  const timed = stall.calls.map((call) => ({ ...call, start: Math.max(call.start, stall.start) }));
  const rest = Math.max(0, duration - sum(timed.map(lengthOf)));
  const outside = samples.filter(
    ({ asked }) => !timed.some(({ start, end }) => asked >= start && asked <= end),
  );
  const parts = merged([
    ...timed.map(callSuspect),
    ...outside.map((sample) => sampleSuspect(sample, rest / outside.length)),
    ...(outside.length === 0 ? [unseen(rest)] : []),
  ]).sort((a, b) => b.time - a.time);
  const gc = Math.min(sum(stall.gc.map(lengthOf)), duration);
  const large = parts.filter(({ time }, index) => index === 0 || time >= duration * SMALLEST);
  const causes = withMachine(large, duration, { wait, gc });
  return causes.filter(({ time }, index) => index === 0 || time >= LEAST).slice(0, MOST_PARTS);
}

/**
 * The parts of a stall, after what was not the program's doing where that is most of it: a wait for a core, or garbage collection.
 * @param {Suspect[]} parts the largest first
 * @param {number} duration
 * @param {{ wait: number, gc: number }} times
 * @returns {Suspect[]}
 */
function withMachine(parts, duration, { wait, gc }) {
  const [kind, name, time] =
    wait > duration / 2
      ? /** @type {const} */ (['not scheduled', 'no core', wait])
      : /** @type {const} */ (['gc', 'garbage collection', gc]);
  if (time <= duration / 2) return parts;
  const left = 1 - time / duration;
  return [
    { ...parts[0], kind, name, time, request: undefined },
    ...parts.map((part) => ({ ...part, time: part.time * left })),
  ];
}

/**
 * @param {number} time
 * @returns {Suspect}
 */
function unseen(time) {
  return { kind: 'unknown', name: 'not seen', size: undefined, time, place: undefined, samples: 0 };
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

/** @param {{ start: number, end: number }} span */
function lengthOf({ start, end }) {
  return end - start;
}

/**
 * @param {TimedCall} call
 * @returns {Suspect}
 */
function callSuspect(call) {
  const place = mapped(placeOf(call.frames));
  const { size, request } = call;
  const time = lengthOf(call);
  // A file that is read to load a module: the line that requires the module is at fault.
  if (place.isLoading)
    return { kind: 'require', name: 'require', size: undefined, time, place, samples: 0, request };
  // An addon's own function is behind one of its package, which is the name that programs know.
  const name = place.inside === undefined || place.entry === undefined ? call.name : libraryName(place.entry);
  return { kind: 'builtin', name, size, time, place, samples: 0, request };
}

/**
 * @param {Sample} sample
 * @param {number} time
 * @returns {Suspect}
 */
function sampleSuspect({ frames, text, late, request }, time) {
  const place = mapped(placeOf(frames));
  const common = { size: undefined, time, place, samples: 1, request };
  if (place.isLoading) return { ...common, kind: 'require', name: 'require' };
  if (place.builtin !== undefined) return { ...common, kind: 'builtin', name: place.builtin };
  if (place.at === undefined) return { ...common, kind: 'code', name: "node's own code" };
  const search = SEARCH.exec(text ?? '')?.[1];
  if (search !== undefined) return { ...common, kind: 'regexp', name: `RegExp (${search})` };
  if (place.inside !== undefined)
    return { ...common, kind: 'code', name: libraryName(place.entry ?? place.inside) };
  return {
    ...common,
    kind: 'code',
    name: late > Math.max(PAUSED_LATE, time / 2) ? 'a native call before this line' : 'JavaScript',
  };
}

/**
 * "package.function" of a frame in a package.
 * @param {Frame} frame
 */
function libraryName({ file, name }) {
  const owner = packageOf(file) ?? file;
  return name === '' ? owner : `${owner}.${name.replace(/^.*\./, '')}`;
}

/**
 * Adds up what is the same: a call by its line, and code of the program by its function, whose lines take turns. The line
 * of code, and the request, are those with most of the time.
 * @param {Suspect[]} suspects
 */
function merged(suspects) {
  /** @type {Map<string, Suspect & { lines: Map<string, Suspect> }>} */
  const groups = new Map();
  for (const suspect of suspects) {
    const { kind, name, place } = suspect;
    const isOwnCode = kind === 'code' && place?.inside === undefined;
    const where = `${place?.at?.file}:${isOwnCode ? place?.at?.name : place?.at?.line}`;
    const key = `${kind} ${isOwnCode ? '' : name} ${where}`;
    const group = groups.get(key) ?? { ...suspect, time: 0, samples: 0, lines: new Map() };
    group.time += suspect.time;
    group.samples += suspect.samples;
    group.size = Math.max(group.size ?? 0, suspect.size ?? 0) || undefined;
    const line = group.lines.get(place?.at?.line ?? 0) ?? { ...suspect, time: 0 };
    group.lines.set(place?.at?.line ?? 0, { ...line, time: line.time + suspect.time });
    groups.set(key, group);
  }
  return [...groups.values()].map(({ lines, ...group }) => {
    const [most] = [...lines.values()].sort((a, b) => b.time - a.time);
    return { ...most, size: group.size, time: group.time, samples: group.samples };
  });
}

module.exports = { causesOf };
