'use strict';

const SALT = 'c2FsdHNhbHRzYWx0c2FsdA';
const KEY = 'kOmy2nBWOQbqBlfAcc+ZStm+5GKZIUEWnL5ugGcjmhg';
const BCRYPT = `${'.'.repeat(22)}${'.'.repeat(31)}`;

/** Strings that ask for more than the defaults allow. */
const COSTLY = [
  `$argon2id$v=19$m=4294967295,t=1,p=1$${SALT}$${KEY}`,
  `$argon2id$v=19$m=262145,t=1,p=1$${SALT}$${KEY}`,
  `$argon2id$v=19$m=64,t=4294967295,p=1$${SALT}$${KEY}`,
  `$argon2id$v=19$m=64,t=17,p=1$${SALT}$${KEY}`,
  `$argon2d$m=134217720,t=17,p=16777215$${SALT}$${KEY}`,
  `$scrypt$ln=31,r=8,p=1$${SALT}$${KEY}`,
  `$scrypt$ln=18,r=8,p=1$${SALT}$${KEY}`,
  `$scrypt$ln=1,r=1073741823,p=1$${SALT}$${KEY}`,
  `$scrypt$ln=1,r=1,p=1073741823$${SALT}$${KEY}`,
  `$2b$17$${BCRYPT}`,
  `$2b$31$${BCRYPT}`,
];

/** Strings that are not encoded hashes, though many look like one. */
const DAMAGED = [
  '',
  'password',
  '$',
  '$argon2id$',
  '$argon2$v=19$m=64,t=1,p=1$',
  `$argon2x$v=19$m=64,t=1,p=1$${SALT}$${KEY}`,
  `$argon2id$v=18$m=64,t=1,p=1$${SALT}$${KEY}`,
  `$argon2id$v=19$m=7,t=1,p=1$${SALT}$${KEY}`,
  `$argon2id$v=19$m=15,t=1,p=2$${SALT}$${KEY}`,
  `$argon2id$v=19$m=64,t=0,p=1$${SALT}$${KEY}`,
  `$argon2id$v=19$m=064,t=1,p=1$${SALT}$${KEY}`,
  `$argon2id$v=19$m=-64,t=1,p=1$${SALT}$${KEY}`,
  `$argon2id$v=19$m=4294967296,t=1,p=1$${SALT}$${KEY}`,
  `$argon2id$v=19$m=99999999999999999999,t=1,p=1$${SALT}$${KEY}`,
  `$argon2id$v=19$t=1,m=64,p=1$${SALT}$${KEY}`,
  `$argon2id$v=19$m=64,t=1,p=1,x=1$${SALT}$${KEY}`,
  `$argon2id$v=19$m=64,t=1,p=1$${SALT}$${KEY}$`,
  `$argon2id$v=19$m=64,t=1,p=1$${SALT}$${KEY}\n`,
  `$argon2id$v=19$m=64,t=1,p=1$${SALT}==$${KEY}`,
  `$argon2id$v=19$m=64,t=1,p=1$${SALT.slice(0, -1)}B$${KEY}`,
  `$argon2id$v=19$m=64,t=1,p=1$c2FsdA$${KEY}`,
  `$argon2id$v=19$m=64,t=1,p=1$${SALT}$${KEY.repeat(5)}`,
  `$argon2id$v=19$m=64,t=1,p=1$${'A'.repeat(1 << 20)}$${KEY}`,
  `$scrypt$ln=0,r=8,p=1$${SALT}$${KEY}`,
  `$scrypt$ln=32,r=8,p=1$${SALT}$${KEY}`,
  `$scrypt$ln=4,r=0,p=1$${SALT}$${KEY}`,
  `$scrypt$ln=4,r=8,p=0$${SALT}$${KEY}`,
  `$scrypt$ln=16,r=1,p=1$${SALT}$${KEY}`,
  `$scrypt$ln=4,r=32768,p=32768$${SALT}$${KEY}`,
  `$2b$03$${BCRYPT}`,
  `$2b$32$${BCRYPT}`,
  `$2b$5$${BCRYPT}`,
  `$2x$05$${BCRYPT}`,
  `$2$05$${BCRYPT}`,
  `$2b$05$${BCRYPT}.`,
  `$2b$05$${BCRYPT.slice(1)}`,
  `$2b$05$${BCRYPT.slice(1)}=`,
  `$2b$05$${BCRYPT.slice(1)}é`,
];

module.exports = { BCRYPT, COSTLY, DAMAGED, KEY, SALT };
