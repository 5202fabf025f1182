'use strict';

const native = require('../../../../../lib/native.js');
const { SLOTS, SLOT_BYTES } = require('../../../../../lib/workers/wire/channel/limits.js');

/** The two ends of one shared memory: the first fills its slots. */
function arenaPair(slots = SLOTS, slotBytes = SLOT_BYTES) {
  const ours = native.Arena.create(slots, slotBytes, true);
  return [ours, native.Arena.open(ours.takeDescriptor(), slots, slotBytes, false)];
}

module.exports = { arenaPair };
