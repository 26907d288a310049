'use strict';

// The manifest against what VS Code and its packager ask of one.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { copies } = require('../scripts/copies.js');

const folder = path.join(__dirname, '..');
const manifest = require('../package.json');
const { commands, configuration, grammars, languages, menus, semanticTokenScopes, snippets, walkthroughs } = manifest.contributes;

const read = (file) => fs.readFileSync(path.join(folder, file));
const own = commands.map(({ command }) => command);

/** Commands of VS Code itself that are named somewhere. */
const foreign = ['workbench.action.openSettings', 'workbench.action.files.newUntitledFile'];

/** VS Code's list of categories. */
const categories = [
  'AI', 'Azure', 'Chat', 'Data Science', 'Debuggers', 'Education', 'Extension Packs', 'Formatters', 'Keymaps',
  'Language Packs', 'Linters', 'Machine Learning', 'Notebooks', 'Other', 'Programming Languages', 'SCM Providers',
  'Snippets', 'Testing', 'Themes', 'Visualization',
];

test('has what every extension must have', () => {
  assert.match(manifest.name, /^[a-z0-9][a-z0-9-]*$/);
  assert.match(manifest.publisher, /^[a-z0-9][a-z0-9-]*$/);
  assert.match(manifest.version, /^\d+\.\d+\.\d+$/);
  assert.ok(manifest.displayName);
  assert.ok(manifest.description.length <= 200 && manifest.description.endsWith('.'));
  assert.ok(manifest.keywords.length <= 30);
  assert.ok(manifest.categories.length > 0);
  for (const category of manifest.categories) assert.ok(categories.includes(category), category);
  assert.equal(manifest.license, 'MIT');
  assert.match(read('CHANGELOG.md').toString(), new RegExp(`^## ${manifest.version}$`, 'm'));
});

test('its types are those of the oldest VS Code that it runs in', () => {
  const oldest = /^\^(\d+\.\d+)\.\d+$/.exec(manifest.engines.vscode)[1];
  assert.ok(manifest.devDependencies['@types/vscode'].startsWith(`${oldest}.`));
  assert.ok(read('../../README.md').includes(`**VS Code** ${oldest} or later`));
});

test('dependencies have exact versions', () => {
  const all = { ...manifest.dependencies, ...manifest.devDependencies };
  for (const [name, version] of Object.entries(all)) assert.match(version, /^\d+\.\d+\.\d+$/, name);
  assert.deepEqual(manifest.dependencies, { 'vscode-languageclient': '9.0.1' });
});

test('the modules that the sources load are their own, of Node, or a dependency', () => {
  for (const file of fs.readdirSync(path.join(folder, 'src'))) {
    for (const [, name] of read(`src/${file}`).toString().matchAll(/require\('([^']+)'\)/g)) {
      const [first] = name.split('/');
      const known = first === '.' || name.startsWith('node:') || first === 'vscode' || first in manifest.dependencies;
      assert.ok(known, `${file}: ${name}`);
    }
  }
});

test('is activated by YAML and kstack documents and knows kstack files by name', () => {
  assert.equal(manifest.engines.vscode, '^1.91.0');
  assert.deepEqual(manifest.activationEvents, ['onLanguage:yaml', 'onLanguage:kstack']);
  const [language] = languages;
  assert.equal(language.id, 'kstack');
  assert.deepEqual(language.filenames, ['kstack.yaml', 'kstack.yml']);
  assert.deepEqual(language.filenamePatterns, ['*.kstack.yaml', '*.kstack.yml']);
  assert.equal(grammars[0].language, language.id);
});

test('says what works where folders are not trusted or not on this machine', () => {
  const { untrustedWorkspaces, virtualWorkspaces } = manifest.capabilities;
  assert.equal(untrustedWorkspaces.supported, 'limited');
  assert.deepEqual(untrustedWorkspaces.restrictedConfigurations, ['kstack.server.path']);
  assert.equal(virtualWorkspaces.supported, false);
  for (const { description } of [untrustedWorkspaces, virtualWorkspaces]) assert.match(description, /\.$/);
});

/** Every file that the manifest names. */
function namedFiles() {
  const media = walkthroughs.flatMap(({ steps }) => steps.map((step) => step.media.markdown ?? step.media.image));
  const icons = languages.flatMap(({ icon }) => [icon.light, icon.dark]);
  const paths = [...grammars, ...snippets].map((each) => each.path);
  return [manifest.icon, ...languages.map((each) => each.configuration), ...icons, ...paths, ...media].map(path.posix.normalize);
}

test('the files that it names are there, and JSON is JSON', () => {
  for (const file of namedFiles()) {
    const bytes = read(file);
    if (file.endsWith('.json')) JSON.parse(bytes);
    if (file.endsWith('.svg')) assert.match(bytes.toString(), /^<svg .*<\/svg>\s*$/s);
  }
  for (const { path: file, scopeName } of grammars) assert.equal(JSON.parse(read(file)).scopeName, scopeName);
});

test('the package has what is needed and nothing else', () => {
  const lines = read('.vscodeignore').toString().split('\n').filter((line) => line && !line.startsWith('#'));
  assert.equal(lines.shift(), '**');
  const packed = lines.map((line) => {
    assert.equal(line[0], '!', line);
    return new RegExp('^' + line.slice(1).replaceAll('.', '\\.').replaceAll('*', '[^/]*') + '$');
  });
  const isPacked = (file) => packed.some((pattern) => pattern.test(file));
  const needed = ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE', path.posix.normalize(manifest.main), ...namedFiles()];
  for (const file of needed) assert.ok(isPacked(file), file);
  const rest = ['src/extension.js', 'tests/run', 'scripts/settings.js', 'icons/make', 'jsconfig.json', 'node_modules/x/y.js'];
  for (const file of rest) assert.ok(!isPacked(file), file);
});

