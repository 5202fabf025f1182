'use strict';

const { syncBuiltinESMExports } = require('node:module');
const { disguised, disguiseTexts, exchange } = require('./disguise.js');
const { packageOf } = require('../package-name.js');
const { TIMED, namesOf } = require('./table.js');

/** Functions of native packages that do their work before they return, by their names: bcrypt's `hashSync`, `encrypt_sync`. */
const SYNC = /(Sync|_sync)$/;

/** @typedef {InstanceType<typeof import('./calls.js').TimedCalls>} TimedCalls */

/**
 * Has the functions of the table timed from now on. Who took them from their objects before keeps those.
 * @param {TimedCalls} calls
 * @returns {() => void} ends it
 */
function install(calls) {
  // One wrapper for each function: some have two names, such as `update` of Hash and of Hmac.
  /** @type {Map<Function, Function>} */
  const wrappers = new Map();
  const undo = [
    disguiseTexts(),
    ...TIMED.flatMap((timed) => installGroup(timed, calls, wrappers)),
    installAddons(calls),
  ];
  // Names that ES modules have imported.
  syncBuiltinESMExports();
  return () => {
    for (const back of undo.reverse()) back();
    syncBuiltinESMExports();
  };
}

/**
 * @param {import('./table.js').Timed} timed
 * @param {TimedCalls} calls
 * @param {Map<Function, Function>} wrappers by their originals
 */
function installGroup(timed, calls, wrappers) {
  const holder = timed.holder();
  return namesOf(timed).map((name) =>
    exchange(holder, name, (original) => {
      const wrapper = wrappers.get(original) ?? disguised(original, calls.timing(timed, timed.label(name)));
      wrappers.set(original, wrapper);
      return wrapper;
    }),
  );
}

/**
 * Times the synchronous functions of addons that are loaded from now on: those of password hashing, and others that are
 * named alike.
 * @param {TimedCalls} calls
 */
function installAddons(calls) {
  return exchange(process, 'dlopen', (original) =>
    disguised(original, (target, self, args) => {
      const result = Reflect.apply(target, self, args);
      const [module, file] = /** @type {[{ exports: object }, string]} */ (args);
      wrapExports(module.exports, packageOf(`${file}`) ?? 'addon', calls);
      return result;
    }),
  );
}

/**
 * @param {object} exported
 * @param {string} label
 * @param {TimedCalls} calls
 */
function wrapExports(exported, label, calls) {
  if (typeof exported !== 'object' || exported === null) return;
  for (const name of Object.keys(exported).filter((key) => SYNC.test(key))) {
    exchange(exported, name, (original) => disguised(original, calls.timing({}, `${label}.${name}`)));
  }
}

module.exports = { install };
