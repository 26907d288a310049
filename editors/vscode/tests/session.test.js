'use strict';

// The extension with a real server: what the one asks for, the other must have.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');
const { execFileSync } = require('node:child_process');
const { findServer } = require('../scripts/settings.js');
const { loadExtension } = require('./support/load.js');
const { editorOf } = require('./support/vscode.js');

const manifest = require('../package.json');
const server = findServer();
const skip = server ? false : 'the server is not built';

/** What VS Code says that it can do, as far as it matters here: of tokens every type and modifier of LSP 3.17. */
const capabilities = {
  textDocument: {
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['', 'quickfix', 'source', 'source.fixAll'] } } },
    diagnostic: { codeDescriptionSupport: true },
    publishDiagnostics: { codeDescriptionSupport: true },
    codeLens: {},
    semanticTokens: {
      requests: { full: true },
      formats: ['relative'],
      tokenTypes: [
        'namespace', 'type', 'class', 'enum', 'interface', 'struct', 'typeParameter', 'parameter', 'variable', 'property',
        'enumMember', 'event', 'function', 'method', 'macro', 'keyword', 'modifier', 'comment', 'string', 'number',
        'regexp', 'operator', 'decorator',
      ],
      tokenModifiers: [
        'declaration', 'definition', 'readonly', 'static', 'deprecated', 'abstract', 'async', 'modification',
        'documentation', 'defaultLibrary',
      ],
    },
  },
};

/** The extension, its server started, and a document opened in both. */
async function session(t, text) {
  const loaded = loadExtension({ settings: { 'kstack.server.path': path.resolve(server) }, capabilities });
  await loaded.activate();
  t.after(() => loaded.extension.deactivate());
  const editor = editorOf({ text });
  const [client] = loaded.seen.clients;
  const uri = editor.document.uri.toString();
  client.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'kstack', version: 1, text: editor.document.getText() },
  });
  loaded.seen.open(editor);
  return { ...loaded, client, textDocument: { uri } };
}

test('starts, tells its version, and ends in order', { skip }, async (t) => {
  const { seen, client, extension } = await session(t, 'apps:\n');
  const version = execFileSync(server, ['--version'], { encoding: 'utf8' }).trim();
  assert.ok(version.endsWith(client.initializeResult.serverInfo.version));
  assert.equal(seen.status.text, `kstack ${client.initializeResult.serverInfo.version}`);
  assert.equal(seen.contexts['kstack.running'], true);
  await extension.deactivate();
  assert.equal(client.exitCode, 0);
});

test('the server has the kind of action that the command asks for', { skip }, async (t) => {
  const { seen, run, client, textDocument } = await session(t, `\
apps:
  web:
    image: nginx:1.29
    ports:
      - 8080:50█
`);
  await run('kstack.fixAll');
  const [[, { kind }]] = seen.executed;
  const position = { line: 0, character: 0 };
  const actions = await client.sendRequest('textDocument/codeAction', {
    textDocument,
    range: { start: position, end: position },
    context: { diagnostics: [], only: [kind] },
  });
  assert.deepEqual(actions.map((action) => action.kind), [kind]);
});

test('every type of token that the server sends has a colour of the grammar', { skip }, async (t) => {
  const { client } = await session(t, 'apps:\n');
  const [{ scopes }] = manifest.contributes.semanticTokenScopes;
  const { tokenTypes } = client.initializeResult.capabilities.semanticTokensProvider.legend;
  assert.deepEqual(Object.keys(scopes).sort(), [...tokenTypes].sort());
});

test("lenses run the extension's command", { skip }, async (t) => {
  const { seen, run, client, textDocument } = await session(t, `\
apps:
  web:
    image: nginx:1.29
    volumes:
      - data:/data
volumes:
  data:█
`);
  const lenses = await client.sendRequest('textDocument/codeLens', { textDocument });
  const { command } = lenses.find((lens) => lens.command?.command);
  await run(command.command, ...command.arguments);
  assert.equal(seen.executed[0][0], 'editor.action.showReferences');
  assert.equal(seen.executed[0][3].length, 1);
});

test('shows what the server tells of a container, or why it does not', { skip }, async (t) => {
  const { seen, run } = await session(t, 'apps:\n  we█b:\n    image: nginx:1.29\n');
  await run('kstack.showEffectiveConfiguration');
  assert.equal(seen.shown.length + seen.errors.length, 1);
  for (const { text } of seen.shown) assert.match(text, /nginx:1\.29/);
});

test('snippets are stacks without a fault, where they belong', { skip }, (t) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kstack-'));
  t.after(() => fs.rmSync(folder, { recursive: true }));
  const snippets = require('../snippets/kstack.json');
  const body = (name, indent = '') =>
    snippets[name].body.map((line) => indent + line.replace(/\$\{\d+:([^}]+)\}|\$\d/g, '$1') + '\n').join('');
  const file = path.join(folder, 'a.kstack.yaml');
  fs.writeFileSync(file, body('Stack') + body('Sidecars', '    ') + body('App', '  '));
  const report = execFileSync(server, ['check', file], { encoding: 'utf8' });
  assert.match(report, /^no problems/);
});
