'use strict';

const path = require('node:path');
const { ROOT } = require('./programs.js');

/**
 * The beginning of a program that works until the watch has seen what it does: `spin`, a loop of 200 ms of processor time,
 * `turn`, a rest of some milliseconds, and `untilSeen`, which calls a function until its place is in the report,
 * thirty times at most, and gives the finding.
 */
const UNTIL_SEEN = `
  const { report } = require(${JSON.stringify(path.join(ROOT, 'watch.js'))});
  const turn = (time = 60) => new Promise((resolve) => setTimeout(resolve, time));
  function spin() {
    const start = process.cpuUsage();
    do { for (let count = 0; count < 1e6; count += 1); } while (process.cpuUsage(start).user < 200_000);
  }
  async function untilSeen(work, name = 'spin') {
    const isSeen = ({ at, kind }) => kind === 'code' && at?.function === name;
    for (let count = 0; count < 30 && !report().findings.some(isSeen); count += 1) {
      await work();
      await turn();
    }
    return report().findings.find(isSeen);
  }
`;

module.exports = { UNTIL_SEEN };
