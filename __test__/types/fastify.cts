// Plugins are of a type that Fastify's register takes, and options are those of the middlewares.

import Fastify = require('fastify');
import { abortOnDisconnect, compression, json, metrics, sendJson } from '../../fastify.js';

const app = Fastify();
app.register(compression, { encodings: ['zstd'] });
app.register(json);
app.get('/', (request, reply): boolean => abortOnDisconnect(request, reply).aborted);
app.get('/json', (_request, reply) => sendJson(reply, [1], { status: 201 }));
app.get('/metrics', metrics());
app.get('/image', { compress: false }, async () => 'image');
app.post('/logs', { compress: { levels: { br: 9 } }, decompress: { limit: 1000 } }, async () => 'logs');

// @ts-expect-error no such option
app.register(compression, { quality: 5 });
// @ts-expect-error of express.json(), and not of the plugin
app.register(json, { strict: false });
// @ts-expect-error no such option
app.get('/', { compress: { quality: 5 } }, async () => '');
// @ts-expect-error false, or options
app.get('/', { decompress: true }, async () => '');
