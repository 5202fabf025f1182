'use strict';

const { execArgvOf, inherited } = require('../../../../lib/workers/pool/options/exec-argv.js');

describe('the options of node', () => {
  test.each([
    [['--inspect', '--expose-gc', '--inspect-brk=0', '--test', '--test-only', '--watch'], ['--expose-gc']],
    [['--no-warnings', '-e', 'code()'], ['--no-warnings']],
    [
      ['-p', '1', '--require', './hook.js'],
      ['--require', './hook.js'],
    ],
  ])('%j become %j', (ours, theirs) => {
    expect(inherited(ours)).toEqual(theirs);
  });

  test('have the limits of the heap', () => {
    const limits = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 12, stackSizeMb: 2 };
    expect(execArgvOf([], limits)).toEqual([
      '--max-old-space-size=64',
      '--max-semi-space-size=4',
      '--stack-size=2048',
    ]);
  });
});
