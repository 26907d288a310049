'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');
const { loadExtension } = require('./support/load.js');
const { editorOf } = require('./support/vscode.js');

/** A new folder with an executable file in it; removed after the test. */
function program(t, { mode = 0o755 } = {}) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kstack-'));
  t.after(() => fs.rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'a-server');
  fs.writeFileSync(file, '#!/bin/sh\n');
  fs.chmodSync(file, mode);
  return { folder, file };
}

test('starts the configured server for YAML and kstack documents', async (t) => {
  const { file } = program(t);
  const { seen, activate } = loadExtension({ settings: { 'kstack.server.path': file } });
  await activate();
  assert.deepEqual(seen.events, ['start']);
  const [client] = seen.clients;
  assert.equal(client.id, 'kstack');
  assert.deepEqual(client.server.run, { command: file, args: ['--stdio'] });
  assert.deepEqual(client.server.debug, client.server.run);
  assert.deepEqual(client.options.documentSelector, [
    { scheme: 'file', language: 'yaml' },
    { scheme: 'untitled', language: 'yaml' },
    { scheme: 'file', language: 'kstack' },
    { scheme: 'untitled', language: 'kstack' },
  ]);
  assert.equal(client.options.synchronize.configurationSection, 'kstack');
  assert.deepEqual(seen.errors, []);
});

test('lists the uses that a lens counts, in the types of VS Code', async (t) => {
  const { file } = program(t);
  const { seen, activate } = loadExtension({ settings: { 'kstack.server.path': file } });
  await activate();
  const [command] = seen.clients[0].options.initializationOptions.clientCommands;
  await seen.commands.get(command)('file:///a.yaml', { line: 1, character: 2 }, ['here', 'there']);
  assert.deepEqual(seen.executed, [
    [
      'editor.action.showReferences',
      { uri: 'file:///a.yaml' },
      { position: { line: 1, character: 2 } },
      [{ location: 'here' }, { location: 'there' }],
    ],
  ]);
});

test('a lens of a server that is gone does nothing', async () => {
  const { seen, activate } = loadExtension({ settings: { 'kstack.server.path': '/no/such/server' } });
  await activate();
  await seen.commands.get('kstack.showReferences')('file:///a.yaml', { line: 0, character: 0 }, []);
  assert.deepEqual(seen.executed, []);
});

test('finds the server on the PATH', async (t) => {
  const { folder, file } = program(t);
  const before = process.env.PATH;
  t.after(() => (process.env.PATH = before));
  process.env.PATH = [path.join(folder, 'nothing-here'), folder].join(path.delimiter);
  const { seen, activate } = loadExtension({ settings: { 'kstack.server.path': 'a-server' } });
  await activate();
  assert.equal(seen.clients[0].server.run.command, file);
});

test('a relative path starts in the workspace folder, a ~ in the home folder', async (t) => {
  const { folder, file } = program(t);
  const relative = loadExtension({ settings: { 'kstack.server.path': './a-server' }, folder });
  await relative.activate();
  assert.equal(relative.seen.clients[0].server.run.command, file);

  const before = process.env.HOME;
  t.after(() => (process.env.HOME = before));
  process.env.HOME = folder;
  const home = loadExtension({ settings: { 'kstack.server.path': '~/a-server' } });
  await home.activate();
  assert.equal(home.seen.clients[0].server.run.command, file);
});

const missing = path.join(os.tmpdir(), 'no-such-kstack-server');
const stack = () => editorOf({ text: 'apps:█' });

for (const [answer, executed] of [
  ['Open Settings', ['workbench.action.openSettings', 'kstack.server.path']],
  ['How to Install', ['workbench.action.openWalkthrough', 'kstack.kstack#kstack.start']],
]) {
  test(`says what to do when the server is missing: ${answer}`, async () => {
    const { seen, activate } = loadExtension({
      settings: { 'kstack.server.path': missing },
      answer,
      documents: [stack().document],
    });
    await activate();
    await new Promise(setImmediate);
    assert.equal(seen.clients.length, 0);
    assert.equal(seen.errors.length, 1);
    assert.ok(seen.errors[0].includes(`"${missing}"`));
    assert.ok(seen.errors[0].includes('kstack.server.path'));
    assert.deepEqual(seen.executed, [executed]);
  });
}

test('says that the server is missing when the first stack is opened, not for other YAML, and once', async () => {
  const { seen, activate } = loadExtension({ settings: { 'kstack.server.path': missing } });
  await activate();
  seen.open(editorOf({ text: 'a: 1█', languageId: 'yaml' }));
  assert.deepEqual(seen.errors, []);
  seen.open(stack());
  seen.open(stack());
  assert.equal(seen.errors.length, 1);
});

