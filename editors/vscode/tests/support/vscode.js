'use strict';

// A stand-in for the module `vscode`: as much of it as the extension uses. What the extension does
// is recorded in `seen`, and what a user does is done by its functions.

class EventEmitter {
  #listeners = new Set();
  event = (listener) => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };
  fire(value) {
    return [...this.#listeners].map((listener) => listener(value));
  }
  dispose() {
    this.#listeners.clear();
  }
}

class Uri {
  /** @param {{ scheme: string, path: string, query?: string }} parts */
  static from(parts) {
    return new Uri(parts);
  }
  constructor({ scheme, path, query = '' }) {
    Object.assign(this, { scheme, path, query });
    this.text = `${scheme}:${encodeURI(path)}${query && '?' + encodeURIComponent(query)}`;
  }
  toString() {
    return this.text;
  }
}

/**
 * A document and its editor with the cursor at the mark `█`, which is taken out.
 * @param {{ uri?: string, languageId?: string, text: string }} what
 */
function editorOf({ uri = 'file:///stack.yaml', languageId = 'kstack', text }) {
  const [before, after = ''] = text.split('█');
  const lines = before.split('\n');
  const active = { line: lines.length - 1, character: lines[lines.length - 1].length };
  const whole = (before + after).split('\n');
  const document = {
    uri: new Uri({ scheme: 'file', path: uri.replace('file://', '') }),
    languageId,
    getText: () => before + after,
    offsetAt: ({ line, character }) => whole.slice(0, line).reduce((sum, each) => sum + each.length + 1, character),
  };
  document.uri.toString = () => uri;
  return { document, selection: { active } };
}

/**
 * @param {{ settings?: Record<string, unknown>, folder?: string, answer?: string, documents?: any[] }} options
 *   `answer` is the button that the user chooses wherever he is asked
 */
function createVSCode({ settings = {}, folder, answer, documents = [] } = {}) {
  const configurationChanged = new EventEmitter();
  const opened = new EventEmitter();
  const closed = new EventEmitter();
  const providers = new Map();
  const seen = {
    commands: new Map(),
    executed: [],
    errors: [],
    messages: [],
    output: [],
    events: [],
    contexts: {},
    status: undefined,
    shown: [],
    /** Changes settings as the user would. */
    async change(values) {
      Object.assign(settings, values);
      const affects = (section) => Object.keys(values).some((name) => name === section || name.startsWith(section + '.'));
      await Promise.all(configurationChanged.fire({ affectsConfiguration: affects }));
    },
    /** Opens a document as the user would, and puts the cursor in it. */
    open(editor, diagnostics = []) {
      documents.push(editor.document);
      vscode.window.activeTextEditor = editor;
      vscode.languages.getDiagnostics = () => diagnostics;
      opened.fire(editor.document);
    },
    close: (document) => closed.fire(document),
    provided: (uri) => providers.get(uri.scheme).provideTextDocumentContent(uri),
  };
  const disposable = () => ({ dispose() {} });

  const vscode = {
    EventEmitter,
    Uri,
    Disposable: { from: (...items) => ({ dispose: () => items.forEach((item) => item.dispose()) }) },
    LanguageStatusSeverity: { Information: 0, Warning: 1, Error: 2 },
    ViewColumn: { Beside: -2 },
    window: {
      activeTextEditor: undefined,
      createOutputChannel: (name) => ({
        name,
        append: (text) => seen.output.push(text),
        appendLine: (line) => seen.output.push(line),
        show: () => seen.events.push('output shown'),
        dispose() {},
      }),
      async showErrorMessage(message, ...buttons) {
        seen.errors.push(message);
        return buttons.includes(answer) ? answer : undefined;
      },
      showInformationMessage: async (message) => void seen.messages.push(message),
      showTextDocument: async (document, options) => void seen.shown.push({ ...document, options }),
    },
    commands: {
      registerCommand(name, run) {
        seen.commands.set(name, run);
        return disposable();
      },
      async executeCommand(...words) {
        if (words[0] === 'setContext') seen.contexts[words[1]] = words[2];
        else seen.executed.push(words);
      },
    },
    languages: {
      getDiagnostics: () => [],
      createLanguageStatusItem: (id, selector) => (seen.status = { id, selector, dispose() {} }),
      setTextDocumentLanguage: async (document, languageId) => ({ ...document, languageId }),
    },
    workspace: {
      textDocuments: documents,
      workspaceFolders: folder ? [{ uri: { fsPath: folder } }] : undefined,
      getConfiguration: (section) => ({ get: (name) => settings[`${section}.${name}`] }),
      onDidChangeConfiguration: configurationChanged.event,
      onDidOpenTextDocument: opened.event,
      onDidCloseTextDocument: closed.event,
      openTextDocument: async (uri) => ({ uri, text: seen.provided(uri) }),
      registerTextDocumentContentProvider(scheme, provider) {
        providers.set(scheme, provider);
        return disposable();
      },
    },
  };
  return { vscode, seen };
}

module.exports = { EventEmitter, createVSCode, editorOf };
