'use strict';

// Runs the checks on the runtime that runs this file, one after the other: `run.js [WORDS of names]`. The last line of its
// output is JSON: the outcome of each check of each subject, `works`, `refused`, or the error.

const { RUNTIME } = require('../../lib/runtime.js');

const SUBJECTS = ['digests', 'codecs', 'values', 'workers', 'limits', 'commands', 'services'];
/** Of one check, in milliseconds: far beyond what one takes in an emulated machine beside other work. */
const LONGEST = 300_000;

async function main() {
  /** @type {Record<string, Record<string, string>>} */
  const outcomes = {};
  const wanted = process.argv[2] ?? '';
  for (const subject of SUBJECTS) {
    outcomes[subject] = {};
    for (const [name, check, refused = {}] of require(`./checks/${subject}.js`)) {
      if (name.includes(wanted)) outcomes[subject][name] = await outcomeOf(check, refused[RUNTIME]);
    }
  }
  console.log(JSON.stringify(outcomes));
  process.exit();
}

/**
 * @param {() => unknown} check
 * @param {string | undefined} refused the code with which this runtime must refuse it
 */
async function outcomeOf(check, refused) {
  // A check may wait for an event that does not hold the process.
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing happened in ${LONGEST} ms`)), LONGEST);
  });
  try {
    await Promise.race([Promise.resolve().then(check), late]);
    return refused === undefined ? 'works' : `worked, and should be refused with ${refused}`;
  } catch (/** @type {any} */ error) {
    if (refused !== undefined && error.code === refused) return 'refused';
    return `${error.stack ?? error}`;
  } finally {
    clearTimeout(timer);
  }
}

main();