test('says it again when a restart is asked for, whatever is open', async () => {
  for (const documents of [[], [stack().document]]) {
    const { seen, run, activate } = loadExtension({ settings: { 'kstack.server.path': missing }, documents });
    await activate();
    seen.errors.length = 0;
    await run('kstack.restart');
    assert.equal(seen.errors.length, 1);
  }
});

test('a file that cannot be run, and a folder, are no server', async (t) => {
  const { folder, file } = program(t, { mode: 0o644 });
  for (const wanted of [file, folder]) {
    const { seen, activate } = loadExtension({ settings: { 'kstack.server.path': wanted } });
    await activate();
    assert.equal(seen.clients.length, 0, wanted);
    assert.ok(seen.status.detail.includes(wanted), wanted);
  }
});

test('reports a server that does not start', async (t) => {
  const { file } = program(t);
  const { seen, activate, extension } = loadExtension({
    settings: { 'kstack.server.path': file },
    failure: new Error('broken pipe'),
  });
  await activate();
  assert.equal(seen.errors.length, 1);
  assert.ok(seen.errors[0].includes(file) && seen.errors[0].includes('broken pipe'));
  await extension.deactivate();
});

test('restarts on command, one start at a time', async (t) => {
  const { file } = program(t);
  const { seen, activate } = loadExtension({ settings: { 'kstack.server.path': file } });
  await activate();
  const restart = seen.commands.get('kstack.restart');
  await Promise.all([restart(), restart()]);
  assert.deepEqual(seen.events, ['start', 'stop', 'start', 'stop', 'start']);
});

test('restarts a server that does not stop when asked', async (t) => {
  const { file } = program(t);
  const { seen, activate } = loadExtension({
    settings: { 'kstack.server.path': file },
    stopFailure: new Error('timed out'),
  });
  await activate();
  await seen.commands.get('kstack.restart')();
  assert.deepEqual(seen.events, ['start', 'stop', 'start']);
  assert.ok(seen.output.some((line) => line.includes('timed out')));
});

test('starts again when the path of the server changes, and only then', async (t) => {
  const { file } = program(t);
  const { seen, activate } = loadExtension({ settings: { 'kstack.server.path': '/nowhere/server' } });
  await activate();
  assert.equal(seen.clients.length, 0);
  await seen.change({ 'kstack.server.path': file });
  assert.deepEqual(seen.events, ['start']);
  await seen.change({ 'kstack.diagnostics.run': 'onSave' });
  assert.deepEqual(seen.events, ['start']);
});

test('stops the server when deactivated', async (t) => {
  const { file } = program(t);
  const { seen, activate, extension } = loadExtension({ settings: { 'kstack.server.path': file } });
  await activate();
  await extension.deactivate();
  assert.deepEqual(seen.events, ['start', 'stop']);
});

test('the status tells the state and the version', async (t) => {
  const { file } = program(t);
  const { seen, activate, extension } = loadExtension({ settings: { 'kstack.server.path': missing } });
  const shown = () => ({ ...seen.status, dispose: undefined, selector: undefined });
  await activate();
  assert.equal(seen.status.severity, 1);
  assert.equal(seen.status.command.command, 'kstack.restart');
  assert.equal(seen.contexts['kstack.running'], false);

  await seen.change({ 'kstack.server.path': file });
  assert.equal(shown().text, 'kstack 1.2.3');
  assert.equal(shown().detail, file);
  assert.equal(shown().severity, 0);
  assert.equal(shown().busy, false);
  assert.equal(seen.contexts['kstack.running'], true);

  const [client] = seen.clients;
  client.become(3);
  assert.equal(shown().busy, true);
  client.become(1);
  assert.equal(shown().severity, 2);
  assert.equal(seen.contexts['kstack.running'], false);

  await extension.deactivate();
  client.become(2);
  assert.equal(seen.contexts['kstack.running'], false, 'a client that was given up is not listened to');
});

test('every command of the manifest is registered, and no other but the one that lenses run', async (t) => {
  const { file } = program(t);
  const { seen, activate, context } = loadExtension({ settings: { 'kstack.server.path': file } });
  await activate();
  const manifest = require('../package.json');
  const offered = manifest.contributes.commands.map((entry) => entry.command);
  assert.deepEqual([...seen.commands.keys()].sort(), [...offered, 'kstack.showReferences'].sort());
  assert.ok(context.subscriptions.length > seen.commands.size);
  seen.commands.get('kstack.showOutput')();
  assert.ok(seen.events.includes('output shown'));
});
