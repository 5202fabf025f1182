'use strict';

const { once } = require('node:events');
const { supervise } = require('../../supervise/index.js');
const { printMessage } = require('../output.js');
const { optionsOf } = require('./options.js');

/** A terminal that is closed sends SIGHUP, and ends what it has started. */
const RELOADING = /** @type {NodeJS.Signals[]} */ (process.stdin.isTTY ? ['SIGUSR2'] : ['SIGHUP', 'SIGUSR2']);
const ENDING = /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP']).filter(
  (signal) => !RELOADING.includes(signal),
);

/** @param {string} text */
const print = (text) => printMessage('supervise', text);

/**
 * @param {string} file
 * @param {string[]} args
 * @param {Record<string, any>} given
 * @returns {Promise<number>} the exit status
 */
async function run(file, args, given) {
  const { path, options } = optionsOf(file, args, given);
  const service = supervise(path, options);
  printEvents(service);
  const stopped = onSignals(service);
  const gaveUp = once(service, 'giveUp');
  service.ready().then(
    () => print(`ready${service.port === undefined ? '' : ` on port ${service.port}`}`),
    () => {},
  );
  const failure = await Promise.race([stopped, gaveUp]);
  await service.stop();
  if (failure === undefined) return 0;
  print(failure[0].message);
  return 1;
}

/** @param {InstanceType<typeof import('../../supervise/service.js').Service>} service */
function printEvents(service) {
  service.on('start', ({ instance, pid }) => print(`instance ${instance} started, pid ${pid}`));
  service.on('unhealthy', ({ instance, pid }) =>
    print(`instance ${instance}, pid ${pid}: its loop is blocked`),
  );
  service.on('exit', ({ instance, pid, reason, exitCode, signal, error }) => {
    const how = error?.message ?? (signal === null ? `exit code ${exitCode}` : signal);
    print(`instance ${instance}, pid ${pid}, ended: ${reason} (${how})`);
  });
}

/**
 * Has signals reload and end the service.
 * @param {InstanceType<typeof import('../../supervise/service.js').Service>} service
 * @returns {Promise<void>} resolves when one has ended it
 */
function onSignals(service) {
  const reload = () => {
    service.reload().then(
      () => print('reloaded'),
      (error) => print(error.message),
    );
  };
  for (const signal of RELOADING) process.on(signal, reload);
  let signals = 0;
  return new Promise((resolve) => {
    const end = () => {
      signals += 1;
      // The processes end with this one.
      if (signals > 1) process.exit(1);
      service.stop().then(resolve);
    };
    for (const signal of ENDING) process.on(signal, end);
  });
}

module.exports = { run };
