'use strict';

const { RequestError } = require('../../express/http.js');
const { MODES } = require('../settings.js');

/** Events `hello` and then `sample`, four a second, until the client goes. */
function live({ visits, facts }) {
  return (req, res) => visits.open(res, facts);
}

/** Starts the load of a visitor who is there, switches it, or stops it with the mode null. */
function setLoad({ visits, load }) {
  return (req, res) => {
    const { visit } = req.params;
    if (!visits.has(visit))
      throw new RequestError(404, 'ERR_NO_VISIT', 'Only who follows GET /live can do that');
    const mode = modeOf(req.body);
    if (mode === null) load.stop();
    else load.start(mode, visit);
    res.json(load.state);
  };
}

function modeOf(body) {
  const mode = body?.mode;
  if (mode === null || MODES.includes(mode)) return mode;
  throw new RequestError(
    400,
    'ERR_BAD_MODE',
    `The body must be JSON: {"mode": …} with ${MODES.join(', ')} or null`,
  );
}

module.exports = { live, setLoad };
