'use strict';

const { randomBytes } = require('node:crypto');
const { hashPassword, verifyPassword } = require('offloop');
const { RequestError } = require('../http.js');

const NAME = /^[\p{L}\p{N}._-]{1,64}$/u;
/** The most users, since they are kept in memory. */
const MAX_USERS = 10_000;

/** Registers users with a hashed password, and checks it. */
function createUsers() {
  /** The hash of each user's password, by name. */
  const hashes = new Map();
  let nobody;

  async function register(req, res) {
    const { name, password } = credentialsOf(req.body);
    checkFree(name);
    const hash = await hashPassword(password, res.locals);
    // Another request may have taken the name meanwhile.
    checkFree(name);
    hashes.set(name, hash);
    res.status(201).json({ name });
  }

  /** An unknown name takes as long as a wrong password, so that names cannot be found out. */
  async function login(req, res) {
    const { name, password } = credentialsOf(req.body);
    nobody ??= hashPassword(randomBytes(16).toString('hex'));
    const isRight = await verifyPassword(password, hashes.get(name) ?? (await nobody), res.locals);
    if (!isRight) throw new RequestError(401, 'ERR_WRONG_PASSWORD', 'The name or the password is wrong');
    res.json({ name });
  }

  function checkFree(name) {
    if (hashes.has(name)) throw new RequestError(409, 'ERR_NAME_TAKEN', `There is a user "${name}" already`);
    if (hashes.size >= MAX_USERS) {
      throw new RequestError(507, 'ERR_TOO_MANY_USERS', `There may be ${MAX_USERS} users at most`);
    }
  }

  return { register, login };
}

/** @param {{ name?: unknown, password?: unknown }} [body] */
function credentialsOf({ name, password } = {}) {
  if (typeof name !== 'string' || !NAME.test(name)) {
    throw bad('name must be 1 to 64 letters, digits, dots, hyphens or underscores');
  }
  if (typeof password !== 'string' || password.length < 8 || password.length > 256) {
    throw bad('password must be 8 to 256 characters');
  }
  // The same letter can be written in different ways.
  return { name: name.normalize('NFKC'), password: password.normalize('NFKC') };
}

function bad(message) {
  return new RequestError(400, 'ERR_BAD_CREDENTIALS', message);
}

module.exports = { createUsers };
