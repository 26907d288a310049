'use strict';

// Brings the manifest's settings up to the server's own list:
//
//   node scripts/settings.js [SERVER]
//
// SERVER defaults to $KSTACK_LS, then to a build in the repository.

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const folder = path.join(__dirname, '..');
const root = path.join(folder, '..', '..');
const manifestPath = path.join(folder, 'package.json');

/** Settings of the extension itself, which the server does not know. */
const ownSettings = ['kstack.server.path', 'kstack.trace.server'];

/** @returns {string | undefined} the server to ask */
function findServer() {
  if (process.env.KSTACK_LS) return process.env.KSTACK_LS;
  return ['debug', 'release']
    .map((kind) => path.join(root, '.build', kind, 'kstack-language-server'))
    .find((file) => fs.existsSync(file));
}

/**
 * @param {string} server
 * @returns {Record<string, object>} JSON Schemas by the full names of the settings
 */
function serverSettings(server) {
  return fromServer(JSON.parse(execFileSync(server, ['settings'], { encoding: 'utf8' })));
}

/**
 * @param {any} printed an object of schemas by name, or a list of schemas that have a name;
 *   names may lack their section
 * @returns {Record<string, object>}
 */
function fromServer(printed) {
  const entries = Array.isArray(printed) ? printed.map(({ name, ...schema }) => [name, schema]) : Object.entries(printed);
  return Object.fromEntries(entries.map(([name, schema]) => [name.startsWith('kstack.') ? name : `kstack.${name}`, schema]));
}

/** @returns {Record<string, object>} the manifest's settings that are the server's */
function manifestSettings(manifest) {
  const all = Object.entries(manifest.contributes.configuration.properties);
  return Object.fromEntries(all.filter(([name]) => !ownSettings.includes(name)));
}

/** The manifest with the server's settings in place of those it had. */
function withSettings(manifest, settings) {
  const { properties } = manifest.contributes.configuration;
  const own = ownSettings.map((name) => [name, properties[name]]);
  const others = Object.entries(settings).map(([name, schema]) => [
    name,
    { ...properties[name], ...schema, scope: 'resource' },
  ]);
  const configuration = { ...manifest.contributes.configuration, properties: Object.fromEntries([...own, ...others]) };
  return { ...manifest, contributes: { ...manifest.contributes, configuration } };
}

if (require.main === module) {
  const server = process.argv[2] ?? findServer();
  if (!server) {
    console.error('settings: there is no server: build it, or name it');
    process.exit(1);
  }
  const manifest = JSON.parse(fs.readFileSync(manifestPath, 'utf8'));
  fs.writeFileSync(manifestPath, JSON.stringify(withSettings(manifest, serverSettings(server)), null, 2) + '\n');
}

module.exports = { findServer, fromServer, manifestSettings, ownSettings, serverSettings, withSettings };
