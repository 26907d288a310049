#!/usr/bin/env python3
"""Compares the server's judgement with PyYAML's and the published schema's on many mutated stacks.

    scripts/differential.py [--count N] [--seed N] [--jobs N] [--keep DIR] [PROGRAM]

Valid and faulty stacks of this repository are changed a little, N times, each time in another way: keys renamed,
removed and doubled, values of every YAML type in every place, quotes added and taken away, lists turned into mappings
and back. The seed decides all of it. Two parties judge each text: PROGRAM (`check` on a folder of them), and PyYAML's
safe loader with python-jsonschema and schemas/kstack.schema.json, draft 7. They must agree on

* whether the text loads at all (LOADING below), and, when it does,
* every fault of shape or type (SHAPE): both find it, at the same place: the line of the key or item, or of its value;
* every fault of grammar that the schema can express (GRAMMAR): what it rejects the server reports too, in that place.

What the server finds beyond that (undeclared names, port conflicts, Kubernetes' own limits, …) no schema can say.
Where the two parties speak of one fault in different terms:

* The server reports a fault in shared content once, or at the alias that brings it in; the schema at each use.
* The schema sees only the last of two equal keys. The server tells of both (`duplicate-key`), and what it says inside
  the entries that the loader drops is left out here.
* A required key that is misspelt is one fault to the server (`unknown-key`, with the key that is meant), and a missing
  key to the schema.
* An entry without the name that belongs above its keys, such as the flat form of `expose`, is one fault to the server,
  and to the schema each of its keys is a name with the wrong thing behind it.
* A key with nothing behind it that may as well be left out is a warning of the server's; the schema has no warnings.
* A key that is no text, such as a number or a date, counts as its text for the schema, which knows no other keys; and
  of its grammar nothing is asked.
* An integer is what YAML loads as one: draft 7 would take 1.0 for one as well, kstack and Kubernetes do not.

The exit status is 0 when they agree on everything, 1 when not, 2 when the comparison could not be made.
"""

import argparse
import glob
import json
import multiprocessing
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

import fetched
from fetched import ROOT

jsonschema, yaml = fetched.modules("the comparison with PyYAML and JSON Schema", jsonschema="jsonschema", yaml="PyYAML")

# The same resolver and constructor; only the characters are read by libyaml, as kstack's loader does.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Faults that make loading fail.
LOADING = {
    "unclosed-quote", "unclosed-bracket", "missing-colon", "missing-space", "missing-comma", "tab-indentation",
    "bad-indentation", "stray-character", "needs-quotes", "text-after-value", "misplaced-list-item", "bad-escape",
    "bad-tag", "bad-directive", "conflict-marker", "control-character", "too-deep", "unreadable-line",
    "several-documents", "undefined-alias", "duplicate-anchor", "invalid-merge", "unknown-tag", "unloadable-value",
    "unloadable-key",
}  # fmt: skip
# Faults that a schema can find: a key is missing or does not belong there, a value has the wrong form or type, or is
# not among the few that are allowed.
SHAPE = {
    "missing-key", "missing-value", "unknown-key", "conflicting-keys", "wrong-type", "invalid-value",
    "nested-sidecars", "unquoted-port", "environment-list", "environment-value", "flat-expose",
}  # fmt: skip
# The keywords of the schema that find them …
SHAPE_KEYWORDS = {
    "type", "required", "additionalProperties", "enum", "anyOf", "minimum", "maximum", "minProperties", "maxProperties",
    "not",
}  # fmt: skip
# … and those that see a part of the grammar of a text: of ports, mounts, quantities, paths and names.
GRAMMAR_KEYWORDS = {"pattern", "minLength", "maxLength", "propertyNames"}


# MARK: - The schema's judgement


