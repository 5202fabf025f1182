'use strict';

const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { hashFiles } = require('../..');
const { useFolder } = require('../helpers/folder.js');
const { present, wrong } = require('../helpers/values.js');
const { outputOf } = require('../helpers/program.js');

const folder = useFolder();
const { at } = folder;

/** The format of docs/integrity.md once more, by node alone. */
function treeDigest(root, algorithm) {
  const digest = (bytes) => createHash(algorithm).update(bytes).digest('hex');
  const records = [];
  const walk = (below) => {
    for (const entry of fs.readdirSync(path.join(root, below), { withFileTypes: true })) {
      const name = below === '' ? entry.name : `${below}/${entry.name}`;
      const place = path.join(root, name);
      if (entry.isDirectory()) {
        records.push([name, `directory ${name}\0`]);
        walk(name);
      } else if (entry.isSymbolicLink()) {
        records.push([name, `link ${digest(fs.readlinkSync(place))} ${name}\0`]);
      } else {
        const type = fs.statSync(place).mode & 0o100 ? 'executable' : 'file';
        records.push([name, `${type} ${digest(fs.readFileSync(place))} ${name}\0`]);
      }
    }
  };
  walk('');
  records.sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  return digest(`offloop tree 1\0${records.map(([, record]) => record).join('')}`);
}

function fill() {
  fs.mkdirSync(at('a', 'empty'), { recursive: true });
  fs.writeFileSync(at('a', 'file'), 'content');
  fs.writeFileSync(at('a-b'), '');
  fs.writeFileSync(at('\u{1f600}'), 'beyond the plane');
  fs.writeFileSync(at('\uff5e'), 'before it in UTF-8, after it in UTF-16');
  fs.writeFileSync(at('large'), Buffer.alloc(3_000_000, 7));
  fs.writeFileSync(at('run'), '#!/bin/sh', { mode: 0o755 });
  fs.symlinkSync('nowhere', at('link'));
  fs.symlinkSync('..', at('a', 'up'));
}

describe('hashFiles of a directory', () => {
  test('has the digest that the documented format gives', async () => {
    fill();
    const { digest, entries } = await hashFiles(['sha256', 'sha1'], { directory: folder.path });
    expect(digest).toEqual({
      sha256: treeDigest(folder.path, 'sha256'),
      sha1: treeDigest(folder.path, 'sha1'),
    });
    expect(entries.map((entry) => entry.path)).toEqual([
      'a', 'a-b', 'a/empty', 'a/file', 'a/up', 'large', 'link', 'run', '\uff5e', '\u{1f600}',
    ]); // prettier-ignore
    expect(entries[0]).toEqual({ path: 'a', type: 'directory' });
    expect(entries[7]).toMatchObject({ type: 'file', executable: true, size: 9 });
  });

  test.each([
    ['a name', () => fs.renameSync(at('a-b'), at('a-c'))],
    ['contents', () => fs.writeFileSync(at('a-b'), 'x')],
    ["a link's target", () => (fs.unlinkSync(at('link')), fs.symlinkSync('elsewhere', at('link')))],
    ['an empty directory', () => fs.rmdirSync(at('a', 'empty'))],
    ['the execute bit', () => fs.chmodSync(at('run'), 0o644)],
  ])('%s changes it', async (_, change) => {
    fill();
    const before = await hashFiles('blake3', { directory: folder.path });
    change();
    expect((await hashFiles('blake3', { directory: folder.path })).digest).not.toBe(before.digest);
  });

  test('reports what cannot be digested, and has no digest of the rest', async () => {
    fs.writeFileSync(at('file'), 'content');
    outputOf('mkfifo', [at('pipe')]);
    const { digest, entries } = await hashFiles('sha256', { directory: folder.path });
    expect(digest).toBeNull();
    expect(entries[0].digest).toBe(createHash('sha256').update('content').digest('hex'));
    expect(entries[1]).toMatchObject({
      path: 'pipe',
      type: 'fifo',
      error: { code: 'ERR_UNSUPPORTED_FILE_TYPE' },
    });
  });

  test('gives the bytes of a name that is not UTF-8', async () => {
    const name = Buffer.from([0xff, 0x0a]);
    fs.writeFileSync(Buffer.concat([Buffer.from(`${folder.path}/`), name]), 'content');
    const { digest, entries } = await hashFiles('sha256', { directory: folder.path }, 'buffer');
    expect(entries[0]).toMatchObject({ path: '\ufffd\n', pathBytes: name });
    const record = [
      Buffer.from(`offloop tree 1\0file ${present(entries[0].digest).toString('hex')} `),
      name,
      Buffer.alloc(1),
    ];
    expect(digest).toEqual(createHash('sha256').update(Buffer.concat(record)).digest());
  });

  test('reports progress in bytes, and counts more entries than one turn makes', async () => {
    for (let index = 0; index < 600; index += 1) fs.writeFileSync(at(`${index}`), 'ten bytes.');
    const reports = [];
    const { entries } = await hashFiles(
      'crc32',
      { directory: folder.path },
      { onProgress: (...numbers) => reports.push(numbers) },
    );
    expect(entries).toHaveLength(600);
    expect(reports.at(-1)).toEqual([6000, 6000]);
  });

  test('can be stopped', async () => {
    fill();
    const controller = new AbortController();
    const promise = hashFiles('sha256', { directory: folder.path }, { signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(promise).rejects.toMatchObject({ code: 'ABORT_ERR' });
  });

  test.each([
    ['a missing directory', () => ({ directory: at('missing') }), undefined, 'ENOENT'],
    ['a file', () => ({ directory: __filename }), undefined, 'ENOTDIR'],
    ['a number as directory', () => ({ directory: 5 }), undefined, 'ERR_INVALID_ARG_TYPE'],
    ['a part of each file', () => ({ directory: folder.path }), { start: 1 }, 'ERR_INVALID_ARG_VALUE'],
  ])('refuses %s', async (_, tree, options, code) => {
    await expect(hashFiles('sha256', wrong(tree()), wrong(options))).rejects.toMatchObject({ code });
  });
});
