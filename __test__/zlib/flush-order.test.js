'use strict';

const zlib = require('node:zlib');
const { createCompress, createDecompress } = require('../../index.js');
const ours = require('../../zlib.js');
const { PACKERS, callOf, flushesOf, unpackerOf } = require('./helpers/classes.js');

test.each([
  ['createCompress', (library) => library.createGzip(), () => createCompress('gzip')],
  ['Gzip', (library) => library.createGzip(), () => ours.createGzip()],
])(
  '%s: callbacks of writes and flushes come in order, with the output up to them',
  async (_, theirs, mine) => {
    const seen = async (stream) => {
      const calls = [];
      const note = (name) => () => calls.push([name, stream.read()?.length ?? 0]);
      await new Promise((resolve) => {
        for (const text of /** @type {const} */ (['one', '', 'two'])) {
          stream.write(text, note(`write ${text}`));
          stream.write('more');
          stream.flush(note(`flush ${text}`));
        }
        stream.write('last', () => resolve(undefined));
      });
      stream.destroy();
      return calls;
    };
    const [expected, found] = [await seen(theirs(zlib)), await seen(mine())];
    expect(found.map(([name]) => name)).toEqual(expected.map(([name]) => name));
    const flushes = (calls) => calls.filter(([name]) => name.startsWith('flush')).map(([, size]) => size > 0);
    expect(flushes(found)).toEqual(flushes(expected));
  },
);

test.each(PACKERS)(
  '%s: what was written before a flush decodes in its callback, and nothing later',
  async (pack) => {
    const stream = new ours[pack]();
    const texts = ['abc', 'def', 'ghi'];
    const decoded = [];
    const out = [];
    await Promise.all(
      texts.map((text) => {
        stream.write(text);
        return new Promise((resolve) => {
          stream.flush(() => {
            for (let chunk = stream.read(); chunk !== null; chunk = stream.read()) out.push(chunk);
            const options = { finishFlush: flushesOf(pack).sync };
            const bytes = zlib[`${callOf(unpackerOf(pack))}Sync`](Buffer.concat(out), options);
            decoded.push(bytes.toString());
            resolve(undefined);
          });
        });
      }),
    );
    expect(decoded).toEqual(['abc', 'abcdef', 'abcdefghi']);
    stream.destroy();
  },
);

test('a decoder lets all out that was flushed into it, also where it expands', async () => {
  for (const format of /** @type {const} */ (['br', 'gzip', 'zstd'])) {
    const text = Buffer.alloc(3_000_000, 'expands');
    const packer = createCompress(format);
    const reader = createDecompress(format);
    let size = 0;
    packer.pipe(reader).on('data', (chunk) => (size += chunk.length));
    packer.write(text);
    packer.flush();
    await new Promise((resolve) => {
      reader.on('data', () => size === text.length && resolve(undefined));
    });
    packer.destroy();
    reader.destroy();
  }
});
