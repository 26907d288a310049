// @ts-check
'use strict';

const vscode = require('vscode');
const { LanguageClient, State } = require('vscode-languageclient/node');
const { findProgram, wantedProgram } = require('./program.js');

/**
 * What the server is doing. `program` is where it is, or what was looked for in vain; `version` is
 * what it said of itself.
 * @typedef {{ state: 'starting' | 'running' | 'stopped' | 'missing', program: string, version?: string }} Status
 */

/** What the server's lenses run; VS Code's own command takes no values of the protocol. */
const showReferencesCommand = 'kstack.showReferences';

/** The documents that the server is asked about: it finds out itself which YAML is kstack. */
const documentSelector = ['yaml', 'kstack'].flatMap((language) => [
  { scheme: 'file', language },
  { scheme: 'untitled', language },
]);

/** The language server's life. Starts and stops follow one another, however quickly they are asked for. */
class Server {
  /** @type {vscode.OutputChannel} */
  #output;

  /** @type {LanguageClient | undefined} */
  #client;

  #turn = Promise.resolve();

  /** @type {Status} */
  #status = { state: 'starting', program: '' };

  /** @type {vscode.EventEmitter<Status>} */
  #changed = new vscode.EventEmitter();

  /** Tells every change of `status`. */
  onDidChange = this.#changed.event;

  /** @param {vscode.OutputChannel} output where the server and its client write their log */
  constructor(output) {
    this.#output = output;
  }

  get status() {
    return this.#status;
  }

  /** The client of a server that answers requests. */
  get client() {
    return this.#status.state === 'running' ? this.#client : undefined;
  }

  /** @returns {Promise<void>} after the start, whether or not it succeeded */
  start() {
    return this.#inTurn(() => this.#start());
  }

  /** @returns {Promise<void>} after the stop, whether or not it succeeded */
  stop() {
    return this.#inTurn(() => this.#stop());
  }

  restart() {
    // Two turns: a server that does not stop must not keep the next one from starting.
    void this.stop();
    return this.start();
  }

  /**
   * @param {() => Promise<void>} work
   * @returns {Promise<void>}
   */
  #inTurn(work) {
    this.#turn = this.#turn.then(work).catch((error) => this.#output.appendLine(describe(error)));
    return this.#turn;
  }

  async #start() {
    const wanted = wantedProgram(vscode.workspace.getConfiguration('kstack').get('server.path'));
    const program = findProgram(wanted, vscode.workspace.workspaceFolders?.[0]?.uri.fsPath);
    if (!program) {
      this.#output.appendLine(`The language server was not found at "${wanted}".`);
      this.#become({ state: 'missing', program: wanted });
      return;
    }
    const client = this.#newClient(program);
    this.#client = client;
    client.onDidChangeState(({ newState }) => {
      if (client === this.#client) this.#become(statusIn(newState, program, client));
    });
    try {
      await client.start();
    } catch (error) {
      this.#client = undefined;
      this.#become({ state: 'stopped', program });
      void vscode.window.showErrorMessage(`kstack: ${program} could not be started: ${describe(error)}`);
    }
  }

  async #stop() {
    const client = this.#client;
    if (!client) return;
    this.#client = undefined;
    this.#become({ state: 'stopped', program: this.#status.program });
    if (client.state !== State.Stopped) await client.stop();
    await client.dispose();
  }

  /** @param {string} command the full path of the server's program */
  #newClient(command) {
    const run = { command, args: ['--stdio'] };
    return new LanguageClient(
      'kstack',
      'kstack',
      { run, debug: run },
      {
        documentSelector,
        outputChannel: this.#output,
        initializationOptions: { clientCommands: [showReferencesCommand] },
        // The server asks for what it needs; this tells it when to ask again.
        synchronize: { configurationSection: 'kstack' },
      }
    );
  }

  /** @param {Status} status */
  #become(status) {
    this.#status = status;
    this.#changed.fire(status);
  }
}

/**
 * @param {State} state
 * @param {string} program
 * @param {LanguageClient} client
 * @returns {Status}
 */
function statusIn(state, program, client) {
  switch (state) {
    case State.Starting:
      return { state: 'starting', program };
    case State.Running:
      return { state: 'running', program, version: client.initializeResult?.serverInfo?.version };
    default:
      return { state: 'stopped', program };
  }
}

/** @param {unknown} error */
function describe(error) {
  return error instanceof Error ? error.message : String(error);
}

module.exports = { Server, describe, documentSelector, showReferencesCommand };
