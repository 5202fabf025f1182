'use strict';

const semver = require('semver');
const { packages } = require('../../package-lock.json');

/** Optional packages are left out where they do not fit, without a warning. */
/** @type {[string, any][]} */
const entries = Object.entries(packages);
const installed = entries.filter(([, { optional }]) => !optional);

/** The oldest versions of Node that the linters run on, and newer ones. */
test.each(['20.19.0', '22.13.0', '24.0.0', '26.0.0'])(
  'npm install in a clone warns of no engine on Node %s',
  (node) => {
    const unfit = installed.filter(
      ([, { engines }]) => engines?.node && !semver.satisfies(node, engines.node),
    );
    expect(unfit.map(([name, { version, engines }]) => `${name} ${version} needs ${engines.node}`)).toEqual(
      [],
    );
  },
);

test('npm install in a clone warns of no deprecated package', () => {
  expect(installed.filter(([, { deprecated }]) => deprecated).map(([name]) => name)).toEqual([]);
});
