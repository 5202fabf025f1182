'use strict';

const { randomBytes } = require('node:crypto');
const { RequestError } = require('../http/errors.js');

/** Whether the password is the user's. An unknown name takes as long, so that names cannot be found out. */
function login(work, users) {
  let nobody;
  return async (req, res) => {
    const { name, password } = res.locals.credentials;
    nobody ??= work.hashPassword(randomBytes(16).toString('hex'), {});
    const isRight = await work.verifyPassword(password, users.hashOf(name) ?? (await nobody), res.locals);
    if (!isRight) throw new RequestError(401, 'ERR_WRONG_PASSWORD', 'The name or the password is wrong');
    res.json({ name });
  };
}

module.exports = { login };
