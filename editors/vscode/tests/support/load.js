'use strict';

const Module = require('node:module');
const path = require('node:path');
const { State, liveClient, recordingClient } = require('./clients.js');
const { createVSCode } = require('./vscode.js');

const source = path.join(__dirname, '..', '..', 'src') + path.sep;

/**
 * Loads a fresh copy of the extension that sees stand-ins in place of the two modules it imports.
 * @param {any} options those of `createVSCode` and `recordingClient`, or `capabilities` of a client
 *   that speaks with a real server
 */
function loadExtension({ failure, stopFailure, reply, capabilities, ...options } = {}) {
  const { vscode, seen: seenByEditor } = createVSCode(options);
  const seen = Object.assign(seenByEditor, { clients: [], requests: [] });
  const LanguageClient = capabilities
    ? liveClient(capabilities, seen)
    : recordingClient({ failure, stopFailure, answer: reply }, seen);
  const modules = { vscode, 'vscode-languageclient/node': { LanguageClient, State } };

  const load = Module._load;
  Module._load = (request, ...rest) => (Object.hasOwn(modules, request) ? modules[request] : load(request, ...rest));
  try {
    for (const file of Object.keys(require.cache)) if (file.startsWith(source)) delete require.cache[file];
    const extension = require(path.join(source, 'extension.js'));
    const context = { subscriptions: [] };
    const run = (command, ...words) => seen.commands.get(command)(...words);
    return { seen, extension, context, run, activate: () => extension.activate(context) };
  } finally {
    Module._load = load;
  }
}

module.exports = { loadExtension };
