#!/usr/bin/env python3
"""Presses the keys of a person who completes a command line, in real shells, and reads the manual page as one does.

    scripts/shells.py [PROGRAM]

bash and zsh run in a terminal and are asked to insert all that they would offer; fish is asked by its own `complete`.
The manual page must be free of errors, and tell of every command and option that the help tells of.

A shell that is not installed is skipped, unless KSTACK_REQUIRE_SHELLS is 1. The exit status is 0 when all is well.
"""

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
NAME = "kstack-language-server"
PATIENCE = 20  # seconds for any one answer
PROMPT = "=ready=>"
# What the folder has in which the keys are pressed.
FILES = ["one.yaml", "two words.yml", "three.txt"]

BASH = f"""
PS1='{PROMPT}'
bind 'set enable-bracketed-paste off'
source ~/{NAME}.bash
"""

# What is typed is inserted by ^Xa with all that would be offered, as bash does by M-*.
ZSH = f"""
PS1='{PROMPT}' RPS1=
unset zle_bracketed_paste
unsetopt prompt_cr
fpath=(~/functions $fpath)
autoload -Uz compinit && compinit -u -D
zstyle ':completion:all-matches:*' completer _all_matches _complete
zstyle ':completion:all-matches:*' insert true
zle -C all-matches complete-word _generic
bindkey -e
bindkey '^Xa' all-matches
bindkey '^A' beginning-of-line
bindkey '^E' end-of-line
"""


class Terminal:
    """A shell that believes a person types."""

    def __init__(self, command, folder, environment, set_up):
        self.process, self.descriptor = pty.fork()
        if self.process == 0:
            os.chdir(os.path.join(folder, "work"))
            os.execvpe(command[0], command, {**environment, "TERM": "dumb", "COLUMNS": "4000"})
        self.type(f"stty cols 4000; . ~/{set_up}\n")
        self.read_until(PROMPT + "$")

    def words(self, line, keys):
        """All words of the command line when the keys are pressed behind `line`."""
        # To the line's begin and to its end. A shell may show the prompt and the line as often as it likes before.
        self.type(f"{line}{keys}\x01printf '<%s>\\n' \x05 :end:\n")
        answer = self.read_until(f"<:end:>\r?\n[^<]*{PROMPT}$")
        return re.findall(r"^<(.*)>\r?$", answer, re.MULTILINE)[:-1]

    def type(self, text):
        os.write(self.descriptor, text.encode())

    def read_until(self, pattern):
        deadline, read = time.monotonic() + PATIENCE, ""
        while not re.search(pattern, read):
            ready, _, _ = select.select([self.descriptor], [], [], max(0, deadline - time.monotonic()))
            if not ready:
                sys.exit(f"the shell does not answer; it says {read!r}")
            read += os.read(self.descriptor, 1 << 16).decode(errors="replace")
        return read

    def close(self):
        os.close(self.descriptor)
        os.waitpid(self.process, 0)


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, ".build", "debug", NAME)
    with tempfile.TemporaryDirectory() as folder:
        for file in FILES:
            write(os.path.join(folder, "work", file), "")
        os.mkdir(os.path.join(folder, "work", "stacks"))
        os.mkdir(os.path.join(folder, "bin"))
        os.symlink(os.path.abspath(program), os.path.join(folder, "bin", NAME))
        path = os.path.join(folder, "bin") + os.pathsep + os.environ["PATH"]
        environment = {"PATH": path, "HOME": folder, "LANG": "C.UTF-8"}
        trials = expectations(program)
        for shell, ask in {"bash": in_bash, "zsh": in_zsh, "fish": in_fish}.items():
            if is_there(shell):
                ask(program, folder, environment, trials)
                print(f"{shell} completes {len(trials)} command lines")
        manual(program, folder)


def is_there(tool):
    if shutil.which(tool):
        return True
    if os.environ.get("KSTACK_REQUIRE_SHELLS", "0") == "1":
        sys.exit(f"scripts/shells.py: {tool} is missing")
    print(f"skipped: {tool} is not installed")
    return False


def output(*command):
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout


