'use strict';

const { join } = require('node:path');
const { isolationSupport } = require('../..');
const { ALLOWED, DENIED } = require('./helpers/attack-table.js');
const { outputOf } = require('../helpers/program.js');

/** @param {{ row: number, attack: string, sandbox?: string }} row */
const name = ({ row, attack, sandbox }) =>
  `row ${row}: ${attack}${sandbox === undefined ? '' : ` (${sandbox})`}`;
/** In milliseconds. In an emulated machine the hundred processes of the attacks take minutes. */
const LONGEST = 900_000;
const NO_SANDBOX = 'this machine has no sandbox';
const canSandbox = isolationSupport().sandbox;

describe('attacks in a plain child and in a sandboxed worker', () => {
  const outcomes = new Map();

  beforeAll(() => {
    if (!canSandbox) return;
    for (const outcome of runHost()) outcomes.set(name(outcome), outcome);
  });

  for (const row of DENIED) {
    if (!canSandbox || row.skip !== undefined) {
      test.skip(`${name(row)} is denied: skipped, ${row.skip ?? NO_SANDBOX}`, () => {});
      continue;
    }
    test(`${name(row)} succeeds in a plain child and is denied with ${row.code}`, () => {
      const { plain, sandboxed } = outcomes.get(name({ sandbox: 'strict', ...row }));
      expect({ plain, sandboxed }).toEqual({ plain: 'done', sandboxed: row.code });
    });
  }

  for (const row of ALLOWED) {
    if (!canSandbox || row.skip !== undefined) {
      test.skip(`${name(row)} is allowed: skipped, ${row.skip ?? NO_SANDBOX}`, () => {});
      continue;
    }
    test(`${name(row)} is allowed`, () => {
      const { plain, sandboxed } = outcomes.get(name({ sandbox: 'strict', ...row }));
      expect({ plain, sandboxed }).toEqual({ plain: 'done', sandboxed: 'done' });
    });
  }
});

/** As root in a mount namespace of its own, so that nothing an attack might mount or remove is the machine's. */
function runHost() {
  const command = [process.execPath, join(__dirname, 'fixtures/run-attacks.js')];
  const isRoot = process.getuid?.() === 0;
  const [file, ...args] = isRoot ? ['unshare', '-m', '--propagation', 'private', ...command] : command;
  return JSON.parse(outputOf(file, args, { timeout: LONGEST }));
}
