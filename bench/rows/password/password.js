'use strict';

/** Hundreds of logins at once: hashes a second, CPU time a hash, and the most memory of the process. */

const {
  inProcessOfItsOwn,
  interleaved,
  perCall,
  processCpu,
  QUICK,
  spread,
} = require('../../measure/measure.js');
const { report } = require('../../report/report.js');

const ROUNDS = 3;
const LOGINS = QUICK ? 40 : 500;
const PASSWORD = 'correct horse battery staple';
/** Argon2id at OWASP's minimum, which is the default of both. */
const COST = 'm=19456,t=2,p=1';

const SUBJECTS = {
  offloop: () => {
    const { hashPassword, verifyPassword } = require('../../../index.js');
    return { hash: () => hashPassword(PASSWORD), verify: (encoded) => verifyPassword(PASSWORD, encoded) };
  },
  '@node-rs/argon2': () => {
    const { hash, verify } = require('@node-rs/argon2');
    return { hash: () => hash(PASSWORD), verify: (encoded) => verify(encoded, PASSWORD) };
  },
};

/** @type {{ name: string, title: string, unit: string, key: string, digits?: number, better?: 'less' | 'more' }[]} */
const FIGURES = [
  { name: 'password', title: 'Logins', unit: 'a second', key: 'perSecond', digits: 1, better: 'more' },
  { name: 'password-cpu', title: 'CPU time of a login', unit: 'ms', key: 'cpu' },
  { name: 'password-memory', title: 'Resident memory at its most', unit: 'MB', key: 'memory', digits: 0 },
];

async function main() {
  const subjects = Object.keys(SUBJECTS);
  const measured = await interleaved(subjects, ROUNDS, inOne, { warmUp: false });
  for (const { name, title, unit, key, digits, better } of FIGURES) {
    const table = report(name, {
      title: `${title}, ${LOGINS} at once, ${COST}`,
      unit,
      subjects,
      digits,
      better,
    });
    table.add(
      'verify',
      measured.map((list) => spread(list.map((figures) => figures[key]))),
    );
    table.save();
  }
}

/** A process of its own, since memory that was taken once does not all go back. */
function inOne(subject) {
  return inProcessOfItsOwn(__filename, [subject]);
}

async function measure({ hash, verify }) {
  const encoded = await hash();
  if (!encoded.includes(COST) || !(await verify(encoded))) throw new Error(`Not ${COST}: ${encoded}`);
  const call = () => verify(encoded);
  const start = performance.now();
  const cpu = await perCall(processCpu, { count: LOGINS, inFlight: LOGINS, call });
  const seconds = (performance.now() - start) / 1000;
  const memory = (process.resourceUsage().maxRSS * 1024) / 1e6;
  return { perSecond: LOGINS / seconds, cpu: cpu / 1000, memory };
}

if (process.argv[2] === undefined) main();
else measure(SUBJECTS[process.argv[2]]()).then((figures) => console.log(JSON.stringify(figures)));
