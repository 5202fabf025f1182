'use strict';

const { causeText, ms, placeText, starvationText } = require('../../../watch/results/table.js');

/** @typedef {import('./diagnosis.js').Advised} Advised */
/** @typedef {import('./diagnosis.js').AdvisedHolder} AdvisedHolder */
/** @typedef {Awaited<ReturnType<typeof import('./diagnosis.js').diagnose>> & { load?: import('./load.js').LoadResult, threshold: number }} Diagnosis */

/**
 * @param {Diagnosis} diagnosis
 * @returns {string}
 */
function diagnosisText(diagnosis) {
  const { findings, starvation } = diagnosis;
  const helped = findings.filter(({ advice }) => advice.lines.length > 0);
  const others = findings.filter(({ advice }) => advice.lines.length === 0);
  return [
    ...headText(diagnosis),
    ...helped.map((finding, index) => findingText(finding, `${index + 1}. `)),
    ...(others.length === 0
      ? []
      : ['Beyond the help of another call:', ...others.map((finding) => findingText(finding, '-  '))]),
    ...(starvation.count === 0
      ? []
      : [
          `What had no thread: ${starvationText(starvation)}, by`,
          ...starvation.holders.map((holder, index) => holderText(holder, `${index + 1}. `)),
        ]),
  ]
    .join('\n\n')
    .concat('\n');
}

/**
 * The load, and what it met.
 * @param {Diagnosis} diagnosis
 */
function headText({ stalls, processes, load, threshold }) {
  return [
    ...(load === undefined ? [] : [loadText(load)]),
    stalls.count === 0 ? `Nothing blocked for ${threshold} ms.` : summary(stalls, processes, threshold),
  ];
}

/**
 * @param {import('./diagnosis.js').Totals} stalls
 * @param {number} processes
 * @param {number} threshold
 */
function summary({ count, total, longest }, processes, threshold) {
  const where = processes > 1 ? ` in ${processes} processes` : '';
  return `What blocked: ${count} ${count === 1 ? 'stall' : 'stalls'} of ${threshold} ms or more${where}, ${ms(total)} in all, ${ms(longest)} the longest`;
}

/** @param {import('./load.js').LoadResult} load */
function loadText({ requests, failed, statuses, p50, p99, longest }) {
  const answers = Object.entries(statuses).map(([status, count]) => `${count} with ${status}`);
  const failures = failed === 0 ? '' : `, ${failed} failed`;
  return `Load: ${requests} requests (${answers.join(', ') || 'no answers'}${failures}), p50 ${ms(p50)}, p99 ${ms(p99)}, ${ms(longest)} the longest`;
}

/**
 * @param {Advised} finding
 * @param {string} mark
 */
function findingText(finding, mark) {
  const worth = worthText(finding);
  return advisedText(
    `${placeText(finding.at)}: ${causeText(finding)}`,
    timesText(finding),
    finding.advice,
    worth,
    mark,
  );
}

/**
 * @param {AdvisedHolder} holder
 * @param {string} mark
 */
function holderText(holder, mark) {
  return advisedText(
    `${placeText(holder.at)}: ${causeText(holder)}`,
    holderTimesText(holder),
    holder.advice,
    [],
    mark,
  );
}

/**
 * @param {string} title
 * @param {string} times
 * @param {import('./advice.js').Advice} advice
 * @param {string[]} worth
 * @param {string} mark
 */
function advisedText(title, times, { text, lines, docs }, worth, mark) {
  const indent = ' '.repeat(mark.length);
  return [
    title,
    times,
    ...(lines.length === 0 ? [] : ['write instead:', ...lines.map((line) => `    ${line}`)]),
    ...(text === '' ? [] : [text]),
    ...worth,
    `see offloop/docs/${docs}`,
  ]
    .map((line, index) => `${index === 0 ? mark : indent}${line}`)
    .join('\n');
}

/** @param {AdvisedHolder} holder */
function holderTimesText({ share, jobs, time, thread }) {
  const where = thread === 0 ? '' : `, begun in thread ${thread}`;
  return `${(share * 100).toFixed(0)} %: ${jobs} ${jobs === 1 ? 'job' : 'jobs'} seen, ${ms(time)} of threads${where}`;
}

/** @param {Advised} finding */
function timesText({ share = 0, count, total, longest, thread, request }) {
  const stalls = `${count} ${count === 1 ? 'stall' : 'stalls'}`;
  const turn = request === undefined ? '' : `, in ${request.method} ${request.route}`;
  const where = thread === 0 ? '' : `, in thread ${thread}`;
  return `${(share * 100).toFixed(0)} %: ${stalls}, ${ms(total)} in all, ${ms(longest)} the longest${turn}${where}`;
}

/**
 * @param {Advised} finding
 * @returns {string[]}
 */
function worthText({ worth, total, advice }) {
  if (worth === undefined) return [];
  const size =
    worth.size === undefined
      ? ''
      : ` with data of this size${worth.size >= 2 ** 26 ? ' (64 MiB at most)' : ''}`;
  return [
    `worth: about ${ms(worth.removed)} of ${ms(total)}. On this machine ${advice.call} stops the loop for ${worth.longest.toFixed(1)} ms at the longest${size}`,
  ];
}

module.exports = { diagnosisText, headText, holderTimesText, timesText, worthText };
