'use strict';

/**
 * `import` for modules that may have been compiled from a code cache, in which it does not work.
 * @param {string} specifier
 * @returns {Promise<any>}
 */
module.exports = (specifier) => import(specifier);
