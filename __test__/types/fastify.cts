// Plugins are of a type that Fastify's register takes, and options are those of the middlewares.

import Fastify = require('fastify');
import { abortOnDisconnect, compression, json } from '../../fastify.js';

const app = Fastify();
app.register(compression, { encodings: ['zstd'] });
app.register(json);
app.get('/', (request, reply): boolean => abortOnDisconnect(request, reply).aborted);

// @ts-expect-error no such option
app.register(compression, { quality: 5 });
