#!/usr/bin/env python3
"""Prints the manual page, in mdoc, from what the program says of its own command line.

    scripts/manual.py PROGRAM [DATE]

Commands, options and their texts are those of the program's help; what help does not say (exit statuses of all
commands, environment, files, examples) is written here. DATE is the page's, in seconds since 1970; today's by default.
"""

import json
import re
import subprocess
import sys
import textwrap
import time

# What every command has; told once.
SHARED = {"help", "version"}

# What the library that reads the command line says nothing about.
UNTOLD = {"subcommands": "The command that is asked about."}

DESCRIPTION = r"""
.Nm
tells what is wrong with a kstack YAML file, completes keys, sidecars and
images, and explains what is written.
An editor starts it without a command and speaks the Language Server Protocol
with it; the other commands do the same checks on the command line.
It never uses the network.
.Pp
YAML that is not a kstack file is passed over without a word.
A file is one when it is called
.Pa kstack.yaml
or
.Pa *.kstack.yaml ,
when a comment
.Ql # kstack
stands before its first key, or when it has
.Ql apps:\&
at the top and does not belong to another tool.
"""

REST = r"""
.Sh ENVIRONMENT
.Bl -tag -width NO_COLOR
.It Ev NO_COLOR
When set and not empty, reports are not coloured unless with
.Fl \-color Cm always .
.El
.Sh FILES
.Bl -tag -width Ds
.It Pa .kstack\-ls.yaml
Settings for the stacks in its folder and below; the nearest one upwards from
a stack counts.
.It Pa ../share/doc/kstack\-language\-server/reference.md
Seen from the program's folder: every key and every diagnostic, where codes
link to.
.It Pa ../share/kstack\-language\-server/kstack.schema.json
The language as JSON Schema, for other tools.
.El
.Sh EXIT STATUS
.Bl -tag -width Ds
.It 0
Nothing was found, or what was asked for was done.
.It 1
Something was found: a fault at or above
.Fl \-fail\-on ,
something that
.Fl \-fix
would change
.Pq Fl \-diff ,
or a file that is not formatted
.Pq Cm format Fl \-check .
A server ends with 1 when its editor did not shut it down before.
.It 2
An argument is wrong, or a file cannot be read or written.
.El
.Sh EXAMPLES
Check all stacks of a project, with what is about images left out:
.Pp
.Dl kstack\-language\-server check \-\-ignore images deploy/
.Pp
Show what the safe fixes would change, and make them:
.Pp
.Dl kstack\-language\-server check \-\-diff deploy/
.Dl kstack\-language\-server check \-\-fix deploy/
.Pp
In continuous integration:
.Pp
.Dl kstack\-language\-server check \-\-format github \-\-fail\-on warning deploy/
.Pp
What a diagnostic means:
.Pp
.Dl kstack\-language\-server explain unquoted\-port
.Sh STANDARDS
The Language Server Protocol 3.17, YAML 1.1, and SARIF 2.1.0.
"""


def main(arguments):
    if len(arguments) not in (1, 2):
        print(__doc__.strip(), file=sys.stderr)
        return 2
    program = arguments[0]
    date = time.gmtime(int(arguments[1]) if len(arguments) == 2 else None)
    command = json.loads(output(program, "--experimental-dump-help"))["command"]
    print("\n".join(page(command, date)))
    return 0


def output(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout


def page(command, date):
    name = command["commandName"]
    commands = [sub for sub in command["subcommands"] if sub["shouldDisplay"]]
    yield f".Dd {time.strftime('%B', date)} {date.tm_mday}, {date.tm_year}"
    yield f".Dt {name.upper()} 1"
    yield ".Os"
    yield ".Sh NAME"
    yield f".Nm {escaped(name)}"
    abstract = command["abstract"].rstrip(".")
    yield f".Nd {escaped(abstract[0].lower() + abstract[1:])}"
    yield ".Sh SYNOPSIS"
    for sub in commands:
        yield ".Nm"
        yield from synopsis(sub)
    yield ".Nm"
    yield ".Fl \\-version | Fl \\-help"
    yield ".Sh DESCRIPTION"
    yield from DESCRIPTION.strip().splitlines()
    yield ".Pp"
    yield "Every command takes these options:"
    yield from tagged(argument for argument in displayed(command))
    for sub in commands:
        yield f".Ss {escaped(sub['commandName'])}"
        yield from prose(sub.get("abstract", ""))
        if "discussion" in sub:
            yield ".Pp"
            yield from prose(sub["discussion"])
        yield from tagged(argument for argument in displayed(sub) if not is_shared(argument))
    yield from REST.strip().splitlines()


def displayed(command):
    return [argument for argument in command.get("arguments", []) if argument["shouldDisplay"]]


def is_shared(argument):
    return argument.get("preferredName", {}).get("name") in SHARED


def synopsis(command):
    is_default = "(the default)" in command.get("abstract", "")
    word = f"Cm {escaped(command['commandName'])}"
    yield f".Op {word}" if is_default else f".{word}"
    own = [argument for argument in displayed(command) if not is_shared(argument)]
    for argument in sorted(own, key=lambda argument: argument["kind"] == "positional"):
        usage = macros([argument["preferredName"]] if "preferredName" in argument else [], argument)
        if argument["isRepeating"]:
            usage += " ..."
        yield f".Op {usage}" if argument["isOptional"] else f".{usage}"


def tagged(arguments):
    arguments = sorted(arguments, key=lambda argument: argument["kind"] == "positional")
    if not arguments:
        return
    yield ".Bl -tag -width Ds"
    for argument in arguments:
        yield f".It {macros(argument.get('names', []), argument)}"
        yield from prose(argument.get("abstract") or UNTOLD[argument["valueName"]])
        values = argument.get("allValues", [])
        default = argument.get("defaultValue")
        if values:
            yield "Possible are"
            yield ".Cm " + " , ".join(map(escaped, values)) + (" ;" if default else " .")
        if default:
            yield "the default is" if values else "The default is"
            yield f".Cm {escaped(default)} ."
    yield ".El"


def macros(names, argument):
    """How an argument is written: all its names with dashes, and its value."""
    value = f"Ar {escaped(argument['valueName'])}"
    if argument["kind"] == "positional":
        return value
    dashes = {"short": "", "long": "\\-", "longWithSingleDash": ""}
    flags = " , ".join(f"Fl {dashes[name['kind']]}{escaped(name['name'])}" for name in names)
    return f"{flags} {value}" if argument["kind"] == "option" else flags


def prose(text):
    """A sentence begins a line, as mdoc asks for; no line begins as a request does."""
    for sentence in re.split(r"(?<=[.?!]) +(?=[A-Z])", text.strip()):
        for line in textwrap.wrap(escaped(sentence), 78, break_long_words=False, break_on_hyphens=False):
            yield line if line[0] not in ".'" else "\\&" + line


def escaped(text):
    """Dashes and quotes stay those that one types; a word that is the name of a macro stays a word."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga")
    return re.sub(r"(?<!\S)(?=[%A-Z][A-Za-z0-9]\b)", r"\\&", text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
