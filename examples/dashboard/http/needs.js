'use strict';

const { RequestError } = require('../../express/http.js');

/**
 * Refuses requests while something is not installed.
 * @param {string | null} missing what it is, if anything
 */
function needs(missing) {
  return (req, res, next) => {
    next(missing === null ? undefined : new RequestError(501, 'ERR_NOT_INSTALLED', missing));
  };
}

module.exports = { needs };
