'use strict';

const { STATUSES, FAMILIES, RETRY_AFTER } = require('./status-table.js');

/**
 * @param {any} error
 * @returns {{ status: number, code: string, expose: boolean, headers: Record<string, string> }} see types/http.d.ts
 */
function errorStatus(error) {
  const status = statusOf(error);
  const code = codeOf(error, status);
  const retry = status === 503 || status === 429 ? { 'Retry-After': String(RETRY_AFTER) } : {};
  return {
    status,
    code,
    expose: status < 500 && error?.path === undefined,
    headers: { ...retry, ...error?.headers },
  };
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
  return STATUSES[code] ?? FAMILIES.find(({ codes }) => codes.test(code))?.status ?? 500;
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
