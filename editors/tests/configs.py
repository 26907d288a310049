#!/usr/bin/env python3
"""Reads every configuration that the pages of editors show, and every one that stands beside them.

    editors/tests/configs.py

Each must be JSON or TOML, each link, on these pages and in docs/, must lead to a file and to a heading in it, and each
page must say whether it is tested. TOML needs Python 3.11; without it, it is passed over, and that is said.
"""

import json
import pathlib
import re
import sys

try:
    import tomllib
except ImportError:
    tomllib = None

EDITORS = pathlib.Path(__file__).resolve().parent.parent
ROOT = EDITORS.parent

# Pages of editors that are set up by hand; the others have tests of their own.
PAGES = ["helix", "kate", "sublime", "vim", "zed"]
STATES = re.compile(r"^(Tested with .+ in CI\.|Not tested by us\.)", re.MULTILINE)

faults = []
read = 0
skipped = 0


def check(name, language, text):
    global read, skipped
    try:
        if language == "json":
            # Some pages show single settings.
            json.loads(text if text.lstrip().startswith(("{", "[")) else "{" + text + "}")
        elif tomllib is None:
            skipped += 1
            return
        else:
            tomllib.loads(text)
        read += 1
    except ValueError as error:
        faults.append(f"{name}: {language}: {error}")


for path in sorted(EDITORS.glob("*/*")):
    if path.suffix in {".json", ".sublime-settings"}:
        check(path.relative_to(ROOT), "json", path.read_text())
    elif path.suffix == ".toml":
        check(path.relative_to(ROOT), "toml", path.read_text())



def anchors(page):
    """What a link may name behind `#`: the headings, as GitHub spells them."""
    text = re.sub(r"^ *```.*?^ *```$", "", page.read_text(), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.+?) *$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


for path in [ROOT / "README.md", *sorted(EDITORS.glob("*/README.md")), *sorted(ROOT.glob("docs/*.md"))]:
    page = path.read_text()
    name = path.relative_to(ROOT)
    for block in re.finditer(r"^ *```(json|toml)\n(.*?)^ *```$", page, re.MULTILINE | re.DOTALL):
        check(f"{name}:{page.count(chr(10), 0, block.start()) + 1}", block[1], block[2])
    for link, anchor in re.findall(r"\]\(([^)#:]*)(?:#([^):]*))?\)", page):
        target = path.parent / link if link else path
        if not target.exists():
            faults.append(f"{name}: no file {link}")
        elif anchor and anchor not in anchors(target):
            faults.append(f"{name}: no heading {link}#{anchor}")

for editor in PAGES:
    states = STATES.findall((EDITORS / editor / "README.md").read_text())
    if len(states) != 1:
        faults.append(f"editors/{editor}/README.md does not say whether it is tested")

if not read:
    faults.append("no configuration was found")
for fault in faults:
    print(f"not ok - {fault}")
print(f"{read} configurations read" + (f", {skipped} in TOML skipped" if skipped else "") + f", {len(faults)} faults")
sys.exit(1 if faults else 0)
