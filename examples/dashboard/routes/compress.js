'use strict';

const { RequestError } = require('../../express/http.js');

/** The body as a compressed file. */
function compress(work) {
  return async (req, res) => {
    const { format } = req.params;
    if (!work.formats.includes(format)) {
      throw new RequestError(404, 'ERR_NO_FORMAT', `The formats here are ${work.formats.join(', ')}`);
    }
    res.type('application/octet-stream').send(await work.compress(format, req.body, res.locals));
  };
}

module.exports = { compress };
