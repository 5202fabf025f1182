'use strict';

const { Blob } = require('node:buffer');
const fs = require('node:fs');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');
const { parseJson } = require('../..');
const { useSharedFolder } = require('../helpers/folder.js');
const { outcome } = require('./helpers/outcome.js');

describe('sources', () => {
  const text = JSON.stringify(
    Array.from({ length: 3000 }, (_, id) => ({ id, name: `é${id}`, tags: ['a', 'b'] })),
  );
  const bytes = Buffer.from(text);
  const value = JSON.parse(text);
  const shared = Buffer.from(new SharedArrayBuffer(bytes.length));
  bytes.copy(shared);

  test.each([
    ['a string', text],
    ['a Buffer', bytes],
    ['a Uint8Array', new Uint8Array(bytes)],
    ['a DataView', new DataView(new Uint8Array(bytes).buffer)],
    ['an ArrayBuffer', new Uint8Array(bytes).buffer],
    ['a SharedArrayBuffer', shared.buffer],
    ['a Blob', new Blob([bytes])],
  ])('%s', async (_, data) => {
    expect(await parseJson(data)).toEqual(value);
  });

  test('a transferred ArrayBuffer is detached', async () => {
    const data = new Uint8Array(bytes);
    expect(await parseJson(data, { transfer: true })).toEqual(value);
    expect(data.byteLength).toBe(0);
  });

  const folder = useSharedFolder();

  test('a file, by path and by URL', async () => {
    const path = join(folder, 'a.json');
    fs.writeFileSync(path, text);
    expect(await parseJson({ path })).toEqual(value);
    expect(await parseJson({ path: pathToFileURL(path) })).toEqual(value);
    await expect(parseJson({ path: join(folder, 'none') })).rejects.toMatchObject({
      code: 'ENOENT',
      syscall: 'open',
    });
    await expect(parseJson({ path: folder })).rejects.toMatchObject({ code: 'EISDIR' });
  });

  test('no stream of a file: it may be of a part of it', async () => {
    const stream = fs.createReadStream(__filename, { start: 5 });
    await expect(parseJson(/** @type {any} */ (stream))).rejects.toMatchObject({
      code: 'ERR_INVALID_ARG_TYPE',
    });
    stream.destroy();
  });

  test('bytes changed after the copy do not matter', async () => {
    const data = Buffer.from(bytes);
    const promise = parseJson(data, { maxSlice: 0 });
    setTimeout(() => data.fill(0x21), 5);
    const settled = await outcome(() => promise);
    // Whether the copy was made by then is not said: it is either.
    expect(settled.value === undefined || settled.value.length === value.length).toBe(true);
  });
});
