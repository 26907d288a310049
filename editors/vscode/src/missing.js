// @ts-check
'use strict';

const vscode = require('vscode');

/** @typedef {import('./server.js').Server} Server */

/** The walkthrough of the manifest that tells how the server is installed. */
const walkthrough = 'kstack.kstack#kstack.start';

/**
 * Says that there is no server, once for each try, and not before a kstack document is open: most
 * YAML files are no concern of ours.
 * @param {Server} server
 * @returns {vscode.Disposable[]}
 */
function tellWhenMissing(server) {
  let told = false;
  const tellOnce = () => {
    if (told || server.status.state !== 'missing' || !hasStack()) return;
    told = true;
    // Not awaited: the message stays until the user has answered it.
    void tellMissing(server.status.program);
  };
  return [
    server.onDidChange(() => {
      told = false;
      tellOnce();
    }),
    vscode.workspace.onDidOpenTextDocument(tellOnce),
  ];
}

/** Whether a document is open that is a stack by its language. */
function hasStack() {
  return vscode.workspace.textDocuments.some(({ languageId }) => languageId === 'kstack');
}

/** @param {string} program what was looked for */
async function tellMissing(program) {
  const openSettings = 'Open Settings';
  const howToInstall = 'How to Install';
  const answer = await vscode.window.showErrorMessage(
    `kstack: the language server was not found at "${program}". ` +
      'Install kstack-language-server on the PATH, or say where it is in the setting kstack.server.path.',
    howToInstall,
    openSettings
  );
  if (answer === openSettings) {
    await vscode.commands.executeCommand('workbench.action.openSettings', 'kstack.server.path');
  } else if (answer === howToInstall) {
    await vscode.commands.executeCommand('workbench.action.openWalkthrough', walkthrough);
  }
}

module.exports = { hasStack, tellMissing, tellWhenMissing };
