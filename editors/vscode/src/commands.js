// @ts-check
'use strict';

const vscode = require('vscode');
const { hasStack, tellMissing } = require('./missing.js');
const { showReferencesCommand } = require('./server.js');

/** @typedef {import('./server.js').Server} Server */
/** @typedef {import('./effective-configuration.js').EffectiveConfiguration} EffectiveConfiguration */

/** The kind of the server's action that applies every safe fix of a document. */
const fixAllKind = 'source.fixAll.kstack';

/**
 * Every command of the extension by its name.
 * @param {{ server: Server, configuration: EffectiveConfiguration, output: vscode.OutputChannel }} parts
 * @returns {Record<string, (...words: any[]) => unknown>}
 */
function commandsOf({ server, configuration, output }) {
  return {
    'kstack.restart': () => restart(server),
    'kstack.showOutput': () => output.show(),
    'kstack.fixAll': fixAll,
    'kstack.openRule': openRule,
    'kstack.showEffectiveConfiguration': () => configuration.show(),
    [showReferencesCommand]: (...words) => showReferences(server, ...words),
  };
}

/** @param {Server} server */
async function restart(server) {
  await server.restart();
  const { state, program } = server.status;
  // Where a stack is open, it was told by now.
  if (state === 'missing' && !hasStack()) void tellMissing(program);
}

async function fixAll() {
  await vscode.commands.executeCommand('editor.action.codeAction', { kind: fixAllKind, apply: 'first' });
}

/** Opens the page of the rule that is broken at the cursor; of several, the one with the shortest range. */
async function openRule() {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const { document, selection } = editor;
  const pages = vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source, range }) => source === 'kstack' && range.contains(selection.active))
    .sort((one, other) => length(document, one.range) - length(document, other.range))
    .flatMap(({ code }) => (code && typeof code === 'object' ? [code.target] : []));
  if (pages.length > 0) {
    await vscode.commands.executeCommand('vscode.open', pages[0]);
  } else {
    await vscode.window.showInformationMessage('kstack: nothing that has a page is reported at the cursor.');
  }
}

/**
 * @param {vscode.TextDocument} document
 * @param {vscode.Range} range
 */
function length(document, range) {
  return document.offsetAt(range.end) - document.offsetAt(range.start);
}

/**
 * @param {Server} server
 * @param {string} [uri]
 * @param {any} [position] where the list belongs, as the protocol has it
 * @param {any[]} [locations]
 */
async function showReferences(server, uri, position, locations) {
  const converter = server.client?.protocol2CodeConverter;
  if (!converter || !uri || !locations) return;
  await vscode.commands.executeCommand(
    'editor.action.showReferences',
    converter.asUri(uri),
    converter.asPosition(position),
    locations.map((location) => converter.asLocation(location))
  );
}

module.exports = { commandsOf };
