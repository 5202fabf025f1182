'use strict';

/** Gives each request `res.locals.signal`, which aborts when the client goes away before it has its answer. */
function abortOnDisconnect(req, res, next) {
  const controller = new AbortController();
  res.once('close', () => {
    if (!res.writableFinished) controller.abort(new Error('The client has disconnected'));
  });
  res.locals.signal = controller.signal;
  next();
}

module.exports = { abortOnDisconnect };
