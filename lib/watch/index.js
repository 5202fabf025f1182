'use strict';

const { callback, integer, optionsOf } = require('../options.js');
const { Findings } = require('./results/findings.js');
const { prometheusText } = require('./results/prometheus.js');
const { tableOf } = require('./results/table.js');

/** @type {InstanceType<typeof import('./watched.js').Watched> | undefined} */
let running;
let findings = new Findings();

/**
 * @param {unknown} [options]
 * @returns {import('../../types/watch.js').Watch}
 */
function watch(options) {
  const settings = settingsOf(options);
  if (running === undefined) start(settings);
  else running.change(settings);
  return { report, stop };
}

/** @param {Partial<import('./watched.js').Settings>} settings */
function start({ threshold = 50, sample = 20, onStall, onStarvation }) {
  const { Watched } = require('./watched.js');
  running = new Watched({ threshold, sample, onStall, onStarvation });
  findings = running.findings;
}

/**
 * The options that were given.
 * @param {unknown} options
 */
function settingsOf(options) {
  const { threshold, sample, onStall, onStarvation } = optionsOf('watch', options);
  const settings = {
    threshold: integer('options.threshold', threshold, 10, 60_000),
    sample: sample === 0 ? 0 : integer('options.sample', sample, 5, 1000),
    onStall: callback('options.onStall', onStall),
    onStarvation: callback('options.onStarvation', onStarvation),
  };
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

function stop() {
  running?.stop();
  running = undefined;
}

function report() {
  return findings.report();
}

function table() {
  return tableOf(report());
}

function prometheus() {
  return prometheusText(report());
}

module.exports = { prometheus, report, table, watch };

require('./preload.js').startIfPreloaded(module.exports);
