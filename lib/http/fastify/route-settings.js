'use strict';

const { invalidType } = require('../../errors.js');
const { boolean, copyOf, optionsOf, refuseUnknown } = require('../../options.js');

/**
 * Has routes change what a plugin does, by an option of that name, as the routes of @fastify/compress: `false` leaves a
 * route out, and the members of an object go before those of the plugin's options. Bad ones throw where the route is added.
 * With `global: false` the plugin does nothing for other routes.
 * @template Settings
 * @param {any} app
 * @param {'compress' | 'decompress'} name
 * @param {'fastify:compression' | 'fastify:decompressBody'} call
 * @param {unknown} options of the plugin
 * @param {(options: any, own?: any) => Settings} make makes settings of all options; `own` are those of a route
 * @returns {(request: any) => Settings | undefined} the settings for a request; undefined where its route is left out
 */
function routeSettings(app, name, call, options, make) {
  const { global, ...given } = copyOf(call, optionsOf(call, options));
  const usual = make(given);
  const isGlobal = global === undefined || boolean('options.global', global);
  const key = Symbol(name);
  app.addHook('onRoute', (/** @type {any} */ route) => {
    const own = route[name];
    if (own === undefined) return;
    if (own !== false && (own === null || typeof own !== 'object' || Array.isArray(own)))
      throw invalidType(`route.${name}`, 'false or an object', own);
    // Fastify gives requests the config of their route, and no other part of what it was given.
    const settings = own && make({ ...given, ...copyOf(call, refuseUnknown(call, own)) }, own);
    route.config = { ...route.config, [key]: settings };
  });
  return (request) => {
    const own = request.routeOptions.config?.[key];
    if (own === undefined) return isGlobal ? usual : undefined;
    return own || undefined;
  };
}

module.exports = { routeSettings };
