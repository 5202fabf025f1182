'use strict';

const { RECEIVED } = require('../ffmpeg/option-names.js');
const { probe } = require('../ffmpeg/probe.js');
const { MIB, mediaSettings } = require('../ffmpeg/settings.js');
const { optionsOf } = require('../options.js');
const { receiveFile } = require('./receive-file.js');

/** The most bytes of a body, as `maxInputMb` has it. */
const LIMIT = 1024 * MIB;

/**
 * @param {import('node:http').IncomingMessage} req
 * @param {import('node:http').ServerResponse} res
 * @param {unknown} [options]
 * @returns {Promise<import('../../types/http-media.js').ReceivedMedia>} see types/http-media.d.ts
 */
async function receiveMedia(req, res, options) {
  const given = optionsOf('receiveMedia', options);
  const probing = Object.fromEntries(RECEIVED.map((name) => [name, given[name]]));
  // What is wrong with the call is said before its body is received.
  mediaSettings(probing);
  return receiveFile(req, res, { limit: LIMIT, given }, (file, signal, limit) =>
    probe(file, { ...probing, maxInputMb: Math.min(Math.ceil(limit / MIB), 2 ** 33), signal }),
  );
}

module.exports = { receiveMedia };
