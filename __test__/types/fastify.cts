// Plugins are of a type that Fastify's register takes, and options are those of the middlewares.

import Fastify = require('fastify');
import { abortOnDisconnect, compression, json, metrics, sendJson } from '../../fastify.js';

const app = Fastify();
app.register(compression, { encodings: ['zstd'] });
app.register(json);
app.get('/', (request, reply): boolean => abortOnDisconnect(request, reply).aborted);
app.get('/json', (_request, reply) => sendJson(reply, [1], { status: 201 }));
app.get('/metrics', metrics());

// @ts-expect-error no such option
app.register(compression, { quality: 5 });
// @ts-expect-error of express.json(), and not of the plugin
app.register(json, { strict: false });
