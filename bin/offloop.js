#!/usr/bin/env node
'use strict';

const { existsSync } = require('node:fs');

// A package has lib/ in bundles, which scripts/bundle.js makes.
const bundle = `${__dirname}/../bundle/cli.js`;
const { main } = existsSync(bundle) ? require(bundle)['lib/cli/main.js']() : require('../lib/cli/main.js');
main(process.argv.slice(2));
