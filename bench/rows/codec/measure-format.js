'use strict';

/** Compression and decompression by format, size and kind of data, beside everything that has the format. */

const { FORMATS } = require('../../peers/codecs.js');
const { corpus } = require('../../inputs/corpus.js');
const { compare } = require('../../measure/compare.js');
const { QUICK, spread } = require('../../measure/measure.js');
const { reportCosts } = require('../../report/report.js');

const KIB = 1024;
const SIZES = [1 * KIB, 10 * KIB, 256 * KIB, 8192 * KIB];
/** As in a service that has something to do; large data one by one. */
const inFlight = (size) => (size > 1024 * KIB ? 1 : 4);
/** JavaScript that takes seconds for much data. */
const MOST_BYTES_IN_JAVASCRIPT = 256 * KIB;
const UNIT = 'ns a byte of plain data';

async function measure(format) {
  const { level, codecs, beside } = FORMATS[format];
  const byName = await codecs();
  const subjects = Object.keys(byName);
  const about = { unit: UNIT, subjects, beside };
  const packing = reportCosts(format, { title: `${format}, level ${level}`, ...about });
  const unpacking = reportCosts(`un${format}`, { title: `${format}, decompression`, ...about });
  for (const { label, plain } of cases()) {
    const able = Object.entries(byName).filter(
      ([, codec]) => !codec.inJavaScript || plain.length <= MOST_BYTES_IN_JAVASCRIPT,
    );
    /** @type {Record<string, Buffer>} */
    const packed = {};
    for (const [name, codec] of able) packed[name] = Buffer.from(await codec.pack(plain));
    const how = { bytes: plain.length, inFlight: inFlight(plain.length), rounds: 3 };
    const calls = (call) => Object.fromEntries(able.map(([name, codec]) => [name, () => call(name, codec)]));
    const packs = await compare(
      calls((_, codec) => codec.pack(plain)),
      how,
    );
    for (const [name, { length }] of Object.entries(packed)) {
      packs[name].ratio = spread([plain.length / length]);
    }
    packing.add(label, packs);
    unpacking.add(
      label,
      await compare(
        calls((name, codec) => codec.unpack(packed[name])),
        how,
      ),
    );
  }
  packing.save();
  unpacking.save();
}

function cases() {
  const kinds = Object.entries(corpus());
  return SIZES.slice(0, QUICK ? 2 : undefined).flatMap((size) =>
    kinds.map(([kind, data]) => ({ label: `${kind}, ${size / KIB} KiB`, plain: data.subarray(0, size) })),
  );
}

module.exports = { measure };
