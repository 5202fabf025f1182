'use strict';

const { Findings } = require('../../../watch/results/findings.js');
const { adviceOn, adviceOnHolder } = require('./advice.js');
const { measure } = require('./measures.js');

/** @typedef {import('../../../../types/watch.js').Stall} Stall */
/** @typedef {import('../../../../types/watch.js').Finding} Finding */
/** What a call of ours would be worth: how long it stops the loop here, and how much of the stalls it would take away, in milliseconds. @typedef {{ longest: number, size: number | undefined, removed: number }} Worth */
/** @typedef {Finding & { advice: import('./advice.js').Advice, worth?: Worth }} Advised */
/** @typedef {import('../../../../types/watch.js').WatchReport['stalls']} Totals */
/** @typedef {import('../../../../types/watch.js').StarvationReport} StarvationReport */
/** @typedef {StarvationReport['holders'][number] & { advice: import('./advice.js').Advice }} AdvisedHolder */
/** @typedef {Omit<StarvationReport, 'holders' | 'recent'> & { holders: AdvisedHolder[] }} AdvisedStarvation */

/** Places that have advice; the others have less time than these. */
const MOST = 20;

/**
 * What blocked a program, from all of its threads and processes, and what to do about it.
 * @param {{ stalls: Stall[], starvations: import('../../../../types/watch.js').Starvation[] }} watched
 * @returns {Promise<{ stalls: Totals, findings: Advised[], starvation: AdvisedStarvation, processes: number }>}
 */
async function diagnose({ stalls, starvations }) {
  const found = new Findings();
  for (const stall of stalls) found.add(stall);
  for (const starvation of starvations) found.addStarvation(starvation);
  const report = found.report();
  /** @type {Map<string, Promise<{ longest: number, size: number | undefined }>>} */
  const measured = new Map();
  const findings = [];
  for (const finding of report.findings.slice(0, MOST)) {
    const advice = adviceOn(finding);
    findings.push({ ...finding, advice, worth: await worthOf(finding, advice, measured) });
  }
  return {
    stalls: report.stalls,
    findings,
    starvation: advised(report.starvation),
    processes: new Set(stalls.map(({ pid }) => pid)).size,
  };
}

/**
 * @param {StarvationReport} starvation
 * @returns {AdvisedStarvation}
 */
function advised({ count, total, longest, holders }) {
  const first = holders.slice(0, MOST);
  return {
    count,
    total,
    longest,
    holders: first.map((holder) => ({ ...holder, advice: adviceOnHolder(holder.name) })),
  };
}

/**
 * @param {Finding} finding
 * @param {import('./advice.js').Advice} advice
 * @param {Map<string, Promise<{ longest: number, size: number | undefined }>>} measured those done before
 * @returns {Promise<Worth | undefined>}
 */
async function worthOf({ count, total, size }, { measure: name, format }, measured) {
  if (name === undefined) return undefined;
  const key = [name, size, format].join(' ');
  const known = measured.get(key) ?? measure(name, size, format);
  measured.set(key, known);
  try {
    const { longest, size: used } = await known;
    return { longest, size: used, removed: Math.max(0, total - count * longest) };
  } catch {
    // Without the addon nothing can be measured. What to write instead is known anyway.
    return undefined;
  }
}

module.exports = { diagnose };
