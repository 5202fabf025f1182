'use strict';

const js = require('@eslint/js');
const globals = require('globals');

module.exports = [
  { ignores: ['bundle/', 'target/', 'bench/results/', 'site/html/'] },
  js.configs.recommended,
  {
    files: ['**/*.js'],
    languageOptions: { sourceType: 'commonjs', ecmaVersion: 2022, globals: globals.node },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { ecmaVersion: 2022, globals: globals.nodeBuiltin },
  },
  {
    files: ['examples/dashboard/page/*.js'],
    languageOptions: { sourceType: 'module', globals: globals.browser },
  },
  {
    files: ['lib/cli/doctor/program/page/*.mjs'],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ['__test__/**/*.js'],
    languageOptions: { globals: globals.jest },
  },
  {
    rules: {
      'array-callback-return': 'error',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 120, skipBlankLines: true, skipComments: true }],
      'no-promise-executor-return': 'error',
      'no-shadow': 'error',
      'no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrors: 'all' }],
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      strict: ['error', 'safe'],
    },
  },
];
