'use strict';

/** @typedef {import('node:http').ServerResponse} Response */

/**
 * Sends what comes out of a transform as the body of a response. A transform that fails ends the connection, so that no
 * client takes what it has for the whole; a client that goes away ends the transform.
 * @param {import('node:stream').Transform} transform
 * @param {{ write: Function, end: Function }} below the response's own methods
 * @param {Response} res
 * @param {(() => Record<string, string>) | undefined} trailers
 */
function sendThrough(transform, below, res, trailers) {
  transform.on('data', (chunk) => {
    if (below.write.call(res, chunk) === false) transform.pause();
  });
  transform.on('error', (error) => res.destroy(error));
  transform.on('end', () => {
    if (trailers !== undefined) addTrailers(res, trailers());
    below.end.call(res);
  });
  res.once('close', () => transform.destroy());
}

/**
 * Adds trailers to those of the program, which node's addTrailers of HTTP/1 would forget.
 * @param {any} res
 * @param {Record<string, string>} trailers
 */
function addTrailers(res, trailers) {
  const ofProgram = res._trailer; // the lines that will be sent; HTTP/2 keeps its trailers elsewhere, and adds to them
  res.addTrailers(trailers);
  if (typeof ofProgram === 'string') res._trailer = ofProgram + res._trailer;
}

module.exports = { sendThrough };
