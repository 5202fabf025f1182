'use strict';

/**
 * Listens to a port that the user's code has too: `removeAllListeners` of the port removes all others. Without these no task
 * would end any more.
 * @param {any} port
 * @param {Record<string, (value: any) => void>} listeners by event
 */
function listenForGood(port, listeners) {
  const each = Object.entries(listeners);
  const { removeAllListeners } = port;
  Object.defineProperty(port, 'removeAllListeners', {
    value: removeOthers,
    writable: true,
    configurable: true,
  });
  for (const [event, listener] of each) port.on(event, listener);

  /** @param {any[]} events one, or none for all */
  function removeOthers(...events) {
    for (const [event, listener] of each) port.off(event, listener);
    Reflect.apply(removeAllListeners, port, events);
    for (const [event, listener] of each) port.on(event, listener);
    return port;
  }
}

module.exports = { listenForGood };
