'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { findServer, fromServer, manifestSettings, serverSettings, withSettings } = require('../scripts/settings.js');

const folder = path.join(__dirname, '..');
const manifest = require('../package.json');
const properties = manifest.contributes.configuration.properties;

test('every setting has a description, a type and a default of that type', () => {
  for (const [name, setting] of Object.entries(properties)) {
    assert.ok(name.startsWith('kstack.'), name);
    assert.match(setting.description, /\S.*\.$/s, name);
    const found = Array.isArray(setting.default) ? 'array' : typeof setting.default;
    assert.equal(found, setting.type, name);
    if (setting.enum) assert.ok(setting.enum.includes(setting.default), name);
  }
});

test('the README tells of every setting', () => {
  const readme = fs.readFileSync(path.join(folder, 'README.md'), 'utf8');
  for (const name of Object.keys(properties)) assert.ok(readme.includes('`' + name + '`'), name);
});

/**
 * What both sides say of the settings: of the manifest's, only what the server's list has too,
 * as that may leave out the form of items and values.
 */
function compare(expected) {
  const found = Object.entries(manifestSettings(manifest)).map(([name, schema]) => [
    name,
    Object.fromEntries(Object.entries(schema).filter(([key]) => key in (expected[name] ?? {}))),
  ]);
  assert.deepEqual(Object.fromEntries(found), expected);
}

test("the settings are the server's", { skip: findServer() ? false : 'the server is not built' }, () => {
  compare(serverSettings(findServer()));
});

test('a list of settings is compared whatever its form, and a difference is found', () => {
  const schemas = structuredClone(manifestSettings(manifest));
  compare(fromServer(schemas));
  compare(fromServer(Object.entries(schemas).map(([name, { type, default: value, description }]) => (
    { name: name.replace('kstack.', ''), type, default: value, description }
  ))));
  const [first] = Object.keys(schemas);
  assert.throws(() => compare({ ...schemas, [first]: { ...schemas[first], default: 1 } }));
  assert.throws(() => compare({ ...schemas, 'kstack.more': { type: 'string' } }));
  const { [first]: _, ...fewer } = schemas;
  assert.throws(() => compare(fewer));
});

test('the script puts the settings of the server into the manifest', () => {
  const settings = { 'kstack.files': { type: 'array', default: ['a'], description: 'A.' } };
  const { properties: written } = withSettings(manifest, settings).contributes.configuration;
  assert.deepEqual(Object.keys(written), ['kstack.server.path', 'kstack.trace.server', 'kstack.files']);
  assert.deepEqual(written['kstack.files'].default, ['a']);
  assert.equal(written['kstack.files'].scope, 'resource');
});
