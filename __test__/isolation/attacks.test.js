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
const canSandbox = isolationSupport().sandbox;

describe('attacks in a plain child and in a sandboxed worker', () => {
  const outcomes = new Map();

  beforeAll(() => {
    if (!canSandbox) return;
    for (const outcome of runHost()) outcomes.set(name(outcome), outcome);
  });

  const check = (row, what, sandboxed) => {
    const title = `${name(row)} ${what}`;
    if (!canSandbox || row.skip !== undefined) {
      test.skip(`${title}: skipped, ${row.skip ?? 'this machine has no sandbox'}`, () => {});
      return;
    }
    test(title, () => {
      const outcome = outcomes.get(name({ sandbox: 'strict', ...row }));
      expect({ plain: outcome.plain, sandboxed: outcome.sandboxed }).toEqual({ plain: 'done', sandboxed });
    });
  };

  for (const row of DENIED) check(row, `succeeds in a plain child and is denied with ${row.code}`, row.code);
  for (const row of ALLOWED) check(row, 'is allowed', 'done');
});

/** As root in a mount namespace of its own, so that nothing an attack might mount or remove is the machine's. */
function runHost() {
  const command = [process.execPath, join(__dirname, 'fixtures/run-attacks.js')];
  const isRoot = process.getuid?.() === 0;
  const [file, ...args] = isRoot ? ['unshare', '-m', '--propagation', 'private', ...command] : command;
  return JSON.parse(outputOf(file, args, { timeout: LONGEST }));
}
