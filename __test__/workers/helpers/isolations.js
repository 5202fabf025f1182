'use strict';

/** What workers can be made of; every test of the contract runs over each. */
const ISOLATIONS = ['thread', 'process'];

module.exports = { ISOLATIONS };
