// @ts-check
'use strict';

const vscode = require('vscode');
const { documentSelector } = require('./server.js');

/** @typedef {import('./server.js').Server} Server */
/** @typedef {import('./server.js').Status} Status */

/**
 * Shows the server's state and version beside the language of a document, and in the context key
 * `kstack.running`, which the walkthrough waits for.
 * @param {Server} server
 * @returns {vscode.Disposable[]}
 */
function showStatus(server) {
  const item = vscode.languages.createLanguageStatusItem('kstack.server', documentSelector);
  item.name = 'kstack language server';
  /** @param {Status} status */
  const show = (status) => {
    Object.assign(item, itemFor(status));
    void vscode.commands.executeCommand('setContext', 'kstack.running', status.state === 'running');
  };
  show(server.status);
  return [item, server.onDidChange(show)];
}

/**
 * @param {Status} status
 * @returns {Pick<vscode.LanguageStatusItem, 'busy' | 'severity' | 'text' | 'detail' | 'command'>}
 */
function itemFor({ state, program, version }) {
  const { Information, Warning, Error } = vscode.LanguageStatusSeverity;
  const restart = { title: 'Restart', command: 'kstack.restart' };
  const showOutput = { title: 'Show Output', command: 'kstack.showOutput' };
  const text = ['kstack', version].filter(Boolean).join(' ');
  const busy = state === 'starting';
  switch (state) {
    case 'starting':
      return { busy, text, severity: Information, detail: 'starting', command: showOutput };
    case 'running':
      return { busy, text, severity: Information, detail: program, command: showOutput };
    case 'stopped':
      return { busy, text, severity: Error, detail: 'the language server is not running', command: restart };
    case 'missing':
      return { busy, text, severity: Warning, detail: `no language server at "${program}"`, command: restart };
  }
}

module.exports = { showStatus };
