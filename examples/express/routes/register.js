'use strict';

/** A new user. The name is looked up again in the end, since another request may have taken it meanwhile. */
function register(work, users) {
  return async (req, res) => {
    const { name, password } = res.locals.credentials;
    users.checkFree(name);
    users.add(name, await work.hashPassword(password, res.locals));
    res.status(201).json({ name });
  };
}

module.exports = { register };
