'use strict';

// Two stand-ins for the client of `vscode-languageclient/node`: one records what is done with it, the
// other speaks with a real server.

const { spawn } = require('node:child_process');
const { EventEmitter } = require('./vscode.js');

const State = { Stopped: 1, Running: 2, Starting: 3 };

class Client {
  #changed = new EventEmitter();
  onDidChangeState = this.#changed.event;
  state = State.Stopped;
  initializeResult = undefined;
  protocol2CodeConverter = {
    asUri: (value) => ({ uri: value }),
    asPosition: (value) => ({ position: value }),
    asLocation: (value) => ({ location: value }),
  };
  code2ProtocolConverter = {
    asTextDocumentPositionParams: ({ uri }, position) => ({ textDocument: { uri: uri.toString() }, position }),
  };

  constructor(id, name, server, options) {
    Object.assign(this, { id, name, server, options });
  }

  become(newState) {
    this.state = newState;
    this.#changed.fire({ newState });
  }

  async dispose() {}
}

/**
 * @param {{ failure?: Error, stopFailure?: Error, answer?: unknown }} behaviour what starting, stopping
 *   and a request come to; an error as the answer rejects the request
 * @param {{ clients: any[], requests: any[], events: string[] }} seen
 */
function recordingClient({ failure, stopFailure, answer }, seen) {
  return class extends Client {
    constructor(...words) {
      super(...words);
      seen.clients.push(this);
    }
    async start() {
      seen.events.push('start');
      this.become(State.Starting);
      if (failure) {
        this.become(State.Stopped);
        throw failure;
      }
      this.initializeResult = { serverInfo: { name: 'a-server', version: '1.2.3' } };
      this.become(State.Running);
    }
    async stop() {
      seen.events.push('stop');
      if (stopFailure) throw stopFailure;
      this.become(State.Stopped);
    }
    async sendRequest(method, params) {
      seen.requests.push({ method, params });
      if (answer instanceof Error) throw answer;
      return answer;
    }
  };
}

/**
 * A client that starts the program it is given and speaks JSON-RPC with it.
 * @param {object} capabilities what it says that it can do
 * @param {{ clients: any[] }} seen
 */
function liveClient(capabilities, seen) {
  return class extends Client {
    #process;
    #waiting = new Map();
    #bytes = Buffer.alloc(0);

    constructor(...words) {
      super(...words);
      seen.clients.push(this);
    }

    async start() {
      this.become(State.Starting);
      const { command, args } = this.server.run;
      this.#process = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
      this.#process.stdout.on('data', (bytes) => this.#receive(bytes));
      this.#process.on('exit', (code) => {
        for (const { reject } of this.#waiting.values()) reject(new Error(`the server ended with ${code}`));
      });
      this.initializeResult = await this.sendRequest('initialize', {
        processId: process.pid,
        rootUri: null,
        capabilities,
        initializationOptions: this.options.initializationOptions,
      });
      this.sendNotification('initialized', {});
      this.become(State.Running);
    }

    async stop() {
      await this.sendRequest('shutdown');
      const ended = new Promise((resolve) => this.#process.once('exit', resolve));
      this.sendNotification('exit');
      this.exitCode = await ended;
      this.become(State.Stopped);
    }

    sendNotification(method, params) {
      this.#send({ method, params });
    }

    sendRequest(method, params) {
      const id = this.#waiting.size + 1;
      return new Promise((resolve, reject) => {
        this.#waiting.set(id, { resolve, reject });
        this.#send({ id, method, params });
      });
    }

    #send(message) {
      const body = JSON.stringify({ jsonrpc: '2.0', ...message });
      this.#process.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    }

    #receive(bytes) {
      this.#bytes = Buffer.concat([this.#bytes, bytes]);
      for (;;) {
        const end = this.#bytes.indexOf('\r\n\r\n');
        if (end < 0) return;
        const length = Number(/Content-Length: (\d+)/i.exec(this.#bytes.toString('latin1', 0, end))[1]);
        if (this.#bytes.length < end + 4 + length) return;
        const message = JSON.parse(this.#bytes.toString('utf8', end + 4, end + 4 + length));
        this.#bytes = this.#bytes.subarray(end + 4 + length);
        this.#take(message);
      }
    }

    #take({ id, method, params, result, error }) {
      if (method === undefined) {
        const { resolve, reject } = this.#waiting.get(id);
        if (error) reject(new Error(error.message));
        else resolve(result);
      } else if (id !== undefined) {
        // The server may ask for settings, of which there are none, and announce what it watches.
        this.#send({ id, result: method === 'workspace/configuration' ? params.items.map(() => null) : null });
      }
    }
  };
}

module.exports = { State, liveClient, recordingClient };