def schema():
    """The published schema without its texts, and with each reference replaced by what it stands for."""
    with open(os.path.join(ROOT, "schemas", "kstack.schema.json"), encoding="utf-8") as file:
        whole = json.load(file)

    def inlined(part):
        if isinstance(part, list):
            return [inlined(item) for item in part]
        if not isinstance(part, dict):
            return part
        if isinstance(part.get("$ref"), str):
            return inlined(whole["definitions"][part["$ref"].rsplit("/", 1)[1]])
        return {
            # The library does not tell the place of what a schema `false` rejects.
            key: {"not": {}} if value is False and key != "additionalProperties" else inlined(value)
            for key, value in part.items()
            if not (key in ("description", "markdownDescription", "default") and not isinstance(value, dict))
        }

    body = {key: value for key, value in whole.items() if key not in ("definitions", "$schema", "$comment")}
    jsonschema.Draft7Validator.check_schema(whole)
    return inlined(body)


def is_integer(_checker, value):
    return isinstance(value, int) and not isinstance(value, bool)


Validator = jsonschema.validators.extend(
    jsonschema.Draft7Validator,
    type_checker=jsonschema.Draft7Validator.TYPE_CHECKER.redefine("integer", is_integer),
)


def faults(error):
    """An error's parts: of a choice between forms, what is wrong with the form that was written."""
    if error.validator == "anyOf":
        branches = {}
        for inner in error.context:
            branches.setdefault(inner.schema_path[0], []).append(inner)
        for inner in branches.values():
            if not any(part.validator == "type" and not part.path for part in inner):
                for part in inner:
                    yield from faults(part)
                return
    if error.validator == "allOf":
        for inner in error.context:
            yield from faults(inner)
        return
    yield error


class Finding:
    """One fault that the schema finds, and the lines where it may be told."""

    def __init__(self, keyword, message, path, lines, misspelt=(), around=()):
        self.keyword = keyword
        self.message = message
        self.path = path
        self.lines = lines
        # Where a key may stand that is meant for the missing one.
        self.misspelt = misspelt
        # The lines of all keys of the mappings that it is in.
        self.around = around

    def is_told_by(self, report):
        if report.line in self.lines:
            return True
        if report.code == "unknown-key":
            return report.line in self.misspelt
        is_nameless = report.code == "flat-expose" or "write the name" in report.message
        return is_nameless and report.line in self.around

    def __str__(self):
        place = "/".join(map(str, self.path)) or "the root"
        lines = ", ".join(str(line + 1) for line in sorted(self.lines))
        return f"{self.keyword} at {place} (line {lines}): {self.message}"


