// @ts-check
'use strict';

// Starts the kstack language server for YAML and kstack documents. All that is known about the
// language is in the server.

const vscode = require('vscode');
const { commandsOf } = require('./commands.js');
const { EffectiveConfiguration } = require('./effective-configuration.js');
const { tellWhenMissing } = require('./missing.js');
const { Server } = require('./server.js');
const { showStatus } = require('./status.js');

/** @type {Server | undefined} */
let server;

/** @param {vscode.ExtensionContext} context */
async function activate(context) {
  const output = vscode.window.createOutputChannel('kstack');
  const running = new Server(output);
  const configuration = new EffectiveConfiguration(running);
  server = running;
  const commands = Object.entries(commandsOf({ server: running, configuration, output }));
  context.subscriptions.push(
    output,
    configuration,
    ...commands.map(([name, run]) => vscode.commands.registerCommand(name, run)),
    ...showStatus(running),
    ...tellWhenMissing(running),
    vscode.workspace.onDidChangeConfiguration((change) =>
      change.affectsConfiguration('kstack.server.path') ? running.restart() : undefined
    )
  );
  await running.start();
}

async function deactivate() {
  await server?.stop();
}

module.exports = { activate, deactivate };
