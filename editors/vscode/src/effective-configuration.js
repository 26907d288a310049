// @ts-check
'use strict';

const vscode = require('vscode');
const { describe } = require('./server.js');

/** @typedef {import('./server.js').Server} Server */

/**
 * What the server answers to `kstack/effectiveConfiguration`, a request with LSP's
 * `TextDocumentPositionParams`: null where the cursor is in nothing that has a configuration.
 * @typedef {{ title: string, languageId: string, text: string } | null} Answer
 */

const scheme = 'kstack-effective';

/** Shows what the container at the cursor gets in the end, as a document beside it that cannot be edited. */
class EffectiveConfiguration {
  /** @type {Server} */
  #server;

  /** The texts of the documents that are open, by their URIs. @type {Map<string, string>} */
  #texts = new Map();

  /** @type {vscode.EventEmitter<vscode.Uri>} */
  #changed = new vscode.EventEmitter();

  /** @type {vscode.Disposable} */
  #registrations;

  /** @param {Server} server */
  constructor(server) {
    this.#server = server;
    this.#registrations = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(scheme, {
        onDidChange: this.#changed.event,
        provideTextDocumentContent: (uri) => this.#texts.get(uri.toString()),
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString()))
    );
  }

  dispose() {
    this.#registrations.dispose();
  }

  async show() {
    const editor = vscode.window.activeTextEditor;
    const client = this.#server.client;
    if (!editor) return;
    if (!client) {
      await vscode.window.showInformationMessage('kstack: the language server is not running.');
      return;
    }
    const { document, selection } = editor;
    const params = client.code2ProtocolConverter.asTextDocumentPositionParams(document, selection.active);
    /** @type {Answer} */
    let answer;
    try {
      answer = await client.sendRequest('kstack/effectiveConfiguration', params);
    } catch (error) {
      await vscode.window.showErrorMessage(`kstack: the server did not tell the configuration: ${describe(error)}`);
      return;
    }
    if (!answer) {
      await vscode.window.showInformationMessage('kstack: there is no container at the cursor.');
      return;
    }
    await this.#open(answer, document.uri);
  }

  /**
   * @param {NonNullable<Answer>} answer
   * @param {vscode.Uri} source the document that the answer is about
   */
  async #open({ title, languageId, text }, source) {
    // The last part of the path is the editor's title; the query keeps documents of other files apart.
    const uri = vscode.Uri.from({ scheme, path: '/' + title.replaceAll('/', '\u2215'), query: source.toString() });
    this.#texts.set(uri.toString(), text);
    this.#changed.fire(uri);
    const document = await vscode.languages.setTextDocumentLanguage(
      await vscode.workspace.openTextDocument(uri),
      languageId
    );
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: true,
    });
  }
}

module.exports = { EffectiveConfiguration };