class Document:
    """A text as PyYAML loads it, with the places of its nodes."""

    def __init__(self, text):
        self.text = text
        loader = LOADER(text)
        try:
            self.node = loader.get_single_node()
            self.shadowed = list(self._shadowed(loader, self.node, set())) if self.node else []
            self.value = with_text_keys(loader.construct_document(self.node)) if self.node else None
        finally:
            self.loader = loader

    def _shadowed(self, loader, node, seen):
        """The line ranges of entries that a later entry of the same key replaces."""
        if id(node) in seen:
            return
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            for item in node.value:
                yield from self._shadowed(loader, item, seen)
        elif isinstance(node, yaml.MappingNode):
            last = {}
            for key, value in node.value:
                yield from self._shadowed(loader, value, seen)
                if not isinstance(key, yaml.ScalarNode) or key.tag.endswith(":merge"):
                    continue
                name = loader.construct_object(key)
                if name in last:
                    yield last[name]
                end = max(end_of(value), key.end_mark.index)
                if value.start_mark.index < key.start_mark.index:
                    end = line_end(self.text, end)
                last[name] = (key.start_mark.index, end)

    def is_shadowed(self, line, column):
        if not self.shadowed:
            return False
        starts = [0] + [match.end() for match in re.finditer("\r\n|\n|\r", self.text)]
        if line >= len(starts):
            return False
        # Such an entry in shared content is told of where an alias brings it in.
        if line in self.alias_lines:
            return True
        offset = starts[line] + column
        return any(start <= offset < end for start, end in self.shadowed)

    def place(self, path):
        """The lines of the key or item at a path and of its value, and the node there."""
        node, key = self.node, None
        if node is None:
            return {0}, None
        is_shared = False
        for step in path:
            outer = node
            if isinstance(outer, yaml.MappingNode):
                for candidate, value in outer.value:
                    if self.text_of(candidate) == str(step):
                        key, node = candidate, value
            elif isinstance(outer, yaml.SequenceNode) and isinstance(step, int):
                key, node = None, outer.value[step]
            begin = (key or node).start_mark.index
            inside = outer.start_mark.index <= begin <= max(end_of(outer), begin if outer is self.node else 0)
            follows = key is None or node.start_mark.index >= key.start_mark.index
            if key is not None and follows:
                # Only the key and what leads to its value may stand between the two.
                between = self.text[key.end_mark.index : node.start_mark.index]
                follows = re.fullmatch(r"(?:[\s:?,]|#[^\n]*\n)*", between) is not None
            is_shared = is_shared or not inside or not follows
        lines = {node.start_mark.line}
        if key is not None:
            lines.add(key.start_mark.line)
        if is_shared:
            lines |= self.alias_lines
        return lines, node

    @property
    def alias_lines(self):
        lines = re.split("\r\n|\n|\r", self.text)
        return {number for number, line in enumerate(lines) if re.search(r"(?:^|[\s:\[,-])\*\w", line)}

    def around(self, path):
        """The lines of all keys of the mappings on the way to a path."""
        lines = set()
        for count in range(len(path)):
            _, node = self.place(path[:count])
            if isinstance(node, yaml.MappingNode):
                lines |= {key.start_mark.line for key, _ in node.value}
        return lines

    def text_of(self, key):
        return str(self.loader.construct_object(key, deep=True))


class TextKey(str):
    """What a key that is no text is turned into."""


def with_text_keys(value):
    """A schema knows only keys that are text; a number or a date as a key counts as its text."""
    if isinstance(value, dict):
        return {
            key if isinstance(key, str) else TextKey(key): with_text_keys(inner) for key, inner in value.items()
        }
    if isinstance(value, list):
        return [with_text_keys(inner) for inner in value]
    return value


