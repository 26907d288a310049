#!/usr/bin/env python3
"""Holds a session with the server, as an editor would, and shows what it answers.

    scripts/demo.py SERVER FILE

The server is started with --stdio and speaks JSON-RPC over its pipes. Shown are the diagnostics of FILE, one
completion list and one hover. Exit status: 0 when the server gave every answer and a diagnostic for every line
of FILE that is marked `# mistake`, 1 when something is missing or wrong, 2 for a wrong call.
"""

import json
import os
import pathlib
import queue
import subprocess
import sys
import textwrap
import threading
import time

PATIENCE = 20  # seconds for any one answer
SEVERITY = {1: "error", 2: "warning", 3: "information", 4: "hint"}
SHOWN_ITEMS = 14

CAPABILITIES = {
    "general": {"positionEncodings": ["utf-8", "utf-16"]},
    "textDocument": {
        "synchronization": {"didSave": True},
        "publishDiagnostics": {"relatedInformation": True, "versionSupport": True},
        "completion": {
            "completionItem": {"snippetSupport": True, "documentationFormat": ["markdown", "plaintext"]},
        },
        "hover": {"contentFormat": ["markdown", "plaintext"]},
    },
}


class Failure(Exception):
    """An answer that did not come, or that says nothing."""


class Session:
    """One server process and the JSON-RPC connection to it."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.inbox = queue.Queue()
        self.last_id = 0
        self.notifications = []
        self.encoding = "utf-16"
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        """Puts every message into the inbox, and None or the trouble at the end."""
        stream = self.process.stdout
        try:
            while True:
                length = None
                while (line := stream.readline()) not in (b"\r\n", b""):
                    name, _, value = line.partition(b":")
                    if name.lower() == b"content-length":
                        length = int(value)
                if line == b"":
                    break
                if length is None:
                    raise ValueError("a header without Content-Length")
                self.inbox.put(json.loads(stream.read(length)))
        except ValueError as trouble:
            self.inbox.put(Failure(f"the server does not speak the protocol: {trouble}"))
        self.inbox.put(None)

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        try:
            self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
            self.process.stdin.flush()
        except BrokenPipeError:
            raise Failure("the server has closed its input") from None

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def request(self, method, params):
        """The result that the server answers with."""
        self.last_id += 1
        self.send({"id": self.last_id, "method": method, "params": params})
        answer = self.wait(method, lambda message: message.get("id") == self.last_id and "method" not in message)
        if "error" in answer:
            raise Failure(f"{method}: the server answers with an error: {answer['error'].get('message')}")
        return answer.get("result")

    def notification(self, method, accepts):
        """The parameters of the first notification that is accepted, whether it has come already or not."""
        for params in [message.get("params") for message in self.notifications if message["method"] == method]:
            if accepts(params):
                return params
        return self.wait(
            method, lambda message: message.get("method") == method and accepts(message.get("params"))
        )["params"]

    def wait(self, what, accepts):
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                message = self.inbox.get(timeout=max(0, deadline - time.monotonic()))
            except queue.Empty:
                raise Failure(f"{what}: no answer within {PATIENCE} seconds") from None
            if message is None:
                raise Failure(f"{what}: the server has ended")
            if isinstance(message, Failure):
                raise message
            if "method" in message:
                if "id" in message:
                    self.reply(message)
                else:
                    self.notifications.append(message)
            if accepts(message):
                return message

    def reply(self, request):
        """Answers what the server asks the editor: there are no settings, and everything else is agreed to."""
        items = (request.get("params") or {}).get("items", [])
        result = [None] * len(items) if request["method"] == "workspace/configuration" else None
        self.send({"id": request["id"], "result": result})

    def column(self, line, index):
        """A character index in a line, in the units that were agreed on."""
        before = line[:index]
        return len(before.encode()) if self.encoding == "utf-8" else len(before.encode("utf-16-le")) // 2

    def index(self, line, column):
        """The other way round; a column past the end is the end."""
        for index in range(len(line) + 1):
            if self.column(line, index) >= column:
                return index
        return len(line)


def position(session, lines, text, occurrence=0, after=False):
    """Where a text stands, as the protocol counts."""
    found = [(number, line.index(text)) for number, line in enumerate(lines) if text in line]
    if occurrence >= len(found):
        raise Failure(f"the file has no {text!r} to ask about")
    number, index = found[occurrence]
    index += len(text) if after else 0
    return {"line": number, "character": session.column(lines[number], index)}


def show_diagnostics(session, name, lines, diagnostics):
    for diagnostic in sorted(diagnostics, key=lambda d: (d["range"]["start"]["line"], d["range"]["start"]["character"])):
        start, end = diagnostic["range"]["start"], diagnostic["range"]["end"]
        line = lines[start["line"]] if start["line"] < len(lines) else ""
        first = session.index(line, start["character"])
        last = session.index(line, end["character"]) if end["line"] == start["line"] else len(line)
        severity = SEVERITY.get(diagnostic.get("severity"), "error")
        print(f"{name}:{start['line'] + 1}:{first + 1} {severity}[{diagnostic.get('code')}] {diagnostic['message']}")
        print(f"    {line}")
        print("    " + " " * first + "^" * max(1, last - first))
        for related in diagnostic.get("relatedInformation", []):
            print(f"    line {related['location']['range']['start']['line'] + 1}: {related['message']}")


def plain(documentation):
    return documentation.get("value", "") if isinstance(documentation, dict) else documentation or ""


def show_items(items):
    items = sorted(items, key=lambda item: item.get("sortText", item["label"]))
    width = max(len(item["label"]) for item in items[:SHOWN_ITEMS])
    for item in items[:SHOWN_ITEMS]:
        about = item.get("detail") or plain(item.get("documentation")).partition("\n")[0]
        print(f"    {item['label']:<{width}}  {textwrap.shorten(about, 100 - width, placeholder=' …')}".rstrip())
    if len(items) > SHOWN_ITEMS:
        print(f"    … and {len(items) - SHOWN_ITEMS} more")


def hover_text(hover):
    contents = (hover or {}).get("contents")
    if isinstance(contents, list):
        return "\n\n".join(plain(part) for part in contents)
    return plain(contents)


def show_hover(text):
    for line in text.strip().splitlines():
        for part in textwrap.wrap(line, 110) or [""]:
            print(f"    │ {part}".rstrip())


def heading(text):
    print(f"\n== {text}")


def hold_session(session, path, name):
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    uri = path.as_uri()

    root = path.parent.as_uri()
    initialized = session.request(
        "initialize",
        {
            "processId": os.getpid(),
            "clientInfo": {"name": "demo"},
            "rootUri": root,
            "workspaceFolders": [{"uri": root, "name": path.parent.name}],
            "capabilities": CAPABILITIES,
        },
    )
    server = initialized.get("serverInfo", {})
    session.encoding = initialized["capabilities"].get("positionEncoding", "utf-16")
    heading(f"A session with {server.get('name')} {server.get('version', '')}, positions in {session.encoding}")
    session.notify("initialized", {})

    document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
    session.notify("textDocument/didOpen", {"textDocument": document})
    heading(f"Open {name}: textDocument/publishDiagnostics")
    published = session.notification("textDocument/publishDiagnostics", lambda params: params["uri"] == uri)
    show_diagnostics(session, name, lines, published["diagnostics"])
    reported = {diagnostic["range"]["start"]["line"] for diagnostic in published["diagnostics"]}
    missed = [number for number, line in enumerate(lines) if "# mistake" in line and number not in reported]
    if missed:
        raise Failure("nothing is said of the mistake in line " + ", ".join(str(number + 1) for number in missed))

    # A new line in the sidecar `logger`, as one would start it in an editor.
    anchor = position(session, lines, "image: fluent/fluentd")["line"]
    typed = lines[anchor][: len(lines[anchor]) - len(lines[anchor].lstrip())]
    lines.insert(anchor + 1, typed)
    changed = {"uri": uri, "version": 2}
    session.notify(
        "textDocument/didChange",
        {"textDocument": changed, "contentChanges": [{"text": "\n".join(lines) + "\n"}]},
    )
    heading(f"Begin line {anchor + 2}, in the sidecar 'logger': textDocument/completion")
    cursor = {"line": anchor + 1, "character": session.column(typed, len(typed))}
    completion = session.request("textDocument/completion", {"textDocument": {"uri": uri}, "position": cursor})
    items = completion["items"] if isinstance(completion, dict) else completion
    if not items:
        raise Failure("textDocument/completion: the list is empty")
    show_items(items)

    place = position(session, lines, "volumesFrom")
    heading(f"Point at 'volumesFrom' in line {place['line'] + 1}: textDocument/hover")
    hover = hover_text(session.request("textDocument/hover", {"textDocument": {"uri": uri}, "position": place}))
    if not hover.strip():
        raise Failure("textDocument/hover: nothing is said")
    show_hover(hover)

    session.request("shutdown", None)
    session.notify("exit", None)
    try:
        status = session.process.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        raise Failure(f"the server has not ended {PATIENCE} seconds after exit") from None
    if status != 0:
        raise Failure(f"the server ended with status {status} after shutdown and exit")
    heading("Shut down in good order")


def main(arguments):
    if len(arguments) != 2:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    server, name = arguments
    session = Session([server, "--stdio"])
    try:
        hold_session(session, pathlib.Path(name).resolve(), name)
    except Failure as failure:
        sys.stdout.flush()
        print(f"demo: {failure}", file=sys.stderr)
        return 1
    except (KeyError, TypeError, AttributeError) as trouble:
        sys.stdout.flush()
        print(f"demo: an answer has not the form that the protocol asks for: {trouble!r}", file=sys.stderr)
        return 1
    finally:
        if session.process.poll() is None:
            session.process.kill()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
