'use strict';

const fs = require('node:fs');
const { segments, transcode } = require('../../../ffmpeg.js');
const { until } = require('../../helpers/until.js');
const { ENDLESS, sandbox } = require('./media.js');

/** The calls that write what they make to a place with a name, each with a format. @type {Record<string, [any, string]>} */
const WRITING = { transcode: [transcode, 'mp4'], segments: [segments, 'cmaf'] };

/**
 * Starts a call that does not end by itself, and waits for its first report.
 * @param {string} name
 * @param {string} source
 * @param {any} target
 * @param {object} [options]
 */
async function startEndless(name, source, target, options = {}) {
  const [call, format] = WRITING[name];
  /** @type {{ running: boolean, ended?: any }} */
  const state = { running: false };
  const onProgress = () => {
    state.running = true;
  };
  call(source, target, { sandbox, args: ENDLESS, format, onProgress, ...options }).then(
    (made) => (state.ended = made),
    (error) => (state.ended = error),
  );
  await until(() => state.running || state.ended !== undefined);
  expect(state.ended).toBeUndefined();
  return state;
}

/**
 * The ids of processes with a text in their command line, such as a folder that they work in.
 * @param {string} text
 */
function processesWith(text) {
  const all = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return all.map(Number).filter((pid) => commandOf(pid).includes(text));
}

/** @param {number} pid */
function commandOf(pid) {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

module.exports = { WRITING, processesWith, startEndless };
