'use strict';

const { packageOf } = require('../package-name.js');
const { mapped } = require('./source-maps.js');
const { placeOf } = require('./stacks.js');

/** @typedef {import('./stacks.js').Place} Place */
/** Jobs of one kind and place that had libuv's threads, for milliseconds of a thread. @typedef {{ name: string, time: number, jobs: number, place: Place | undefined }} Holder */

/** Holders that have a row of their own. */
const MOST = 20;

/**
 * Who had libuv's threads: jobs by their name and the line that began them, the largest part first.
 * @param {import('../starvation/probe.js').Taken} taken
 * @returns {Holder[]}
 */
function holdersOf({ holds, unknown }) {
  /** @type {Map<string, Holder>} */
  const groups = new Map();
  for (const { name, time, stacks } of holds) {
    const place = startOf(stacks.map(placeOf));
    const key = `${name} ${place?.at?.file}:${place?.at?.line}`;
    const group = groups.get(key) ?? { name, time: 0, jobs: 0, place: place && mapped(place) };
    group.time += time;
    group.jobs += 1;
    groups.set(key, group);
  }
  const holders = placed([...groups.values()]);
  if (unknown > 0) holders.push({ name: 'not seen', time: unknown, jobs: 0, place: undefined });
  return holders.sort((a, b) => b.time - a.time).slice(0, MOST);
}

/**
 * The place of the program's own code, by the start of a job or of its stream; a package's where there is no other.
 * @param {Place[]} places
 */
function startOf(places) {
  const known = places.filter(({ at }) => at !== undefined);
  return known.find(({ at }) => packageOf(at?.file ?? '') === undefined) ?? known[0];
}

/**
 * Gives jobs without a stack, which is taken of some only, to those of the same name with one, by their shares.
 * @param {Holder[]} holders
 */
function placed(holders) {
  const known = holders.filter(({ place }) => place !== undefined);
  return holders.flatMap((holder) => {
    const alike = known.filter(({ name }) => name === holder.name);
    if (!alike.includes(holder)) return alike.length === 0 ? [holder] : [];
    const time = sum(alike.map((one) => one.time));
    const rest = holders.filter(({ name, place }) => name === holder.name && place === undefined);
    const share = holder.time / time;
    return [
      {
        ...holder,
        time: holder.time + share * sum(rest.map((one) => one.time)),
        jobs: holder.jobs + Math.round(share * sum(rest.map(({ jobs }) => jobs))),
      },
    ];
  });
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

module.exports = { holdersOf };
