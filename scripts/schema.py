#!/usr/bin/env python3
"""Holds the published schema to what it says and to what its readers expect.

It must be a valid schema of draft 7 whose examples and defaults are valid where they stand, whose ready sidecars are
valid sidecars, and which takes every faultless stack of this repository.

The exit status is 0 when all holds, 1 when not.
"""

import glob
import json
import os
import re
import sys

import fetched
from fetched import ROOT

jsonschema, yaml = fetched.modules("the published schema", jsonschema="jsonschema", yaml="PyYAML")


def main():
    with open(os.path.join(ROOT, "schemas", "kstack.schema.json"), encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft7Validator.check_schema(schema)
    faults, counts = [], {"descriptions": 0, "examples": 0, "defaults": 0, "snippets": 0, "stacks": 0}

    def check(value, part, what):
        validator = jsonschema.Draft7Validator({**part, "definitions": schema["definitions"]})
        faults.extend(f"{what}: {error.message}" for error in validator.iter_errors(value))

    def walk(part, path):
        if isinstance(part, list):
            for index, inner in enumerate(part):
                walk(inner, f"{path}/{index}")
        if not isinstance(part, dict):
            return
        for name, inner in part.items():
            if name == "properties":
                # The names are the language's own, not keywords.
                for key, value in inner.items():
                    walk(value, f"{path}/{name}/{key}")
            elif name not in ("examples", "default", "enum", "defaultSnippets"):
                walk(inner, f"{path}/{name}")
        if "markdownDescription" in part and "definitions" not in part:
            counts["descriptions"] += 1
            if not isinstance(part.get("description"), str) or not part["description"]:
                faults.append(f"{path}: no description")
        if "enumDescriptions" in part and len(part["enumDescriptions"]) != len(part["enum"]):
            faults.append(f"{path}: not every value is described")
        for example in part.get("examples", []):
            counts["examples"] += 1
            check(example, part, f"{path}: example")
        if "default" in part:
            counts["defaults"] += 1
            check(part["default"], part, f"{path}: default")
        for snippet in part.get("defaultSnippets", []):
            counts["snippets"] += 1
            text = re.sub(r"\$\{\d+:([^}]*)\}", r"\1", snippet["body"])
            check(yaml.safe_load(text), part, f"{path}: snippet {snippet['label']}")

    walk(schema, "#")
    for path in glob.glob(os.path.join(ROOT, "Tests", "Fixtures", "valid", "*.yaml")) + glob.glob(
        os.path.join(ROOT, "Tests", "Fixtures", "guide", "*.yaml")
    ):
        with open(path, "rb") as file:
            stack = yaml.safe_load(file)
        if isinstance(stack, dict) and "apps" in stack:
            counts["stacks"] += 1
            # A key that is no text counts as its text, as in the language.
            check(json.loads(json.dumps(stack, default=str)), schema, os.path.relpath(path, ROOT))
    for name, least in (("descriptions", 60), ("examples", 10), ("defaults", 10), ("snippets", 3), ("stacks", 40)):
        if counts[name] < least:
            faults.append(f"only {counts[name]} {name}")
    if faults:
        sys.exit("\n".join(faults))
    print("schemas/kstack.schema.json: " + ", ".join(f"{count} {name}" for name, count in counts.items()))


if __name__ == "__main__":
    main()
