// @ts-check
'use strict';

// Starts the kstack language server for YAML and kstack documents. All that is known
// about the language is in the server; here is only how it is found, started and
// started again.

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const vscode = require('vscode');
const { LanguageClient, State } = require('vscode-languageclient/node');

/** @typedef {import('vscode-languageclient/node').LanguageClient} Client */

/** @type {Client | undefined} */
let client;

/** What the server's lenses run; VS Code's own command takes no values of the protocol. */
const showReferencesCommand = 'kstack.showReferences';

/** Starts and stops follow one another, however quickly they are asked for. */
let turn = Promise.resolve();

/** @type {import('vscode').OutputChannel | undefined} */
let output;

/** @param {import('vscode').ExtensionContext} context */
async function activate(context) {
  output = vscode.window.createOutputChannel('kstack');
  context.subscriptions.push(
    output,
    vscode.commands.registerCommand('kstack.restart', restart),
    vscode.commands.registerCommand('kstack.showOutput', () => output?.show()),
    vscode.commands.registerCommand(showReferencesCommand, showReferences),
    vscode.workspace.onDidChangeConfiguration((change) =>
      change.affectsConfiguration('kstack.server.path') ? restart() : undefined
    )
  );
  await inTurn(start);
}

async function deactivate() {
  await inTurn(stop);
}

function restart() {
  // Two turns: a server that does not stop must not keep the next one from starting.
  void inTurn(stop);
  return inTurn(start);
}

/**
 * @param {() => Promise<void>} work
 * @returns {Promise<void>}
 */
function inTurn(work) {
  turn = turn.then(work).catch((error) => output?.appendLine(describe(error)));
  return turn;
}

async function start() {
  const wanted = configuredPath();
  const command = findProgram(wanted);
  if (!command) {
    // Not awaited: the message stays until the user has answered it.
    void reportMissing(wanted);
    return;
  }
  const run = { command, args: ['--stdio'] };
  client = new LanguageClient(
    'kstack',
    'kstack',
    { run, debug: run },
    {
      documentSelector: ['yaml', 'kstack'].flatMap((language) => [
        { scheme: 'file', language },
        { scheme: 'untitled', language },
      ]),
      outputChannel: output,
      initializationOptions: { clientCommands: [showReferencesCommand] },
      // The server asks for what it needs; this tells it when to ask again.
      synchronize: { configurationSection: 'kstack' },
    }
  );
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    void vscode.window.showErrorMessage(`kstack: ${command} could not be started: ${describe(error)}`);
  }
}

async function stop() {
  const stopping = client;
  client = undefined;
  if (stopping && stopping.state !== State.Stopped) {
    await stopping.stop();
  }
  await stopping?.dispose();
}

/**
 * @param {string} uri
 * @param {any} position where the list belongs, as the protocol has it
 * @param {any[]} locations
 */
async function showReferences(uri, position, locations) {
  const converter = client?.protocol2CodeConverter;
  if (!converter) return;
  await vscode.commands.executeCommand(
    'editor.action.showReferences',
    converter.asUri(uri),
    converter.asPosition(position),
    locations.map((location) => converter.asLocation(location))
  );
}

/** @returns {string} the setting, with `~` replaced by the home folder */
function configuredPath() {
  const value = vscode.workspace.getConfiguration('kstack').get('server.path');
  const wanted = typeof value === 'string' && value.trim() !== '' ? value.trim() : 'kstack-language-server';
  return wanted === '~' || /^~[\\/]/.test(wanted) ? path.join(os.homedir(), wanted.slice(1)) : wanted;
}

/**
 * @param {string} wanted a path, or a name to look for on the PATH
 * @returns {string | undefined} the full path of a program that can be run
 */
function findProgram(wanted) {
  const isPath = path.isAbsolute(wanted) || /[\\/]/.test(wanted);
  const folders = isPath ? [workspaceFolder()] : (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const endings = process.platform === 'win32' ? ['', '.exe'] : [''];
  return folders
    .flatMap((folder) => endings.map((ending) => path.resolve(folder, wanted + ending)))
    .find(isProgram);
}

/** @returns {string} what a relative path is relative to */
function workspaceFolder() {
  return vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? os.homedir();
}

/** @param {string} file */
function isProgram(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/** @param {string} wanted */
async function reportMissing(wanted) {
  const openSettings = 'Open Settings';
  const answer = await vscode.window.showErrorMessage(
    `kstack: the language server was not found at "${wanted}". ` +
      'Install kstack-language-server on the PATH, or say where it is in the setting kstack.server.path.',
    openSettings
  );
  if (answer === openSettings) {
    await vscode.commands.executeCommand('workbench.action.openSettings', 'kstack.server.path');
  }
}

/** @param {unknown} error */
function describe(error) {
  return error instanceof Error ? error.message : String(error);
}

module.exports = { activate, deactivate };
