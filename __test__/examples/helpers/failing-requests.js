'use strict';

const { createHash } = require('node:crypto');
const zlib = require('node:zlib');
const { missingParts } = require('../../../examples/dashboard/workers/installed.js');
const { quarters } = require('../../image/helpers/pictures.js');

const JSON_TYPE = { 'content-type': 'application/json' };
const ADA = JSON.stringify({ name: 'ada', password: 'correct horse' });
const DIGEST = `sha-256=:${createHash('sha256').update('x').digest('base64')}:`;
const GZIP = { 'content-encoding': 'gzip' };

const missing = missingParts();

/**
 * A request for each route: path, body, headers, and the status. 500 is of a request that is right, whose answer fails
 * when it is about to be sent; others are wrong.
 */
const EXAMPLE = {
  'POST /digest': ['/digest', 'x', {}, 500],
  'GET /report': ['/report', undefined, { 'accept-encoding': 'br' }, 500],
  'POST /orders': ['/orders', zlib.gzipSync('[{"cents":1}]'), { ...JSON_TYPE, ...GZIP }, 500],
  'GET /files/:name/digest': ['/files/missing/digest', undefined, {}, 404],
  'PUT /uploads/:name': ['/uploads/x', 'x', { 'content-digest': DIGEST }, 500],
  'POST /users': ['/users', ADA, JSON_TYPE, 500],
  'POST /login': ['/login', ADA, JSON_TYPE, 500],
  'GET /invoices/:number': ['/invoices/1', undefined, {}, 500],
  'POST /formula': ['/formula', '{"expression":"1"}', JSON_TYPE, 500],
};

const DASHBOARD = {
  'GET /': ['/', undefined, { accept: 'text/html' }, 500],
  'GET /routes': ['/routes', undefined, {}, 500],
  'GET /page/:file': ['/page/main.js', undefined, {}, 500],
  'GET /live': ['/live', undefined, {}, 500],
  'PUT /live/:visit/load': ['/live/nobody/load', '{"mode":null}', JSON_TYPE, 404],
  'GET /ping': ['/ping', undefined, {}, 500],
  'GET /readfile': ['/readfile', undefined, {}, 500],
  'GET /stats': ['/stats', undefined, {}, 500],
  'GET /report': ['/report', undefined, { 'accept-encoding': 'br' }, 500],
  'POST /digest': ['/digest', 'x', {}, 500],
  'POST /compress/:format': ['/compress/br', 'x', {}, 500],
  'POST /decompress': ['/decompress', zlib.gzipSync('x'), GZIP, 500],
  'POST /inspect': ['/inspect', 'x', {}, 500],
  'GET /runaways': ['/runaways', undefined, {}, 500],
  'POST /runaways/:name': ['/runaways/snoop', undefined, {}, 500],
  'POST /thumbnail': ['/thumbnail?width=16', () => quarters(32, 32).png().toBuffer(), {}, 500],
  'POST /clips': ['/clips', 'no clip', {}, missing.clip ? 501 : 422],
  'GET /clips/drawn': ['/clips/drawn', undefined, {}, missing.clip ? 501 : 500],
  'GET /clips/:id': ['/clips/none', undefined, {}, 404],
  'POST /speech': ['/speech', Buffer.alloc(2048), {}, missing.model ? 501 : 500],
  'GET /jobs': ['/jobs', undefined, {}, 500],
  'POST /jobs': ['/jobs', '{"below":10}', JSON_TYPE, 500],
  'DELETE /jobs/:id': ['/jobs/none', undefined, {}, 404],
  'DELETE /jobs/:id/process': ['/jobs/none/process', undefined, {}, 404],
};

module.exports = { DASHBOARD, EXAMPLE };
