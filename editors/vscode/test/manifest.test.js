'use strict';

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');

const folder = path.join(__dirname, '..');
const root = path.join(folder, '..', '..');
const manifest = require('../package.json');
const properties = manifest.contributes.configuration.properties;

/** Settings of the extension itself, which the server does not know. */
const ownSettings = ['kstack.server.path', 'kstack.trace.server'];

/** @returns {string | undefined} the server to ask: $KSTACK_LS, or a build in the repository */
function server() {
  if (process.env.KSTACK_LS) return process.env.KSTACK_LS;
  return ['debug', 'release']
    .map((kind) => path.join(root, '.build', kind, 'kstack-language-server'))
    .find((file) => fs.existsSync(file));
}

test('the files that the manifest names are there', () => {
  const named = [
    manifest.main,
    ...manifest.contributes.languages.map((language) => language.configuration),
    ...manifest.contributes.grammars.map((grammar) => grammar.path),
  ];
  for (const file of named) {
    assert.ok(fs.existsSync(path.join(folder, file)), file);
    if (file.endsWith('.json')) JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8'));
  }
});

test('is activated by YAML and kstack documents and knows kstack files by name', () => {
  assert.equal(manifest.engines.vscode, '^1.91.0');
  assert.deepEqual(manifest.activationEvents, ['onLanguage:yaml', 'onLanguage:kstack']);
  const [language] = manifest.contributes.languages;
  assert.equal(language.id, 'kstack');
  assert.deepEqual(language.filenames, ['kstack.yaml', 'kstack.yml']);
  assert.deepEqual(language.filenamePatterns, ['*.kstack.yaml', '*.kstack.yml']);
  assert.equal(manifest.contributes.grammars[0].language, language.id);
});

test('dependencies have exact versions', () => {
  const all = { ...manifest.dependencies, ...manifest.devDependencies };
  for (const [name, version] of Object.entries(all)) {
    assert.match(version, /^\d+\.\d+\.\d+$/, name);
  }
  assert.equal(manifest.dependencies['vscode-languageclient'], '9.0.1');
});

test('the patterns of the language configuration are regular expressions', () => {
  const configuration = require('../language-configuration.json');
  const { increaseIndentPattern, decreaseIndentPattern } = configuration.indentationRules;
  const deeper = new RegExp(increaseIndentPattern);
  for (const line of ['apps:', '  web:  # the site', '    - config:', '  script: |']) assert.match(line, deeper);
  for (const line of ['  image: nginx', '# apps:', '  - "80:80"', '']) assert.doesNotMatch(line, deeper);
  new RegExp(decreaseIndentPattern);
  // A word is what a double click selects: an image's parts, not its whole.
  assert.deepEqual('image: prom/node-exporter'.match(new RegExp(configuration.wordPattern, 'g')), ['image', 'prom', 'node-exporter']);
});

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

test("the settings are the server's", { skip: server() ? false : 'the server is not built' }, () => {
  const printed = execFileSync(server(), ['settings'], { encoding: 'utf8' });
  /** The server may name its settings with or without their section. */
  const full = (name) => (name.startsWith('kstack.') ? name : `kstack.${name}`);
  const expected = Object.fromEntries(
    JSON.parse(printed).map(({ name, type, default: value, description }) => [full(name), { type, default: value, description }])
  );
  const found = Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => !ownSettings.includes(name))
      .map(([name, { type, default: value, description }]) => [name, { type, default: value, description }])
  );
  assert.deepEqual(found, expected);
});
