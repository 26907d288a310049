#!/usr/bin/env python3
"""Writes Tests/Fixtures/composed.txt anew: what PyYAML composes from the files of the corpus that it can read.

Run it after a change to Tests/Fixtures/yaml, guide or valid, and read the difference: the parser's tests expect it.
"""

import glob
import json
import os

import yaml

FIXTURES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "Tests", "Fixtures")
HEAD = """\
# What PyYAML composes from the files of yaml/, guide/ and valid/ (yaml.compose_all with yaml.CSafeLoader). A line for
# each node: depth, role (k key, v value, i item, r root), kind and style, tag, where it begins (and ends, for scalars
# on one line; - when it is empty) in Unicode scalars, and the value as JSON. An alias names the number of its node, counted from 0 in a file."""  # fmt: skip
STYLES = {None: "plain", "": "plain", "'": "singleQuoted", '"': "doubleQuoted", "|": "literal", ">": "folded"}
COMMON = "tag:yaml.org,2002:"


def composed(data):
    """The lines for one file."""
    text = data.decode("utf-8-sig")
    # All documents are kept until the end: a node is known by its identity.
    documents = list(yaml.compose_all(data, Loader=yaml.CSafeLoader))
    numbers = {}

    def lines(node, depth, role):
        if id(node) in numbers:
            yield f"{depth}{role} *{numbers[id(node)]}"
            return
        numbers[id(node)] = len(numbers)
        tag = node.tag.removeprefix(COMMON)
        start, end = node.start_mark.index, node.end_mark.index
        if isinstance(node, yaml.ScalarNode):
            style = STYLES[node.style]
            is_block = style in ("literal", "folded")
            has_end = not is_block and not set("\r\n") & set(text[start:end])
            place = "-" if start == end else f"{start}-{end}" if has_end else f"{start}"
            yield f"{depth}{role} {style} {tag} {place} {json.dumps(node.value)}"
            return
        is_list = isinstance(node, yaml.SequenceNode)
        form = f"{'flow' if node.flow_style else 'block'}-{'sequence' if is_list else 'mapping'}"
        yield f"{depth}{role} {form} {tag} {start}"
        for child in node.value:
            if is_list:
                yield from lines(child, depth + 1, "i")
            else:
                yield from lines(child[0], depth + 1, "k")
                yield from lines(child[1], depth + 1, "v")

    return [line for root in documents if root is not None for line in lines(root, 0, "r")]


def main():
    result = [HEAD]
    for folder in ("guide", "valid", "yaml"):
        for path in sorted(glob.glob(os.path.join(FIXTURES, folder, "*"))):
            with open(path, "rb") as file:
                result += [f"== {folder}/{os.path.basename(path)}"] + composed(file.read())
    with open(os.path.join(FIXTURES, "composed.txt"), "w", encoding="utf-8") as file:
        file.write("\n".join(result) + "\n")


if __name__ == "__main__":
    main()
