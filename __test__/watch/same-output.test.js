'use strict';

const { outputOf } = require('../helpers/program.js');
const { ENTRY } = require('./helpers/programs.js');

/** Programs that give the same output without the watch and under it. */
const SAME = {
  'what is thrown': `for (const call of [
      () => JSON.parse('{' + ' '.repeat(1e5)), () => JSON.parse(Symbol()), () => JSON.parse(), () => new JSON.parse('1'),
      () => fs.readFileSync('/no/such/file'), () => fs.readFileSync(), () => [].sort.call(null), () => [2, 1].sort(3),
      () => structuredClone(() => {}), () => structuredClone(), () => crypto.createHash('sha256').update(), () => zlib.gunzipSync('x'),
      () => Function.prototype.toString.call({}), () => Function.prototype.toString.call(undefined),
    ]) { try { print('no error', typeof call()) } catch (error) { print(error.name, error.code, error.message) } }`,
  'receivers, arguments and results': `
    print(JSON.parse('[1, 2]', function (key, value) { return Array.isArray(this) ? value * 2 : value }));
    print(JSON.stringify({ toJSON() { return JSON.stringify([1]) } }), JSON.stringify(undefined));
    const long = Array.from({ length: 5000 }, (_, index) => index % 100);
    print(long.sort((a, b) => b - a)[0], long.sort === [].sort, Array.prototype.sort.call({ length: 2, 0: 'b', 1: 'a' }));
    print(crypto.createHash('sha256').update(Buffer.alloc(1e5)).digest('hex'), fs.existsSync('/'), Reflect.apply(fs.existsSync, null, ['/x']));`,
  'searches of a Buffer': `
    const [large, mine] = [Buffer.alloc(1e5, 'ab'), new (class extends Uint8Array {})(1e5)];
    for (const args of [['ba'], ['ba', 5], ['6261', 'hex'], ['YmE=', 7, 'base64'], [98], [Buffer.from('ba'), -2], ['c'], [''], ['b', NaN], [], [{}], [undefined]])
      for (const name of ['indexOf', 'includes', 'lastIndexOf'])
        for (const self of [large, large.subarray(0, 99), mine, [98], 'ba', null, new Proxy(large, {})])
          try { print(name, Buffer.prototype[name].apply(self, args)) } catch (error) { print(error.name, error.code, error.message) }`,
  'modules of WebAssembly': `
    const { Module } = WebAssembly;
    const bytes = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    class Mine extends Module {}
    for (const one of [new Module(bytes), new Mine(bytes), await WebAssembly.compile(bytes), structuredClone(new Module(bytes))])
      print(one instanceof Module, one instanceof Mine, one.constructor === Module, one.constructor.name, Object.prototype.toString.call(one), Module.exports(one));
    for (const call of [() => new Module(), () => Module(bytes), () => new Module(Buffer.from('text')), () => new Module(5), () => Module.exports({}), () => new WebAssembly.Instance({})])
      try { print('no error', typeof call()) } catch (error) { print(error.name, error.message) }`,
  'what the names of modules import': `
    const same = await import('node:fs');
    print(same.readFileSync === fs.readFileSync, same.default === fs, same.readFileSync === require('fs').readFileSync);`,
  'callbacks of jobs: receiver, arguments, context, order, errors that they throw': `
    const { AsyncLocalStorage } = await import('node:async_hooks');
    const { promisify } = await import('node:util');
    const context = new AsyncLocalStorage();
    const called = (name, work) => context.run(name, () => new Promise((resolve) => work(function (...args) {
      print(name, this === undefined || this === null, typeof this, args.map(String), context.getStore());
      resolve();
    })));
    await called('pbkdf2', (done) => print(crypto.pbkdf2('a', 'b', 1, 8, 'sha256', done)));
    await called('randomBytes', (done) => print(crypto.randomBytes(0, done)));
    await called('gzip', (done) => print(zlib.deflateRaw('a', done)));
    await called('gunzip', (done) => print(zlib.gunzip('a', done)));
    await called('lookup', (done) => print(typeof require('dns').lookup('127.0.0.1', done)));
    print(crypto.randomBytes(4).length, await promisify(crypto.scrypt)('a', 'b', 4), await promisify(crypto.randomBytes)(0));
    print(Object.keys(await promisify(crypto.generateKeyPair)('ed25519')), await promisify(require('dns').lookup)('127.0.0.1'));
    const thrown = new Promise((resolve) => process.once('uncaughtException', (error) => resolve(error.message)));
    crypto.pbkdf2('a', 'b', 1, 8, 'sha256', () => { throw new Error('of a callback') });
    print(await thrown);`,
  'what is thrown for wrong arguments of jobs': `
    for (const call of [
      () => crypto.pbkdf2(), () => crypto.pbkdf2('a', 'b', 1, 8, 'no digest', () => {}), () => crypto.scrypt('a', 'b', 8, {}, 1),
      () => crypto.pbkdf2('a', 'b', 1, 8, 'sha256'), () => crypto.generateKeyPair('x', {}, () => {}), () => require('dns').lookup('x'),
      () => zlib.gzip('a'), () => zlib.gzip(1, () => {}), () => zlib.createGzip({ level: 99 }), () => new zlib.createGzip().constructor.name,
      () => new crypto.pbkdf2('a', 'b', 1, 8, 'sha256', () => {}),
    ]) { try { print('no error', typeof call()) } catch (error) { print(error.name, error.code, error.message) } }`,
  'promises of jobs: their class, and rejections that nobody handles': `
    const { subtle } = crypto.webcrypto;
    const digest = subtle.digest('SHA-256', Buffer.from('a'));
    print(digest.constructor === Promise, Object.getPrototypeOf(digest) === Promise.prototype, Buffer.from(await digest).toString('hex'));
    for (const call of [() => subtle.digest('no such', Buffer.alloc(1)), () => subtle.digest.call({}, 'SHA-256', Buffer.alloc(1)), () => subtle.sign()])
      await call().catch((error) => print(error.name, error.code, error.message));
    const unhandled = new Promise((resolve) => process.once('unhandledRejection', (error, promise) => resolve([error.name, promise instanceof Promise])));
    subtle.digest('no such', Buffer.alloc(1));
    print(await unhandled);`,
  'streams of zlib: classes, subclasses, methods that are replaced, errors and ends': `
    const { pipeline, Readable } = await import('node:stream');
    const { once } = await import('node:events');
    class Mine extends zlib.Gunzip { _transform(chunk, ...rest) { this.seen = (this.seen ?? 0) + chunk.length; return super._transform(chunk, ...rest) } }
    const mine = new Mine();
    mine.end(zlib.gzipSync('a text'));
    print(String(Buffer.concat(await mine.toArray())), mine.seen, mine instanceof zlib.Gunzip, mine.constructor.name);
    const broken = zlib.createGunzip();
    broken.end('no gzip');
    print((await once(broken, 'error'))[0].code, broken.destroyed);
    const left = zlib.createDeflate();
    left.write(Buffer.alloc(1e6));
    left.destroy();
    await once(left, 'close');
    print(left.destroyed, zlib.createGzip().constructor === zlib.Gzip, Object.keys(zlib.createGzip()).length);
    await new Promise((resolve) => pipeline(Readable.from(['a', 'b']), zlib.createBrotliCompress(), async function (source) {
      for await (const chunk of source) print(chunk.length > 0);
    }, resolve));`,
  'objects of other realms': `
    const other = require('vm').runInNewContext('({ callback: (f) => (...args) => f(args.length), text: new String("[1]"), promise: async () => 1 })');
    await new Promise((resolve) => crypto.pbkdf2('a', 'b', 1, 8, 'sha256', other.callback((count) => { print(count); resolve() })));
    print(JSON.parse(other.text), JSON.stringify({ a: other.text }), Array.prototype.sort.call(require('vm').runInNewContext('[2, 1]')));
    print(require('vm').runInNewContext('Array.prototype.sort') === Array.prototype.sort);`,
  'functions of a vm context, by its own toString and by that of the program': `
    const text = '[JSON.parse, JSON.stringify, Array.prototype.sort, Function.prototype.toString]';
    const theirs = require('vm').runInNewContext(text);
    const { toString } = Function.prototype;
    print(theirs.map(String), theirs.map((one) => toString.call(one)), theirs.map(({ name, length }) => [name, length]));
    print(theirs[3] === toString, theirs[3].call(print) === String(print));
    const { createContext, runInContext } = require('vm');
    const same = runInContext('[JSON, Function.prototype].map((one) => Object.getOwnPropertyNames(one).join())', createContext());
    print(same, runInContext('(f) => f("[1]")', createContext())(JSON.parse));`,
  'what node shows of them': `
    const { inspect, isDeepStrictEqual, types } = require('util');
    print(inspect(JSON, { showHidden: true }), inspect(fs.readFileSync), inspect(structuredClone), inspect(Function.prototype.toString));
    print(types.isProxy(JSON.parse), isDeepStrictEqual(JSON.parse, JSON.parse), inspect(crypto.Hash.prototype, { showHidden: true }));`,
  'what has the same identity everywhere': `
    const { parse } = JSON; const { toString } = Function.prototype;
    print(parse === JSON.parse, toString === (() => {}).toString, toString.call(toString), new Set([parse, JSON.parse]).size);`,
};

test.each(Object.entries(SAME))('programs see no difference: %s', (_name, body) => {
  const program = `
    import { createRequire } from 'node:module';
    const require = createRequire('/');
    const [fs, zlib, crypto] = ['fs', 'zlib', 'crypto'].map((name) => require(name));
    const print = (...values) => process.stdout.write(JSON.stringify(values) + '\\n');
    ${body}`;
  const run = (...options) =>
    outputOf(process.execPath, [...options, '--input-type=module', '--eval', program]);
  const plain = run();
  expect(plain).not.toBe('');
  expect(run('--import', ENTRY)).toBe(plain);
});