test('what is bundled is what is run', () => {
  const { bundle } = manifest.scripts;
  assert.ok(bundle.includes(`--outfile=${path.posix.normalize(manifest.main)}`));
  assert.ok(bundle.includes('src/extension.js') && bundle.includes('--external:vscode'));
  assert.ok(manifest.scripts['vscode:prepublish'].includes('npm run bundle'));
});

test('copies are like what they are copied from', () => {
  for (const [copy, original] of Object.entries(copies)) {
    assert.ok(read(copy).equals(read(original)), `${copy}: run scripts/copies.js`);
  }
});

test('the icon is a PNG that is large enough', () => {
  const bytes = read(manifest.icon);
  assert.equal(bytes.toString('latin1', 0, 8), '\x89PNG\r\n\x1a\n');
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  assert.ok(width >= 128 && width === height, `${width} × ${height}`);
});

test('commands have a title and a category, and menus name commands that are there', () => {
  assert.equal(new Set(own).size, own.length);
  for (const { command, title, category } of commands) {
    assert.match(command, /^kstack\.[a-zA-Z]+$/);
    assert.ok(title);
    assert.equal(category, 'kstack');
  }
  for (const { command, when } of Object.values(menus).flat()) {
    assert.ok(own.includes(command), command);
    for (const clause of when.split(' || ')) assert.match(clause, /^editorLangId == (?:kstack|yaml)$/);
  }
});

test('the walkthrough leads to commands and settings that are there', () => {
  const [walkthrough] = walkthroughs;
  assert.ok(read('src/missing.js').includes(`'${manifest.publisher}.${manifest.name}#${walkthrough.id}'`));
  const ids = walkthrough.steps.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const { title, description, media, completionEvents } of walkthrough.steps) {
    assert.ok(title);
    if (media.image) assert.ok(media.altText, title);
    for (const [, command, words] of description.matchAll(/\(command:([\w.]+)(?:\?([^)]*))?\)/g)) {
      assert.ok([...own, ...foreign].includes(command), command);
      if (words) {
        const value = JSON.parse(decodeURIComponent(words));
        if (typeof value === 'string') assert.ok(value in configuration.properties, value);
      }
    }
    for (const event of completionEvents) {
      const [, kind, name] = /^(\w+)(?::(.+))?$/.exec(event);
      assert.ok(['onCommand', 'onContext', 'onStepSelected'].includes(kind), event);
      if (kind === 'onCommand') assert.ok(own.includes(name), event);
      if (kind === 'onContext' && name.startsWith('kstack.')) assert.ok(read('src/status.js').includes(`'${name}'`), event);
    }
  }
});

test('snippets are for languages that are there and use words that the grammar knows', () => {
  const known = ['apps', 'environment', 'image', 'ports', 'sidecars'];
  for (const { language, path: file } of snippets) {
    assert.ok(['kstack', 'yaml'].includes(language), file);
    for (const [name, { prefix, body, description }] of Object.entries(JSON.parse(read(file)))) {
      assert.ok(prefix && description, name);
      const keys = body.flatMap((line) => [...line.matchAll(/^\s*(\w+):/g)].map(([, key]) => key));
      for (const key of keys) assert.ok(known.includes(key), `${name}: ${key}`);
      const places = [...body.join('\n').matchAll(/\$(?:\{(\d+):[^}]+\}|(\d+))/g)].map(([, one, other]) => Number(one ?? other));
      assert.deepEqual(places.sort(), places.map((_, i) => i), name);
    }
  }
});

test("semantic tokens look like the grammar's", () => {
  const [{ language, scopes }] = semanticTokenScopes;
  assert.equal(language, 'kstack');
  const grammar = read(grammars[0].path).toString();
  const scopesOfYAML = /^(?:entity\.name\.tag|entity\.name\.type\.anchor|constant\.language\.merge|string\.unquoted\.plain\.out)\.yaml$/;
  for (const [type, names] of Object.entries(scopes)) {
    for (const name of names) assert.ok(grammar.includes(`"${name}"`) || scopesOfYAML.test(name), `${type}: ${name}`);
  }
});

test('the patterns of the language configuration are regular expressions', () => {
  const { indentationRules, wordPattern } = require('../language-configuration.json');
  const deeper = new RegExp(indentationRules.increaseIndentPattern);
  for (const line of ['apps:', '  web:  # the site', '    - config:', '  script: |']) assert.match(line, deeper);
  for (const line of ['  image: nginx', '# apps:', '  - "80:80"', '']) assert.doesNotMatch(line, deeper);
  new RegExp(indentationRules.decreaseIndentPattern);
  // A word is what a double click selects: an image's parts, not its whole.
  assert.deepEqual('image: prom/node-exporter'.match(new RegExp(wordPattern, 'g')), ['image', 'prom', 'node-exporter']);
});

test('the README tells of every command and shows pictures that are packed', () => {
  const readme = read('README.md').toString();
  for (const { title } of commands) assert.ok(readme.includes(`**kstack: ${title}**`), title);
  const pictures = [...readme.matchAll(/!\[([^\]]+)\]\(([^)]+)\)/g)];
  assert.ok(pictures.length > 0);
  for (const [, , file] of pictures) assert.ok(file in copies, file);
});
