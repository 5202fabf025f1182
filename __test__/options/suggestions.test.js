'use strict';

const { NAMES } = require('../../lib/option-names.js');
const { errorOf, expectRefusal, pathOf } = require('./refusal.js');

/** A name with a slip of each kind: two letters exchanged, one twice, one missing, other cases. */
const slipsOf = (name) => [
  name.length > 3 ? `${name.slice(0, 2)}${name[3]}${name[2]}${name.slice(4)}` : `${name}${name.at(-1)}`,
  `${name}${name.at(-1)}`,
  name.slice(0, -1),
  name.toUpperCase(),
  `${name[0].toUpperCase()}${name.slice(1)}`,
];

test.each(Object.keys(NAMES))('%s says which of its names was meant', async (call) => {
  const path = pathOf(call);
  for (const name of NAMES[call].filter(({ length }) => length > 3)) {
    for (const slip of slipsOf(name)) {
      // The name of another option, or of one of another package, is not a typing error.
      if (NAMES[call].includes(slip) || slip === 'type') continue;
      const error = await errorOf(call, { [slip]: 1 });
      expectRefusal(error, `unknown option \`${path}${slip}\`; did you mean \`${path}${name}\`?`);
    }
  }
});

test.each([
  ['hashPassword', 'memoryCost', 'memory'],
  ['hashPassword', 'timeCost', 'passes'],
  ['hashPassword', 'hashLength', 'tagLength'],
  ['hashPassword', 'rounds', 'cost'],
  ['hashPassword', 'saltRounds', 'cost'],
  ['needsRehash', 'memoryCost', 'memory'],
  ['verifyPassword', 'memoryCost', 'maxMemory'],
  ['argon2.parameters', 'memoryCost', 'memory'],
  ['argon2.parameters', 'salt', 'nonce'],
  ['WorkerPool', 'maxThreads', 'maxWorkers'],
  ['WorkerPool', 'minThreads', 'minWorkers'],
  ['WorkerPool', 'concurrentTasksPerWorker', 'concurrency'],
  ['WorkerPool', 'maxQueueSize', 'maxQueue'],
  ['WorkerPool', 'timeout', 'taskTimeout'],
  ['WorkerPool', 'workerType', 'isolation'],
  ['WorkerPool#run', 'taskTimeout', 'timeout'],
  ['WorkerPool#run', 'transferList', 'transfer'],
  ['WorkerPool#run', 'on', 'onMessage'],
  ['execFile', 'cancelSignal', 'signal'],
  ['execFile', 'forceKillAfterDelay', 'grace'],
  ['execFile.limits', 'timeout', 'timeoutMs'],
  ['compress', 'quality', 'level'],
  ['compress', 'concurrency', 'threads'],
  ['decompress', 'maxLength', 'maxOutputLength'],
  ['parseJsonLines', 'maxLength', 'maxLineLength'],
  ['hash', 'maxLength', 'outputLength'],
  ['hash', 'outputEncoding', 'encoding'],
  ['compressFile', 'force', 'overwrite'],
])("%s: %s, of another package's, is %s here", async (call, theirs, ours) => {
  const path = pathOf(call);
  expectRefusal(
    await errorOf(call, { [theirs]: 1 }),
    `unknown option \`${path}${theirs}\`; did you mean \`${path}${ours}\`?`,
  );
});

test.each([
  ['hash', 'algorithm', /the algorithm is the first argument/],
  ['compress', 'memLevel', /offloop\/zlib/],
  ['hashPassword', 'salt', /16 random bytes/],
  ['WorkerPool', 'filename', /first argument of `new WorkerPool/],
  ['WorkerPool#run', 'name', /first argument/],
  ['execFile', 'extendEnv', /\.\.\.process\.env/],
  ['execFile', 'windowsHide', /leave it out/],
])('%s says what to do instead of %s', async (call, theirs, advice) => {
  const error = await errorOf(call, { [theirs]: 1 });
  expectRefusal(error, `unknown option \`${theirs}\`; `);
  expect(error.message).toMatch(advice);
});
