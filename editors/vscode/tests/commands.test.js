'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { loadExtension } = require('./support/load.js');
const { editorOf } = require('./support/vscode.js');

const settings = { 'kstack.server.path': process.execPath };

/** The extension with its server started and an editor open. */
async function session({ text = 'apps:\n  web:\n    image: █nginx\n', diagnostics = [], ...options } = {}) {
  const loaded = loadExtension({ settings, ...options });
  await loaded.activate();
  loaded.seen.open(editorOf({ text }), diagnostics);
  return loaded;
}

/** A diagnostic in one line, with the page of its rule. */
function diagnostic(line, from, to, page, source = 'kstack') {
  return {
    source,
    code: page ? { value: 'a-rule', target: page } : 'a-rule',
    range: {
      start: { line, character: from },
      end: { line, character: to },
      contains: (position) => position.line === line && from <= position.character && position.character <= to,
    },
  };
}

test('applies all fixes by the kind of the server', async () => {
  const { seen, run } = await session();
  await run('kstack.fixAll');
  assert.deepEqual(seen.executed, [['editor.action.codeAction', { kind: 'source.fixAll.kstack', apply: 'first' }]]);
});

test('opens the page of the narrowest rule at the cursor', async () => {
  const diagnostics = [
    diagnostic(0, 0, 5, 'page:elsewhere'),
    diagnostic(2, 4, 16, 'page:wide'),
    diagnostic(2, 11, 16, 'page:narrow'),
    diagnostic(2, 11, 12, 'page:of-others', 'other'),
  ];
  const { seen, run } = await session({ diagnostics });
  await run('kstack.openRule');
  assert.deepEqual(seen.executed, [['vscode.open', 'page:narrow']]);
});

test('says so where no rule with a page is broken', async () => {
  for (const diagnostics of [[], [diagnostic(2, 11, 16, undefined)]]) {
    const { seen, run } = await session({ diagnostics });
    await run('kstack.openRule');
    assert.deepEqual(seen.executed, []);
    assert.equal(seen.messages.length, 1);
  }
});

test('shows the effective configuration beside the editor, and anew when asked again', async () => {
  const reply = { title: 'web/metrics', languageId: 'yaml', text: 'image: nginx\n' };
  const { seen, run } = await session({ reply });
  await run('kstack.showEffectiveConfiguration');
  assert.deepEqual(seen.requests, [
    {
      method: 'kstack/effectiveConfiguration',
      params: { textDocument: { uri: 'file:///stack.yaml' }, position: { line: 2, character: 11 } },
    },
  ]);
  const [{ uri, text, languageId, options }] = seen.shown;
  assert.equal(text, reply.text);
  assert.equal(languageId, 'yaml');
  assert.deepEqual(options, { viewColumn: -2, preserveFocus: true, preview: true });
  assert.equal(uri.scheme, 'kstack-effective');
  assert.equal(uri.path.lastIndexOf('/'), 0, 'the whole title is the name of the document');

  reply.text = 'image: nginx:1.29\n';
  await run('kstack.showEffectiveConfiguration');
  assert.equal(seen.shown[1].text, reply.text);
  assert.equal(seen.shown[1].uri.toString(), uri.toString());

  seen.close({ uri });
  assert.equal(seen.provided(uri), undefined);
});

test('says so where nothing has a configuration', async () => {
  const { seen, run } = await session({ reply: null });
  await run('kstack.showEffectiveConfiguration');
  assert.deepEqual(seen.shown, []);
  assert.equal(seen.messages.length, 1);
});

test('says so when the server does not know the request', async () => {
  const { seen, run } = await session({ reply: new Error('unknown method') });
  await run('kstack.showEffectiveConfiguration');
  assert.deepEqual(seen.shown, []);
  assert.equal(seen.errors.length, 1);
  assert.ok(seen.errors[0].includes('unknown method'));
});

test('says so when there is no server', async () => {
  const { seen, run, activate } = loadExtension({ settings: { 'kstack.server.path': '/no/such/server' } });
  await activate();
  seen.open(editorOf({ text: '█', languageId: 'yaml' }));
  await run('kstack.showEffectiveConfiguration');
  assert.deepEqual(seen.shown, []);
  assert.equal(seen.messages.length, 1);
});

test('without an editor the commands do nothing', async () => {
  const { seen, run, activate } = loadExtension({ settings });
  await activate();
  await run('kstack.showEffectiveConfiguration');
  await run('kstack.openRule');
  assert.deepEqual([seen.requests, seen.shown, seen.executed, seen.messages], [[], [], [], []]);
});
