'use strict';

// Stand-ins for the modules `vscode` and `vscode-languageclient/node`, which record
// what the extension does with them.

const Module = require('node:module');
const path = require('node:path');

const State = { Stopped: 1, Running: 2, Starting: 3 };

/**
 * Loads a fresh copy of the extension that sees the stand-ins.
 * @param {{ settings?: Record<string, unknown>, folder?: string, answer?: string, failure?: Error, stopFailure?: Error }} options
 */
function loadExtension({ settings = {}, folder, answer, failure, stopFailure } = {}) {
  const seen = {
    clients: [],
    commands: new Map(),
    executed: [],
    errors: [],
    output: [],
    events: [],
    settings,
    /** Changes settings as the user would. */
    async change(values) {
      Object.assign(settings, values);
      const affects = (section) => Object.keys(values).some((name) => name === section || name.startsWith(section + '.'));
      await Promise.all(listeners.map((listener) => listener({ affectsConfiguration: affects })));
    },
  };
  const listeners = [];
  const disposable = () => ({ dispose() {} });

  const vscode = {
    window: {
      createOutputChannel: (name) => ({
        name,
        appendLine: (line) => seen.output.push(line),
        show: () => seen.events.push('output shown'),
        dispose() {},
      }),
      showErrorMessage: async (message) => {
        seen.errors.push(message);
        return answer;
      },
    },
    commands: {
      registerCommand(name, run) {
        seen.commands.set(name, run);
        return disposable();
      },
      executeCommand: async (...words) => void seen.executed.push(words),
    },
    workspace: {
      workspaceFolders: folder ? [{ uri: { fsPath: folder } }] : undefined,
      getConfiguration: (section) => ({ get: (name) => settings[`${section}.${name}`] }),
      onDidChangeConfiguration(listener) {
        listeners.push(listener);
        return disposable();
      },
    },
  };

  class LanguageClient {
    constructor(id, name, server, options) {
      Object.assign(this, { id, name, server, options, state: State.Stopped });
      seen.clients.push(this);
    }
    protocol2CodeConverter = {
      asUri: (value) => ({ uri: value }),
      asPosition: (value) => ({ position: value }),
      asLocation: (value) => ({ location: value }),
    };
    async start() {
      seen.events.push('start');
      if (failure) throw failure;
      this.state = State.Running;
    }
    async stop() {
      seen.events.push('stop');
      if (stopFailure) throw stopFailure;
      this.state = State.Stopped;
    }
    async dispose() {}
  }

  const modules = { vscode, 'vscode-languageclient/node': { LanguageClient, State } };
  const file = path.join(__dirname, '..', 'src', 'extension.js');
  const load = Module._load;
  Module._load = (request, ...rest) => (Object.hasOwn(modules, request) ? modules[request] : load(request, ...rest));
  try {
    delete require.cache[file];
    const extension = require(file);
    const context = { subscriptions: [] };
    return { seen, extension, context, activate: () => extension.activate(context) };
  } finally {
    Module._load = load;
  }
}

module.exports = { loadExtension };
