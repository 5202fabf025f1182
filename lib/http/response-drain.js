'use strict';

/** @typedef {{ drain(): void }} Layer */

/** The layers of each response, from the connection upwards. @type {WeakMap<object, Layer[]>} */
const LAYERS = new WeakMap();
/** How each response emits without its layers. @type {WeakMap<object, Function>} */
const EMITTERS = new WeakMap();

/**
 * Puts a layer on a response in the way of its 'drain' events, which go from layer to layer: the program gets one when
 * the uppermost takes more, and not when only the connection does. Returns what passes one on to the layer above.
 * @param {import('node:http').ServerResponse} res
 * @param {Layer} layer
 */
function drainsTo(res, layer) {
  const layers = LAYERS.get(res) ?? newLayers(res);
  const above = layers.push(layer);
  return () => {
    if (above < layers.length) layers[above].drain();
    else EMITTERS.get(res)?.call(res, 'drain');
  };
}

/** @param {import('node:http').ServerResponse} res */
function newLayers(res) {
  /** @type {Layer[]} */
  const layers = [];
  const { emit } = res;
  LAYERS.set(res, layers);
  EMITTERS.set(res, emit);
  res.emit = (/** @type {any} */ event, /** @type {any[]} */ ...args) => {
    if (event !== 'drain') return emit.call(res, event, ...args);
    layers[0].drain();
    return true;
  };
  return layers;
}

module.exports = { drainsTo };
