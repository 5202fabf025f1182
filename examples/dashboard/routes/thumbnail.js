'use strict';

const { sendImage } = require('offloop/express');
const { integerOf } = require('../../express/http.js');

/** The body's image made small, in the format that the client likes best. */
function thumbnail(images) {
  return async (req, res) => {
    const width = integerOf(req.query, 'width', { min: 16, max: 1024, fallback: 200 });
    await sendImage(req, res, images, req.body, { width, formats: ['webp', 'jpeg'] });
  };
}

module.exports = { thumbnail };
