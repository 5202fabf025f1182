'use strict';

const { coded } = require('../../errors.js');

/**
 * A plugin of Fastify whose hooks hold for the instance that registers it, and not for an inner one, as the symbols say
 * that `fastify-plugin` sets. Bad options throw where it is registered.
 * @param {string} name
 * @param {(app: any, options: any) => void} install
 */
function plugin(name, install) {
  const register = async (/** @type {any} */ app, /** @type {any} */ options) => {
    // Fastify gives both.
    if (options === undefined)
      throw coded('ERR_INVALID_ARG_TYPE', `${name} is a plugin: write app.register(${name}, options)`);
    install(app, options);
  };
  return Object.assign(register, {
    [Symbol.for('skip-override')]: true,
    [Symbol.for('fastify.display-name')]: `offloop-${name}`,
    [Symbol.for('plugin-meta')]: { name: `offloop-${name}`, fastify: '5.x' },
  });
}

module.exports = { plugin };
