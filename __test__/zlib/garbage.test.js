'use strict';

const zlib = require('node:zlib');
const ours = require('../../zlib.js');
const { PAIRS, callOf } = require('./helpers/classes.js');
const { called, streamed } = require('./helpers/outcome.js');
const { wrong } = require('../helpers/values.js');

/** What may follow the data. */
const REST = [
  ['nothing', Buffer.alloc(0)],
  ['junk', Buffer.from('junk and more junk')],
  ['zeros', Buffer.alloc(9)],
];

const CASES = PAIRS.flatMap(({ pack, unpack }) => {
  return REST.map(([rest, bytes]) => ({ pack, unpack, rest, bytes }));
});

// Node 20 does not know the option, and 22 does not obey it everywhere: what it does then is not repeated here.
const OPTION = { rejectGarbageAfterEnd: true };
const isKnown = parseInt(process.versions.node, 10) >= 24;
const cases = isKnown ? CASES : CASES.filter(({ rest }) => rest === 'nothing');

test.each(cases)(
  '$unpack that refuses garbage, with $rest after $pack’s data',
  async ({ pack, unpack, bytes }) => {
    const input = Buffer.concat([zlib[`${callOf(pack)}Sync`]('data'), bytes]);
    const [their, our] = await Promise.all(
      [zlib, ours].map((library) => called((callback) => library[callOf(unpack)](input, OPTION, callback))),
    );
    expect(our.outcome).toBe(their.outcome);
    const [theirs, mine] = await Promise.all(
      [zlib, ours].map((library) =>
        streamed(
          () => new library[unpack](OPTION),
          (stream) => stream.end(input),
        ),
      ),
    );
    expect(mine.outcome).toBe(theirs.outcome);
  },
);

test.each(PAIRS)('$unpack refuses garbage in every version of Node', async ({ pack, unpack }) => {
  const input = Buffer.concat([zlib[`${callOf(pack)}Sync`]('data'), Buffer.from('junk and more junk')]);
  const { outcome } = await called((callback) => ours[callOf(unpack)](input, OPTION, callback));
  expect(outcome).toMatch('ERR_TRAILING_JUNK_AFTER_STREAM_END');
});

test.each(['yes', 1, null])(
  'an option of %p is refused or ignored as in node:zlib',
  async (rejectGarbageAfterEnd) => {
    const input = zlib.gzipSync('data');
    const [their, our] = await Promise.all(
      [zlib, ours].map((library) =>
        called((done) => library.gunzip(input, wrong({ rejectGarbageAfterEnd }), done)),
      ),
    );
    expect(our.outcome).toBe(their.outcome);
  },
);
