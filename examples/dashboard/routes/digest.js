'use strict';

const { algorithmsOf } = require('../../express/http.js');

/** The body's digests, one for each algorithm that is asked for. */
function digest(work) {
  return async (req, res) => {
    const algorithms = algorithmsOf(req.query);
    const size = req.body.length;
    res.json({ size, digests: await work.digest(algorithms, req.body, res.locals) });
  };
}

module.exports = { digest };
