'use strict';

const fs = require('node:fs');
const path = require('node:path');
const semver = require('semver');
const { PEERS, findPeer, loadPeer } = require('../../lib/peer.js');
const { useFolder } = require('../helpers/folder.js');
const manifest = require('../../package.json');

const folder = useFolder();

/**
 * A file of a program that has a package with the name of a peer installed.
 * @param {string} name of the program
 * @param {string} version
 */
function programWith(name, version) {
  const installed = path.join(folder.path, name, 'node_modules', 'sharp');
  fs.mkdirSync(path.join(installed, 'dist'), { recursive: true });
  const content = { name: 'sharp', version, main: 'dist/index.js' };
  fs.writeFileSync(path.join(installed, 'package.json'), JSON.stringify(content));
  fs.writeFileSync(path.join(installed, 'dist', 'package.json'), '{ "type": "commonjs" }');
  fs.writeFileSync(path.join(installed, 'dist', 'index.js'), '');
  return path.join(folder.path, name, 'program.js');
}

test.each(Object.entries(PEERS))(
  '%s is an optional peer of the package, with the range of the table, and tests run the version that messages name',
  (name, { since, tested }) => {
    const { peerDependencies, peerDependenciesMeta } = /** @type {any} */ (manifest);
    expect(semver.minVersion(peerDependencies[name])?.version).toBe(since);
    expect(peerDependenciesMeta[name]).toEqual({ optional: true });
    const [found] = ['../..', '../onnx/runtime']
      .map((project) => lockedVersion(project, name))
      .filter(Boolean);
    expect(found).toBe(tested);
  },
);

/**
 * @param {string} project with a lock file, from here
 * @param {string} name
 */
function lockedVersion(project, name) {
  const text = fs.readFileSync(path.join(__dirname, project, 'package-lock.json'), 'utf8');
  return JSON.parse(text).packages[`node_modules/${name}`]?.version;
}

test('an installed peer is loaded', () => {
  const send = {};
  expect(loadPeer('send', 'serveStatic()', () => send)).toBe(send);
});

test('a peer is found from the file of a program, with its folder', () => {
  const program = programWith('new', '1.0.0-rc.1');
  const installed = path.join(fs.realpathSync(path.dirname(program)), 'node_modules', 'sharp');
  expect(findPeer('sharp', 'offloop/image', program)).toEqual({
    entry: path.join(installed, 'dist', 'index.js'),
    folder: installed,
  });
});

test('a peer that is missing is an error that says how to install it', () => {
  const load = () => {
    throw Object.assign(new Error("Cannot find module 'send'"), { code: 'MODULE_NOT_FOUND' });
  };
  const message = `serveStatic() needs the package send: npm install send (tested with version ${PEERS.send.tested})`;
  expect(() => loadPeer('send', 'serveStatic()', load)).toThrow(
    expect.objectContaining({ code: 'ERR_PEER_MISSING', message, cause: expect.anything() }),
  );
  expect(() => findPeer('sharp', 'offloop/image', path.join(folder.path, 'program.js'))).toThrow(
    expect.objectContaining({ code: 'ERR_PEER_MISSING' }),
  );
});

test('a peer that lacks a package of its own fails with the error of that', () => {
  const error = Object.assign(new Error("Cannot find module 'ms'"), { code: 'MODULE_NOT_FOUND' });
  expect(() =>
    loadPeer('send', 'serveStatic()', () => {
      throw error;
    }),
  ).toThrow(error);
});

test.each(['0.33.5', '0.9.99', '0.33.0-rc.1'])(
  'version %s of a peer is too old, and the error names it',
  (version) => {
    const program = programWith(version, version);
    const message =
      `offloop/image needs sharp ${PEERS.sharp.since} or newer, and version ${version} is installed: ` +
      `npm install sharp@${PEERS.sharp.tested}`;
    expect(() => findPeer('sharp', 'offloop/image', program)).toThrow(
      expect.objectContaining({ code: 'ERR_PEER_MISSING', message, version }),
    );
  },
);

test.each(['0.34.0', '0.34.1', '0.100.0', '1.0.0'])('version %s of a peer is new enough', (version) => {
  expect(findPeer('sharp', 'offloop/image', programWith(version, version)).entry).toMatch(/index\.js$/);
});
