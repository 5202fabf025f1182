'use strict';

const { syncBuiltinESMExports } = require('node:module');
const { disguised, disguiseTexts, dressed, exchange } = require('./disguise.js');
const { packageOf } = require('../package-name.js');
const { followCalls } = require('../starvation/follow.js');
const { PACKAGES, STARTING } = require('../starvation/table.js');
const { ZlibStreams } = require('../starvation/zlib.js');
const { TIMED, namesIn, namesOf } = require('./table.js');

/** Functions of native packages that do their work before they return, by their names: bcrypt's `hashSync`, `encrypt_sync`. */
const SYNC = /(Sync|_sync)$/;
/** The others, but for classes. */
const ASYNC = /^[a-z](?!.*(Sync|_sync)$)/;

/** @typedef {InstanceType<typeof import('./calls.js').TimedCalls>} TimedCalls */
/** @typedef {InstanceType<typeof import('../starvation/jobs.js').OpenJobs>} OpenJobs */

/**
 * Has the functions of the table timed from now on, and the jobs of libuv's threads followed. Who took them from their
 * objects before keeps those.
 * @param {TimedCalls} calls
 * @param {OpenJobs} jobs
 * @returns {() => void} ends it
 */
function install(calls, jobs) {
  // One wrapper for each function: some have two names, such as `update` of Hash and of Hmac.
  /** @type {Map<Function, Function>} */
  const wrappers = new Map();
  const undo = [
    disguiseTexts(),
    ...TIMED.flatMap((timed) => installGroup(timed, calls, wrappers)),
    ...STARTING.flatMap((group) => installStarts(group, jobs)),
    new ZlibStreams(jobs).follow(),
    installAddons(calls, jobs),
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
      const wrapper = wrappers.get(original) ?? wrapperOf(original, timed, name, calls);
      wrappers.set(original, wrapper);
      return wrapper;
    }),
  );
}

/**
 * @param {Function} original
 * @param {import('./table.js').Timed} timed
 * @param {string} name
 * @param {TimedCalls} calls
 */
function wrapperOf(original, timed, name, calls) {
  const timing = calls.timing(timed, timed.label(name));
  if (timed.hot === undefined) return disguised(original, timing);
  return dressed(timed.hot(original, timing, calls), original);
}

/**
 * @param {import('../starvation/table.js').Starting} group
 * @param {OpenJobs} jobs
 */
function installStarts({ holder, names, label }, jobs) {
  const owner = holder();
  return namesIn(owner, names).map((name) =>
    exchange(owner, name, (original) => disguised(original, followCalls(jobs, `${label}${name}`))),
  );
}

/**
 * Times the synchronous functions of addons that are loaded from now on: those of password hashing, and others that are
 * named alike. Follows the jobs of packages that are known to use libuv's threads.
 * @param {TimedCalls} calls
 * @param {OpenJobs} jobs
 */
function installAddons(calls, jobs) {
  return exchange(process, 'dlopen', (original) =>
    disguised(original, (target, self, args) => {
      const result = Reflect.apply(target, self, args);
      const [module, file] = /** @type {[{ exports: object }, string]} */ (args);
      const owner = packageOf(`${file}`) ?? 'addon';
      wrapExports(module.exports, SYNC, (name) => calls.timing({}, `${owner}.${name}`));
      const known = PACKAGES.get(owner);
      if (known !== undefined)
        wrapExports(module.exports, ASYNC, (name) => followCalls(jobs, `${known}.${name}`));
      return result;
    }),
  );
}

/**
 * @param {object} exported
 * @param {RegExp} names
 * @param {(name: string) => import('../starvation/follow.js').Wrapping} wrapping
 */
function wrapExports(exported, names, wrapping) {
  if (typeof exported !== 'object' || exported === null) return;
  for (const name of Object.keys(exported).filter((key) => names.test(key)))
    exchange(exported, name, (original) => disguised(original, wrapping(name)));
}

module.exports = { install };
