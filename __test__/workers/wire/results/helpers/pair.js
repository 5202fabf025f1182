'use strict';

const { ResultReader } = require('../../../../../lib/workers/wire/results/reader.js');
const { SHARED_BYTES } = require('../../../../../lib/workers/wire/results/ring.js');
const { ResultWriter } = require('../../../../../lib/workers/wire/results/writer.js');

/** Both ends of one ring in this thread, and what they have called. */
function pair({ onResult = () => {} } = {}) {
  const shared = new SharedArrayBuffer(SHARED_BYTES);
  /** @type {unknown[]} */
  const events = [];
  let wakes = 0;
  const writer = new ResultWriter(shared, () => {
    wakes += 1;
  });
  const reader = new ResultReader(shared, {
    onResult(...result) {
      events.push(result);
      onResult();
    },
    onViolation: () => events.push('violation'),
  });
  return { shared, events, writer, reader, wakes: () => wakes };
}

module.exports = { pair };
