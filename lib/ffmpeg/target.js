'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { pipeline } = require('node:stream/promises');
const { absoluteFile, isPath } = require('../data/path.js');
const { refuseIrreplaceable } = require('../data/replaceable.js');
const { coded, invalidType } = require('../errors.js');
const { failureOf } = require('../stream/failure.js');
const { publish, withResultFolder } = require('./folder.js');

/** @typedef {{ file: string } | { stream: import('node:stream').Writable, failure: { error?: Error } }} Target */

/**
 * A target, checked: the path of a file, or a stream to write to.
 * @param {any} target
 * @returns {Target}
 */
function targetOf(target) {
  if (isPath(target)) return { file: absoluteFile('target', target) };
  if (typeof target?.write !== 'function' || typeof target?.on !== 'function')
    throw invalidType('target', 'of type string or an instance of URL or Writable', target);
  if (target.destroyed || target.writableEnded)
    throw coded('ERR_INVALID_STATE', 'Invalid state: the target is destroyed, or was ended');
  return { stream: target, failure: failureOf(target) };
}

/**
 * Refuses a target that cannot be replaced, before the source is read.
 * @param {Target} target
 */
async function checkTarget(target) {
  if ('file' in target) await refuseIrreplaceable(target.file);
}

/**
 * Has `make` write a file in a folder of its own, and puts it to its place when it is whole: beside the target and renamed,
 * or piped. The folder is gone afterwards.
 * @template T
 * @param {Target} target
 * @param {{ isFlushed?: boolean, settings: import('./settings.js').MediaSettings }} options
 * @param {(folder: string, file: string) => Promise<T>} make
 * @returns {Promise<T & { bytes: number }>}
 */
async function deliver(target, { isFlushed, settings }, make) {
  const parent = 'file' in target ? path.dirname(target.file) : settings.temporary;
  return withResultFolder(parent, async (folder) => {
    const file = path.join(folder, 'result');
    const made = await make(folder, file);
    const { size } = await fs.promises.stat(file);
    if ('file' in target) await publish(folder, ['result'], isFlushed, { from: file, to: target.file });
    else await pipeline(fs.createReadStream(file), target.stream, { signal: settings.signal });
    return { ...made, bytes: size };
  });
}

/**
 * The settings of a call whose signal is aborted also when its target is closed: nobody waits for the result then. The call is
 * to say that it is over, since its target may have others.
 * @param {Target} target
 * @param {import('./settings.js').MediaSettings} settings
 */
function endingWith(target, settings) {
  if ('file' in target) return { settings, over() {} };
  const closed = new AbortController();
  const reason = coded('ERR_STREAM_DESTROYED', 'The target was closed before the result was written');
  const { stream, failure } = target;
  const onClose = () => stream.writableEnded || closed.abort(failure.error ?? reason);
  stream.once('close', onClose);
  const signals = settings.signal === undefined ? [] : [settings.signal];
  const signal = AbortSignal.any([...signals, closed.signal]);
  return { settings: { ...settings, signal }, over: () => stream.removeListener('close', onClose) };
}

/**
 * The target's own error, where that is what ended the call.
 * @param {Target} target
 * @param {any} error of the call
 */
function failureBehind(target, error) {
  const isOfTarget = 'failure' in target && target.failure.error !== undefined;
  return isOfTarget && error.code === 'ABORT_ERR' && error.cause === target.failure.error
    ? error.cause
    : error;
}

module.exports = { checkTarget, deliver, endingWith, failureBehind, targetOf };
