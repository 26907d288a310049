#!/usr/bin/env python3
"""Opens a stack in a real Kate with the set-up of the page, and waits for the server's diagnostics.

    editors/kate/tests/session.py

KSTACK_LS             the server (default: the repository's debug build, then its release build)
KSTACK_REQUIRE_KATE   1: fail instead of skipping where there is no Kate or no server
"""

import json
import os
import pathlib
import select
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
DEADLINE_SECONDS = 60

STACK = """apps:
  web:
    image: nginx:1.27
    ports:
      - 8080:50
"""


def skip(reason):
    print(f"1..0 # SKIP {reason}")
    sys.exit(1 if os.environ.get("KSTACK_REQUIRE_KATE") == "1" else 0)


def find_server():
    named = os.environ.get("KSTACK_LS")
    builds = [ROOT / ".build" / kind / "kstack-language-server" for kind in ("debug", "release")]
    return shutil.which(named) if named else next((str(path) for path in builds if path.exists()), None)


def messages(read):
    """The messages of a stream of bytes that `read` gives, which gives nothing at its end."""
    buffer = b""
    while True:
        head, separator, rest = buffer.partition(b"\r\n\r\n")
        if separator:
            fields = dict(line.split(b": ", 1) for line in head.split(b"\r\n"))
            length = int(fields[b"Content-Length"])
            if len(rest) >= length:
                yield json.loads(rest[:length])
                buffer = rest[length:]
                continue
        new = read()
        if not new:
            return
        buffer += new


def session(kate, server, folder):
    """Kate's messages and the server's up to the first diagnostics."""
    for name in ("bin", "config/kate/lspclient", "data", "cache", "run", "shop"):
        (folder / name).mkdir(parents=True, mode=0o700)
    stack = folder / "shop" / "kstack.yaml"
    stack.write_text(STACK)
    shutil.copy(HERE.parent / "settings.json", folder / "config/kate/lspclient/settings.json")
    told, answered = folder / "told", folder / "answered"
    os.mkfifo(answered)
    program = folder / "bin" / "kstack-language-server"
    program.write_text(f'#!/bin/sh\ntee "{told}" | "{server}" "$@" | tee "{answered}"\n')
    program.chmod(0o755)
    # Kate asks before it starts a program for the first time.
    (folder / "config/katerc").write_text(
        f"[Kate Plugins]\nlspclientplugin=true\n\n[lspclient]\nAllowedServerCommandLines={program} --stdio\n"
    )
    environment = dict(
        os.environ,
        PATH=f"{program.parent}:{os.environ['PATH']}",
        QT_QPA_PLATFORM="offscreen",
        HOME=str(folder),
        XDG_CONFIG_HOME=str(folder / "config"),
        XDG_DATA_HOME=str(folder / "data"),
        XDG_CACHE_HOME=str(folder / "cache"),
        XDG_RUNTIME_DIR=str(folder / "run"),
    )
    # Open for both, so that the pipe has no end before the server has written to it.
    pipe = os.open(answered, os.O_RDWR | os.O_NONBLOCK)
    log = open(folder / "log", "wb")
    process = subprocess.Popen([kate, "--startanon", str(stack)], env=environment, stdout=log, stderr=log)
    deadline = time.monotonic() + DEADLINE_SECONDS

    def read():
        while time.monotonic() < deadline and process.poll() is None:
            if select.select([pipe], [], [], 1)[0]:
                return os.read(pipe, 65536)
        return b""

    try:
        for message in messages(read):
            if message.get("method") == "textDocument/publishDiagnostics":
                with open(told, "rb") as stream:
                    return list(messages(stream.read)), message["params"]["diagnostics"]
    finally:
        process.terminate()
        process.wait()
        os.close(pipe)
        log.close()
    print((folder / "log").read_text(errors="replace"))
    sys.exit("not ok 1 - Kate's session gave no diagnostics")


def main():
    kate = shutil.which("kate")
    if not kate:
        skip("Kate is not installed")
    server = find_server()
    if not server:
        skip("the server is not built")
    with tempfile.TemporaryDirectory() as folder:
        told, diagnostics = session(kate, os.path.abspath(server), pathlib.Path(folder))
    by_method = {message.get("method"): message.get("params") for message in told}
    tests = {
        "the root is the folder of kstack.yaml": by_method["initialize"]["rootUri"].endswith("/shop"),
        "the settings arrive": by_method["workspace/didChangeConfiguration"]["settings"]
        == json.loads((HERE.parent / "settings.json").read_text())["servers"]["yaml"]["settings"],
        "the stack is opened as YAML": by_method["textDocument/didOpen"]["textDocument"]["languageId"] == "yaml",
        "its fault is reported": [found["code"] for found in diagnostics] == ["unquoted-port"],
    }
    for number, (name, held) in enumerate(tests.items(), 1):
        print(f"{'ok' if held else 'not ok'} {number} - {name}")
    print(f"1..{len(tests)}")
    sys.exit(0 if all(tests.values()) else 1)


main()
