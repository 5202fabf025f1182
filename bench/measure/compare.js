'use strict';

const { calls, interleaved, processCpu, QUICK, spreadOf, threadCpu } = require('./measure.js');

/** The CPU time of one measurement of {@link compare}, in milliseconds: the figures differ by less than a tenth then. */
const MILLISECONDS = QUICK ? 4 : 20;
const MOST_MILLISECONDS = 10 * MILLISECONDS;

/** What one call costs: CPU time of all threads and of the main thread, and wall time, in microseconds. */
async function costs(work) {
  const before = { main: threadCpu(), cpu: processCpu(), wall: performance.now() * 1000 };
  await calls(work);
  const after = { wall: performance.now() * 1000, cpu: processCpu(), main: threadCpu() };
  return Object.fromEntries(Object.keys(before).map((key) => [key, (after[key] - before[key]) / work.count]));
}

/**
 * What a call of each subject costs, in microseconds. Each makes as many calls in a round as take some
 * milliseconds; one that is slow makes a single one.
 * @param {Record<string, () => unknown>} subjects
 * @param {{ inFlight?: number, rounds?: number, bytes?: number }} how `bytes` that a call goes through: the figures
 *   are nanoseconds a byte then
 * @returns {Promise<Record<string, import('./measure.js').Costs>>}
 */
async function compare(subjects, { inFlight = 1, rounds = 5, bytes }) {
  const works = [];
  for (const call of Object.values(subjects)) {
    works.push({ call, inFlight, count: await countFor(call, inFlight) });
  }
  const figures = await interleaved(works, rounds, costs);
  const scale = bytes === undefined ? 1 : 1000 / bytes;
  const spreads = figures.map((list) => spreadOf(list, scale));
  return Object.fromEntries(Object.keys(subjects).map((name, index) => [name, spreads[index]]));
}

/**
 * As many calls as take {@link MILLISECONDS} of CPU time when all is warm, and a whole number for each that is in
 * flight. Wall time would say little of them where threads of low priority wait for a core. The first calls are left
 * out: collecting what calls before them left behind can take longer than they do.
 */
async function countFor(call, inFlight) {
  await calls({ count: inFlight, inFlight, call });
  for (let count = inFlight; ;) {
    const { cpu, wall } = await costs({ count, inFlight, call });
    const missing = (MILLISECONDS * 1000) / (cpu * count);
    if (missing < 1.5 || wall * count > MOST_MILLISECONDS * 1000) return count;
    count = Math.ceil((count * Math.min(missing, 4)) / inFlight) * inFlight;
  }
}

module.exports = { compare };
