#!/usr/bin/env python3
"""Prints the order in which the linker is to put what the program has of libraries: first what a session runs.

    scripts/link_order.py PROGRAM MAP

PROGRAM is a static one with its symbols, MAP what LLVM's linker told of it (-Map). A session with the example stack is
held under valgrind. One function stands for each piece that the linker moves as a whole, which may be a function or
all of a source file's. Large pieces stay where they are: a session runs little of them. So do the program's own, which
lie together by themselves.
"""

import collections
import os
import re
import subprocess
import sys
import tempfile

import demo
from fetched import ROOT

EXAMPLE = os.path.join(ROOT, "docs", "example", "stack.kstack.yaml")
LARGE = 200_000  # bytes
CAPABILITIES = {
    "textDocument": {
        "completion": {"completionItem": {"snippetSupport": True}},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
        "publishDiagnostics": {"versionSupport": True},
    }
}
# VMA, LMA, size and alignment; then a piece of a file, or by eight columns more to the right a symbol in it.
LINE = re.compile(r" *[0-9a-f]+ +[0-9a-f]+ +([0-9a-f]+) +\d+ {9}(?: {8}(?P<symbol>\S.*)|(?P<piece>\S.*))")


def hold_session(command):
    """What somebody does all day: open, edit, complete, look things up."""
    server = demo.Session(command)
    server.request("initialize", {"processId": None, "rootUri": None, "capabilities": CAPABILITIES})
    server.notify("initialized", {})
    with open(EXAMPLE, encoding="utf-8") as file:
        text = file.read()
    document = {"uri": "file:///stack.kstack.yaml"}
    opened = {**document, "languageId": "kstack", "version": 1, "text": text}
    server.notify("textDocument/didOpen", {"textDocument": opened})
    for version, line in enumerate(text.split("\n")[:-1], start=2):
        end = {"line": version - 2, "character": server.column(line, len(line))}
        change = {"range": {"start": end, "end": end}, "text": " "}
        server.notify(
            "textDocument/didChange", {"textDocument": {**document, "version": version}, "contentChanges": [change]}
        )
        inside = {"line": end["line"], "character": len(line) - len(line.lstrip()) + 1}
        server.request("textDocument/completion", {"textDocument": document, "position": end})
        server.request("textDocument/hover", {"textDocument": document, "position": inside})
        server.request("textDocument/definition", {"textDocument": document, "position": inside})
    for method in ("documentSymbol", "foldingRange", "documentLink", "codeLens"):
        server.request(f"textDocument/{method}", {"textDocument": document})
    whole = {"start": {"line": 0, "character": 0}, "end": end}
    server.request("textDocument/inlayHint", {"textDocument": document, "range": whole})
    context = {"diagnostics": []}
    server.request("textDocument/codeAction", {"textDocument": document, "range": whole, "context": context})
    server.request("shutdown", None)
    server.notify("exit", None)
    server.process.stdin.close()
    server.process.wait()


def functions_run(program):
    with tempfile.TemporaryDirectory() as folder:
        # Of what is there for debuggers valgrind cannot read all.
        stripped, profile = os.path.join(folder, "program"), os.path.join(folder, "profile")
        subprocess.run(["strip", "--strip-debug", "-o", stripped, program], check=True)
        tool = ["valgrind", "--quiet", "--tool=callgrind", "--demangle=no", f"--callgrind-out-file={profile}"]
        hold_session([*tool, stripped, "--stdio"])
        with open(profile, encoding="utf-8", errors="replace") as file:
            text = file.read()
    # A recursive function has another name at each depth.
    return set(re.findall(r"^c?fn=\(\d+\) (\S+?)(?:'\d+)?$", text, re.MULTILINE))


def pieces(path):
    """Each piece of a library that has functions: its size and their names."""
    found = []
    with open(path, encoding="utf-8") as file:
        for match in filter(None, map(LINE.match, file)):
            if name := match["piece"]:
                is_library = ".a(" in name and ":(.text" in name
                symbols = []
                if is_library:
                    found.append((int(match[1], 16), symbols))
            elif match["symbol"]:
                symbols.append(match["symbol"])
    return found


def main(arguments):
    if len(arguments) != 2:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    program, map_file = arguments
    run = functions_run(program)
    found = pieces(map_file)
    times = collections.Counter(symbol for _, symbols in found for symbol in symbols)
    for size, symbols in found:
        # A name that several pieces have would stand for the first of them.
        known = [symbol for symbol in symbols if symbol in run and times[symbol] == 1]
        if known and size <= LARGE:
            print(known[0])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
