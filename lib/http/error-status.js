'use strict';

const { validateHeaderName, validateHeaderValue } = require('node:http');
const { STATUSES, FAMILIES, RETRY_AFTER } = require('./status-table.js');

/** What an error may say of the body of another answer, such as one that a client of HTTP got. */
const OF_ANOTHER_BODY = /^(?:content-(?:digest|encoding|length|md5)|repr-digest|trailer|transfer-encoding)$/i;

/** @typedef {{ status: number, code: string, expose: boolean, headers: Record<string, string> }} Answer */

/**
 * An error that cannot be read, or whose headers cannot be sent, is an unexpected one. This does not throw.
 * @param {any} error
 * @returns {Answer} see types/http.d.ts
 */
function errorStatus(error) {
  try {
    return answerTo(error);
  } catch {
    return answerTo(undefined);
  }
}

/**
 * @param {any} error
 * @returns {Answer}
 */
function answerTo(error) {
  const status = statusOf(error);
  const code = codeOf(error, status);
  /** @type {Record<string, string>} */
  const retry = status === 503 || status === 429 ? { 'Retry-After': String(RETRY_AFTER) } : {};
  return {
    status,
    code,
    expose: status < 500 && error?.path === undefined,
    headers: { ...retry, ...headersOf(error) },
  };
}

/**
 * The headers that an error has for the answer, as text. Throws where node would not send one of them.
 * @param {any} error
 * @returns {Record<string, any>} several values of one name are an array
 */
function headersOf(error) {
  const given = error?.headers;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return {};
  const kept = Object.entries(given).filter(([name]) => !OF_ANOTHER_BODY.test(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, checkedHeader(name, value)]));
}

/**
 * @param {string} name
 * @param {any} value
 */
function checkedHeader(name, value) {
  validateHeaderName(name);
  validateHeaderValue(name, value);
  const text = Array.isArray(value) ? value.map(String) : String(value);
  validateHeaderValue(name, String(text));
  return text;
}

/**
 * As Express has it, a status of the error's own counts, such as those of body parsers.
 * @param {any} error
 */
function statusOf(error) {
  const own = error?.status ?? error?.statusCode;
  if (Number.isInteger(own) && own >= 400 && own <= 599) return own;
  const code = String(error?.code);
  if (code === 'ABORT_ERR' && error.cause?.name === 'TimeoutError') return 504;
  const known = Object.hasOwn(STATUSES, code) ? STATUSES[code] : undefined;
  return known ?? FAMILIES.find(({ codes }) => codes.test(code))?.status ?? 500;
}

/**
 * @param {any} error
 * @param {number} status
 */
function codeOf(error, status) {
  if (status === 500) return 'ERR_INTERNAL';
  const code = error?.code ?? error?.type;
  return typeof code === 'string' ? code : `ERR_HTTP_${status}`;
}

module.exports = { errorStatus };