def end_of(node):
    """Where a node ends for a person: a block collection at the end of its last entry."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        parts = last if isinstance(last, tuple) else (last,)
        return max(end_of(part) for part in parts)
    return node.end_mark.index


def findings(document, validator):
    for error in validator.iter_errors(document.value):
        for fault in faults(error):
            path = list(fault.absolute_path)
            lines, node = document.place(path)
            misspelt, around = set(), document.around(path)
            if fault.validator == "maxProperties":
                # Which one is too many is a matter of taste.
                lines = lines | {key.start_mark.line for key, _ in node.value}
            if fault.validator == "required" and isinstance(node, yaml.MappingNode):
                keys = {key.start_mark.line for key, _ in node.value}
                lines = lines | {min(keys, default=node.start_mark.line)}
                misspelt = keys.union(*(document.place(path + [document.text_of(key)])[0] for key, _ in node.value))
            if fault.validator == "additionalProperties" and fault.validator_value is False:
                known = fault.schema.get("properties", {})
                for name in fault.instance:
                    if name not in known:
                        yield Finding("additionalProperties", f"{name!r} is not allowed", path + [name],
                                      document.place(path + [name])[0])  # fmt: skip
                continue
            if fault.validator == "propertyNames" or "propertyNames" in fault.absolute_schema_path:
                if isinstance(fault.instance, TextKey):
                    continue
                lines = document.place(path + [fault.instance])[0]
                yield Finding("propertyNames", fault.message[:200], path, lines, around=document.around(path + [""]))
                continue
            yield Finding(fault.validator, fault.message[:200], path, lines, misspelt, around)


# MARK: - The server's judgement


class Report:
    pattern = re.compile(r"^(?P<file>[^ ].*?\.kstack\.yaml):(?P<line>\d+):(?P<column>\d+): "
                         r"(?P<severity>error|warning|information|hint)\[(?P<code>[-a-z]+)\]: (?P<message>.*)$")  # fmt: skip

    def __init__(self, match):
        self.line = int(match["line"]) - 1
        self.column = int(match["column"]) - 1
        self.severity = match["severity"]
        self.code = match["code"]
        self.message = match["message"]

    @property
    def counts(self):
        """Whether it is a fault of shape or type."""
        return self.code in SHAPE and (self.severity == "error" or self.code == "missing-value")

    def __str__(self):
        return f"{self.severity}[{self.code}] at line {self.line + 1}: {self.message}"


def server_reports(program, folder):
    """What the server says of each file of a folder, by file name."""
    run = subprocess.run(
        [program, "check", "--color", "never", "--fail-on", "never", folder], stdout=subprocess.PIPE, check=False
    )
    if run.returncode != 0:
        sys.exit(f"{program} check ended with status {run.returncode}")
    reports = {}
    for line in run.stdout.decode().split("\n"):
        match = Report.pattern.match(line)
        if match:
            reports.setdefault(os.path.basename(match["file"]), []).append(Report(match))
    return reports


# MARK: - The comparison


def disagreements(text, reports, validator):
    """Sentences on what the two parties do not agree on."""
    fails = [report for report in reports if report.code in LOADING and report.severity == "error"]
    try:
        document = Document(text)
    except (yaml.YAMLError, ValueError, OverflowError, TypeError, AttributeError) as error:
        if not fails:
            yield "loading fails, and the server does not say so: " + " ".join(str(error).split())[:300]
        return
    if fails:
        yield f"loads, and the server says it does not: {fails[0]}"
        return
    told = [report for report in reports if report.counts]
    matched = set()
    for finding in findings(document, validator):
        if finding.keyword in GRAMMAR_KEYWORDS:
            near = [report for report in reports if finding.is_told_by(report)]
            if not near:
                yield f"only the schema: {finding}"
            matched |= {id(report) for report in near if report.counts}
            continue
        if finding.keyword not in SHAPE_KEYWORDS:
            yield f"keyword of no kind: {finding}"
        near = [report for report in told if finding.is_told_by(report)]
        if not near:
            yield f"only the schema: {finding}"
        matched |= {id(report) for report in near}
    for report in told:
        if id(report) not in matched and not document.is_shadowed(report.line, report.column):
            yield f"only the server: {report}"


# MARK: - The mutations

VALUES = [
    "~", "", "null", "true", "no", "on", "12", "0", "-3", "0o17", "0x1F", "0755", "1_000", "22:30:00", "8080:50", "1.5",
    "1.0", "1e3", ".inf", ".nan", "2024-01-01", "2024-01-01 10:00:00", "text", "two words", '"80"', "'8080:80'", '""',
    '"true"', '"12"', "99999", "70000", "[]", "[a, b]", "[80]", "[[]]", "[{}]", "[~]", "{}", "{a: b}", "{name: x}",
    "{config: {name: x}}", "{target: 80}", "{target: 80, published: text}", "{image: nginx:1.27}", "{protocol: http}",
    "[{name: x}]", '["80:80"]', "!!str 12", "!!int '12'", "!!float 1", "!!binary aGVsbG8=", "!!set {a, b}",
    "!!null ''", "!!bool 'yes'", "[a: b]", "128Mi", "500m", "data:/data", "/data", "tcp", "http", "ClusterIP",
    "{external: true}", "{memory: 1Gi, cpu: 1}", "{limits: {memory: 12}}", "nginx:1.27", "=", "!unknown x", "2024-13-45",
]  # fmt: skip
NAMES = [
    "imag", "images", "env", "enviroment", "services", "port", "volumeFrom", "sidecar", "depends_on", "name", "config",
    "secret", "target", "published", "protocol", "extra", "x-extra", "external", "data", "size", "limits", "memory",
    "80", "yes", "~", "1.5", "2024-01-01", '"80"', "'quoted'", "!!str 12",
]  # fmt: skip


def marks(text):
    """The nodes of a text, each with its key and the collection that it is in; nothing for a text that does not load."""
    loader = LOADER(text)
    try:
        root = loader.get_single_node()
    except (yaml.YAMLError, ValueError):
        return []
    found, seen, waiting = [], set(), [(root, None, None)]
    while waiting:
        node, key, parent = waiting.pop()
        if node is None or id(node) in seen:
            continue
        seen.add(id(node))
        found.append((node, key, parent))
        if isinstance(node, yaml.MappingNode):
            waiting += [(value, name, node) for name, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            waiting += [(item, None, node) for item in node.value]
    found.sort(key=lambda entry: entry[0].start_mark.index)
    return found


def splice(text, start, end, replacement):
    cut = text[start:end]
    if cut.endswith("\n") and not replacement.endswith("\n"):
        replacement += "\r\n" if cut.endswith("\r\n") else "\n"
    return text[:start] + replacement + text[end:]


def line_start(text, offset):
    return text.rfind("\n", 0, offset) + 1


def line_end(text, offset):
    end = text.find("\n", offset)
    return len(text) if end < 0 else end + 1


def block_lines(text, node, key):
    """The whole lines of an entry or item that has them to itself, and the offset of its key or dash."""
    start = key.start_mark.index if key is not None else text.rfind("-", 0, node.start_mark.index)
    if start < 0 or text[line_start(text, start) : start].strip():
        return None
    if key is None and text[start + 1 : node.start_mark.index].strip(" "):
        return None
    end = max(end_of(node), (key or node).end_mark.index)
    if node.start_mark.index < start:
        end = (key or node).end_mark.index
    stop = end if end > 0 and text[end - 1] == "\n" else line_end(text, end)
    return line_start(text, start), stop, start


def entries(text, rng):
    choices = [entry for entry in marks(text) if entry[2] is not None and not entry[2].flow_style]
    return rng.choice(choices) if choices else None


def rename(text, rng):
    keys = [key for _, key, _ in marks(text) if key is not None]
    if not keys:
        return None
    key = rng.choice(keys)
    name = rng.choice(NAMES) if rng.random() < 0.6 else rng.choice(keys).value
    if rng.random() < 0.2 and len(key.value) > 2:
        cut = rng.randrange(len(key.value) - 1)
        name = key.value[:cut] + key.value[cut + 1] + key.value[cut] + key.value[cut + 2 :]
    return splice(text, key.start_mark.index, key.end_mark.index, name)


def remove(text, rng):
    entry = entries(text, rng)
    lines = entry and block_lines(text, entry[0], entry[1])
    return lines and text[: lines[0]] + text[lines[1] :]


def double(text, rng):
    entry = entries(text, rng)
    lines = entry and block_lines(text, entry[0], entry[1])
    if not lines:
        return None
    copied = text[lines[0] : lines[1]]
    if "&" in copied:
        return None
    return text[: lines[1]] + ("" if copied.endswith("\n") else "\n") + copied + text[lines[1] :]


def add(text, rng):
    entry = entries(text, rng)
    lines = entry and entry[1] is not None and block_lines(text, entry[0], entry[1])
    if not lines:
        return None
    indent = text[lines[0] : lines[2]]
    name = rng.choice(NAMES + [key.value for _, key, _ in marks(text) if key is not None])
    return text[: lines[0]] + f"{indent}{name}: {rng.choice(VALUES)}\n" + text[lines[0] :]


def retype(text, rng):
    values = [entry for entry in marks(text) if entry[2] is not None]
    if not values:
        return None
    # Small values are more, and the upper levels of a file are soon exhausted.
    node = rng.choice(values)[0]
    return splice(text, node.start_mark.index, max(end_of(node), node.start_mark.index), rng.choice(VALUES))


def requote(text, rng):
    scalars = [node for node, _, _ in marks(text) if isinstance(node, yaml.ScalarNode) and node.style not in ("|", ">")]
    scalars += [key for _, key, _ in marks(text) if isinstance(key, yaml.ScalarNode) and rng.random() < 0.2]
    if not scalars:
        return None
    node = rng.choice(scalars)
    if node.style in ("'", '"'):
        written = node.value if "\n" not in node.value else None
    elif rng.random() < 0.5:
        written = json.dumps(node.value, ensure_ascii=False)
    else:
        written = "'" + node.value.replace("'", "''") + "'"
    return written and splice(text, node.start_mark.index, node.end_mark.index, written)


def turn(text, rng):
    """A list into a mapping, or a mapping into a list."""
    collections = [node for node, _, _ in marks(text) if isinstance(node, yaml.CollectionNode) and node.value]
    if not collections:
        return None
    node = rng.choice(collections)
    start, end = node.start_mark.index, end_of(node)
    if node.flow_style:
        if text[start : start + 1] not in "[{" or text[end - 1 : end] not in "]}":
            return None
        brackets = "{}" if isinstance(node, yaml.SequenceNode) else "[]"
        return text[:start] + brackets[0] + text[start + 1 : end - 1] + brackets[1] + text[end:]
    edits = []
    for number, child in enumerate(node.value):
        key, value = child if isinstance(child, tuple) else (None, child)
        lines = block_lines(text, value, key)
        if not lines:
            return None
        first, stop, at = lines
        body = text[at:stop].splitlines(keepends=True)
        if key is not None:
            changed = "- " + body[0] + "".join(line if not line.strip() else "  " + line for line in body[1:])
        else:
            inner = body[0][1:].lstrip(" ")
            is_block = isinstance(value, yaml.CollectionNode) and not value.flow_style
            lead = text[first:at]
            gap = " " * (len(body[0]) - len(inner))
            changed = f"k{number}:\n{lead}{gap}{inner}" if is_block else f"k{number}: {inner}"
            changed += "".join(body[1:])
        edits.append((at, stop, changed))
    for at, stop, changed in sorted(edits, reverse=True):
        text = text[:at] + changed + text[stop:]
    return text


def wrap(text, rng):
    """A single value into a list or a mapping of one, and back."""
    values = [entry for entry in marks(text) if entry[2] is not None]
    if not values:
        return None
    node = rng.choice(values)[0]
    start, end = node.start_mark.index, end_of(node)
    if isinstance(node, yaml.ScalarNode):
        if node.style in ("|", ">"):
            return None
        return splice(text, start, end, rng.choice(["[%s]", "{name: %s}", "[[%s]]", "{%s: x}"]) % text[start:end])
    child = node.value[0] if node.value else None
    if isinstance(child, yaml.ScalarNode) and child.style not in ("|", ">"):
        return splice(text, start, end, text[child.start_mark.index : child.end_mark.index])
    return None


def swap(text, rng):
    scalars = [node for node, _, _ in marks(text) if isinstance(node, yaml.ScalarNode) and node.style not in ("|", ">")]
    if len(scalars) < 2:
        return None
    one, other = sorted(rng.sample(scalars, 2), key=lambda node: node.start_mark.index)
    first = text[one.start_mark.index : one.end_mark.index]
    second = text[other.start_mark.index : other.end_mark.index]
    text = text[: other.start_mark.index] + first + text[other.end_mark.index :]
    return text[: one.start_mark.index] + second + text[one.end_mark.index :]


MUTATIONS = [rename, rename, remove, double, add, retype, retype, retype, requote, turn, wrap, swap]


def mutated(text, rng):
    for _ in range(rng.choice([1, 1, 1, 2, 2, 3])):
        for _ in range(10):
            changed = rng.choice(MUTATIONS)(text, rng)
            if changed is not None and changed != text:
                text = changed
                break
    return text


# MARK: - The texts


def parts(text):
    """A long stack in pieces that are quicker to judge: each app with all the top-level sections."""
    if text.count("\n") < 80 or "\r" in text:
        return [text]
    head = re.search(r"^apps:[^\n]*\n", text, re.M)
    tail = head and re.compile(r"^[^\s#]", re.M).search(text, head.end())
    if not head:
        return [text]
    end = tail.start() if tail else len(text)
    starts = [match.start() for match in re.finditer(r"^ {2,4}[^\s#].*\n", text[head.end() : end], re.M)]
    body = text[head.end() : end]
    indent = re.match(r" *", body[starts[0] :]).group() if starts else ""
    starts = [start for start in starts if re.match(indent + r"\S", body[start:])]
    bounds = list(zip(starts, starts[1:] + [len(body)]))
    return [text[: head.end()] + body[start:stop] + text[end:] for start, stop in bounds] or [text]


def seeds():
    names = sorted(glob.glob(os.path.join(ROOT, "Tests", "Fixtures", "valid", "*")))
    names += sorted(glob.glob(os.path.join(ROOT, "Tests", "Fixtures", "guide", "*")))
    names += [os.path.join(ROOT, "docs", "example", "mistakes.kstack.yaml")]
    texts = []
    for name in names:
        if os.path.exists(name):
            with open(name, encoding="utf-8", newline="") as file:
                texts += parts(file.read())
    return texts


def generate(seed, count, texts):
    """`count` different texts; the same seed and files always give the same."""
    rng = random.Random(seed)
    seen = set()
    # What goes wrong in long texts goes wrong in short ones too, and sooner.
    weights = [1 / (500 + len(text)) for text in texts]
    while len(seen) < count:
        text = mutated(rng.choices(texts, weights)[0], rng)
        if text not in seen:
            seen.add(text)
            yield text


def job(arguments):
    """Generates and judges one part of the texts; gives counts and disagreements."""
    program, seed, count, folder, texts = arguments
    os.makedirs(folder)
    made = {}
    for number, text in enumerate(generate(seed, count, texts)):
        name = f"{number:05}.kstack.yaml"
        made[name] = text
        with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
            file.write(text)
    reports = server_reports(program, folder)
    validator = Validator(schema())
    faulty = 0
    found = []
    for name, text in made.items():
        told = reports.get(name, [])
        faulty += any(report.counts or report.code in LOADING for report in told)
        for sentence in disagreements(text, told, validator):
            found.append((os.path.join(folder, name), sentence))
    return len(made), faulty, found


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("program", nargs="?", default=os.path.join(ROOT, ".build", "debug", "kstack-language-server"))
    parser.add_argument("--count", type=int, default=10000, help="how many texts (10000)")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other texts (1)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 2, help="how many at a time")
    parser.add_argument("--keep", help="a new folder for the texts, to look at them afterwards")
    options = parser.parse_args()
    if not os.access(options.program, os.X_OK):
        print(f"{options.program} is missing; build it first", file=sys.stderr)
        return 2
    begin = time.monotonic()
    folder = options.keep or tempfile.mkdtemp(prefix="kstack-differential-")
    texts = seeds()
    # Always the same pieces, whatever the number of processors.
    pieces = 20
    sizes = [options.count // pieces + (number < options.count % pieces) for number in range(pieces)]
    jobs = [
        (options.program, options.seed * 1000 + number, size, os.path.join(folder, f"{number:02}"), texts)
        for number, size in enumerate(sizes)
        if size
    ]
    try:
        with multiprocessing.Pool(max(1, options.jobs)) as pool:
            results = pool.map(job, jobs, chunksize=1)
    finally:
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)
    total = sum(result[0] for result in results)
    faulty = sum(result[1] for result in results)
    found = [disagreement for result in results for disagreement in result[2]]
    for name, sentence in found[:50]:
        print(f"{name}: {sentence}")
    files = len({name for name, _ in found})
    print(f"{total} mutations of {len(texts)} texts, {faulty} with a fault of shape, type or loading: "
          f"{files or 'no'} disagreement{'' if files == 1 else 's'} ({time.monotonic() - begin:.0f} s)")  # fmt: skip
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
