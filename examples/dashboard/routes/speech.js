'use strict';

const { RequestError } = require('../../express/http.js');
const { FRAME, RATE } = require('../workers/voice.js');

const BYTES_OF_SAMPLE = 2;
/** The largest body: 10 seconds. */
const MAX_SOUND = 10 * RATE * BYTES_OF_SAMPLE;

/** How probably each 32 ms of the body, samples of 16 bits, are speech. */
function speech(voice) {
  return async (req, res) => {
    const probabilities = await voice.probabilities(samplesOf(req.body), res.locals);
    res.json({ frameMs: (1000 * FRAME) / RATE, probabilities });
  };
}

/** @param {Buffer} body little-endian, one channel */
function samplesOf(body) {
  if (body.length < FRAME * BYTES_OF_SAMPLE || body.length % BYTES_OF_SAMPLE !== 0) {
    const expected = `at least ${FRAME} samples of 16 bits, ${RATE} a second`;
    throw new RequestError(400, 'ERR_BAD_SOUND', `The body must be ${expected}`);
  }
  return Float32Array.from({ length: body.length / BYTES_OF_SAMPLE }, (_, index) => {
    return body.readInt16LE(index * BYTES_OF_SAMPLE) / 2 ** 15;
  });
}

module.exports = { MAX_SOUND, speech };
