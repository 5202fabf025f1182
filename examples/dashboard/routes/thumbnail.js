'use strict';

const { integerOf } = require('../../express/http.js');

/** The body's image as a small JPEG. */
function thumbnail(pool) {
  return async (req, res) => {
    const width = integerOf(req.query, 'width', { min: 16, max: 1024, fallback: 200 });
    const { signal } = res.locals;
    res.type('jpeg').send(await pool.run('thumbnail', [req.body, width], { signal }));
  };
}

module.exports = { thumbnail };
