'use strict';

// Loaded first by a program for which packages are to be missing.

const Module = /** @type {any} */ (require('node:module'));

const HIDDEN = /^(?:sharp|onnxruntime-node|@ricky0123\/vad-web)$/;
const resolve = Module._resolveFilename;

Module._resolveFilename = function resolveOthers(request, ...rest) {
  if (!HIDDEN.test(request)) return resolve.call(this, request, ...rest);
  throw Object.assign(new Error(`Cannot find module '${request}'`), { code: 'MODULE_NOT_FOUND' });
};