def expectations(program):
    """Command lines, and what must be offered behind each."""
    codes = re.findall(r"^ *([a-z]+(?:-[a-z]+)+) ", output(program, "explain"), re.MULTILINE)
    assert len(codes) > 50, "the list of codes was not understood"
    unknown = [code for code in codes if code.startswith("unknown-")]
    files = ["one.yaml", "stacks", "two words.yml"]
    return [
        ("fo", ["format"]),
        ("check --fail", ["--fail-on"]),
        ("check --format ", ["github", "gitlab", "json", "junit", "sarif", "text"]),
        ("check --select unknown-", unknown),
        ("check --ignore best-", ["best-practices"]),
        ("explain unknown-", unknown),
        ("check ", files),
        ("check --fix one.yaml ", files),
        ("check --stdin-filename ", files),
        ("format ", files),
        ("schema --write ", ["stacks"]),
    ]


def expect(shell, line, offered, expected):
    # Each has its own time for the slash behind a folder.
    offered = sorted(offer.rstrip("/") for offer in offered)
    if offered != sorted(expected):
        sys.exit(f"{shell} offers {offered} behind '{NAME} {line}', not {sorted(expected)}")


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(text)


def in_bash(program, folder, environment, trials):
    write(os.path.join(folder, f"{NAME}.bash"), output(program, "--generate-completion-script", "bash"))
    in_terminal("bash", ["bash", "--norc", "-i"], folder, environment, trials, BASH, "\x1b*")


def in_zsh(program, folder, environment, trials):
    write(os.path.join(folder, "functions", f"_{NAME}"), output(program, "--generate-completion-script", "zsh"))
    in_terminal("zsh", ["zsh", "-f", "-i"], folder, environment, trials, ZSH, "\x18a")


def in_terminal(shell, command, folder, environment, trials, set_up, keys):
    write(os.path.join(folder, f"set-up.{shell}"), set_up)
    terminal = Terminal(command, folder, environment, f"set-up.{shell}")
    try:
        for line, expected in trials:
            typed = f"{NAME} {line}"
            words = terminal.words(typed, keys)
            offered = words[len(typed.split(" ")) - 1 :]
            expect(shell, line, offered, expected)
    finally:
        terminal.close()


def in_fish(program, folder, environment, trials):
    script = os.path.join(folder, f"{NAME}.fish")
    write(script, output(program, "--generate-completion-script", "fish"))
    for line, expected in trials:
        answer = subprocess.run(
            ["fish", "--no-config", "-c", f"source {script}; complete --do-complete '{NAME} {line}'"],
            cwd=os.path.join(folder, "work"), env=environment, capture_output=True, check=True, encoding="utf-8")
        expect("fish", line, [offer.partition("\t")[0] for offer in answer.stdout.splitlines()], expected)


def manual(program, folder):
    page = os.path.join(folder, f"{NAME}.1")
    write(page, output(sys.executable, os.path.join(ROOT, "scripts", "manual.py"), program))
    formatters = {"mandoc": ["mandoc", "-Tlint"], "groff": ["groff", "-mandoc", "-ww", "-z"]}
    found = [tool for tool in formatters if shutil.which(tool)]
    if not found and not is_there("mandoc"):
        return
    for tool in found:
        told = subprocess.run([*formatters[tool], page], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if told.stdout:
            sys.exit(f"{tool} says of the manual page:\n{told.stdout.decode()}")
    read = [found[0], "-Tascii", page] if found[0] == "mandoc" else ["groff", "-mandoc", "-Tascii", "-P-cbou", page]
    text = re.sub(".\b", "", output(*read))
    told = set(re.findall(r"(?<!\S)-[-\w]*\w|^   [a-z]+$", text, re.MULTILINE))

    commands = re.findall(r"^  ([a-z]+)(?: \(default\))?  ", output(program, "--help").partition("SUBCOMMANDS:")[2], re.MULTILINE)
    assert "check" in commands, "the help was not understood"
    helped = {f"   {command}" for command in commands}
    for command in commands:
        options = output(program, "help", command).partition("OPTIONS:")[2]
        for line in re.findall(r"^  (-.*?)(?:  |$)", options, re.MULTILINE):
            helped.update(re.findall(r"(?<!\S)-[-\w]*\w", line))
    assert "--fail-on" in helped and "-h" in helped, "the help was not understood"
    if not helped <= told:
        sys.exit(f"the manual page does not tell of {sorted(helped - told)}")
    print(f"the manual page tells of {len(helped)} commands and options")


if __name__ == "__main__":
    main()
