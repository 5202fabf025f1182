'use strict';

const fs = require('node:fs/promises');
const path = require('node:path');
const { causeText, ms, placeText, starvationText } = require('../../../watch/results/table.js');
const { headText, holderTimesText, timesText, worthText } = require('./text.js');

/** @typedef {import('../../../../types/watch.js').Stall} Stall */
/** @typedef {import('../../../../types/watch.js').CodePlace} CodePlace */
/** @typedef {import('./text.js').Diagnosis & { timeline: Stall[] }} Shown */

const FOLDER = path.join(__dirname, 'page');
/** Stalls of the timeline: the longest, where there are more. */
const MOST_STALLS = 1000;
const MOST_FRAMES = 12;

/**
 * A diagnosis as one page that loads nothing.
 * @param {Shown} diagnosis
 * @returns {Promise<string>}
 */
async function pageOf(diagnosis) {
  const [html, style, script] = await Promise.all(
    ['page.html', 'style.css', 'page.mjs'].map((name) => fs.readFile(path.join(FOLDER, name), 'utf8')),
  );
  // No text of a program may end the element that the data is in.
  const report = JSON.stringify(dataOf(diagnosis)).replaceAll('<', '\\u003c');
  const parts = /** @type {Record<string, string>} */ ({ style, script, report });
  return html.replace(/\/\* (style|script) \*\/|"(report)"/g, (_, text, json) => parts[text ?? json]);
}

/** @param {Shown} diagnosis */
function dataOf(diagnosis) {
  const { timeline, findings, starvation } = diagnosis;
  const longest = [...timeline].sort((a, b) => b.duration - a.duration).slice(0, MOST_STALLS);
  const first = timeline[0]?.start ?? 0;
  return {
    summary: headText(diagnosis).join(' '),
    stalls: longest.sort((a, b) => a.start - b.start).map((stall) => shownStall(stall, first)),
    findings: findings.map((finding) => ({
      ...shownPlace(finding, timesText(finding)),
      worth: worthText(finding).join(' '),
    })),
    starvation: starvation.count === 0 ? '' : `${starvationText(starvation)}.`,
    holders: starvation.holders.map((holder) => shownPlace(holder, holderTimesText(holder))),
  };
}

/**
 * @param {import('./diagnosis.js').Advised | import('./diagnosis.js').AdvisedHolder} place
 * @param {string} times
 */
function shownPlace(place, times) {
  const { text, lines, docs } = place.advice;
  return { title: `${placeText(place.at)}: ${causeText(place)}`, times, text, lines, docs };
}

/**
 * @param {Stall} stall
 * @param {number} first
 */
function shownStall({ start, duration, cause, pid, thread }, first) {
  const user = cause.at === undefined ? -1 : cause.stack.findIndex((frame) => isSame(frame, cause.at));
  const frames = cause.stack.slice(0, MOST_FRAMES).map((frame, index) => ({
    text: placeText(frame),
    isUser: index === user,
  }));
  return {
    after: start - first,
    duration,
    kind: cause.kind,
    name: cause.name,
    stack: frames.reverse(),
    label: `${ms(duration)}: ${placeText(cause.at)}: ${causeText(cause)} (process ${pid}${thread === 0 ? '' : `, thread ${thread}`})`,
  };
}

/**
 * @param {CodePlace} one
 * @param {CodePlace | undefined} other
 */
function isSame(one, other) {
  return one.file === other?.file && one.line === other.line;
}

module.exports = { pageOf };
