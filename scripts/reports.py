#!/usr/bin/env python3
"""Reads the reports of `check` with other people's programs: what they take, dashboards and code hosts take too.

    scripts/reports.py [PROGRAM]

PROGRAM checks the example stacks once in each form. SARIF is read by sarif-pydantic, which knows the objects of SARIF
2.1.0 and their types, JUnit's XML by junitparser, and the other forms in JSON by Python itself. All must tell of the
same findings in the same places.

The exit status is 0 when they do, 1 when not.
"""

import collections
import glob
import json
import os
import re
import subprocess
import sys

import fetched
from fetched import ROOT

junitparser, sarif_pydantic = fetched.modules(
    "the reports read by other programs", junitparser="junitparser", sarif_pydantic="sarif-pydantic"
)

LEVELS = {"error": "error", "warning": "warning", "information": "note", "hint": "note"}


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, ".build", "debug", "kstack-language-server")
    stacks = sorted(os.path.relpath(path, ROOT) for path in glob.glob(os.path.join(ROOT, "docs/example/*.yaml")))

    def report(form):
        command = [program, "check", "--fail-on", "warning", "--format", form, *stacks]
        return subprocess.run(command, cwd=ROOT, capture_output=True, check=False, text=True, encoding="utf-8").stdout

    document = json.loads(report("json"))
    assert document["version"] == 1
    findings = [
        (file["path"], item["range"]["start"]["line"], item["range"]["start"]["column"], item)
        for file in document["files"]
        for item in file["diagnostics"]
    ]
    assert [file["path"] for file in document["files"]] == stacks
    assert len(findings) > 100, "the examples have many planted mistakes"
    for path, line, column, item in findings:
        with open(os.path.join(ROOT, path), "rb") as stream:
            content = stream.read()
        before = content[: item["range"]["start"]["offset"]].decode("utf-8")
        assert line == before.count("\n") + 1, item
        assert column == len(before) - (before.rfind("\n") + 1) + 1, item
        assert 0 <= item["range"]["end"]["offset"] <= len(content), item

    sarif = sarif_pydantic.Sarif.model_validate_json(report("sarif"))
    (run,) = sarif.runs
    assert run.tool.driver.name == "kstack-language-server"
    rules = run.tool.driver.rules
    read = []
    for result in run.results:
        assert rules[result.rule_index].id == result.rule_id
        place = result.locations[0].physical_location
        level = getattr(result.level, "value", result.level)
        read.append((place.artifact_location.uri, place.region.start_line, place.region.start_column, result.rule_id, level))
    expect("sarif", read, [(p, l, c, item["code"], LEVELS[item["severity"]]) for p, l, c, item in findings])
    fixes = sum(len(result.fixes or []) for result in run.results)
    assert fixes == sum(1 for f in findings for fix in f[3]["fixes"] if fix["edits"]), "every fix"

    suites = junitparser.JUnitXml.fromstring(report("junit").encode("utf-8"))
    read = []
    for suite in suites:
        assert suite.failures == sum(isinstance(r, junitparser.Failure) for case in suite for r in case.result)
        for case in suite:
            name = re.fullmatch(r"(\S+) at (\d+):(\d+)", case.name)
            if name:
                (result,) = case.result
                fails = isinstance(result, junitparser.Failure)
                read.append((suite.name, int(name[2]), int(name[3]), name[1], result.message, fails))
    grave = ("error", "warning")
    expect(
        "junit", read,
        [(p, l, c, item["code"], item["message"], item["severity"] in grave) for p, l, c, item in findings])

    issues = json.loads(report("gitlab"))
    expect(
        "gitlab",
        [(i["location"]["path"], i["location"]["lines"]["begin"], i["check_name"], i["description"]) for i in issues],
        [(p, l, item["code"], item["message"]) for p, l, _, item in findings])
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)

    command = re.compile(r"::(error|warning|notice) file=(.*?),line=(\d+),.*?col=(\d+),.*?,title=kstack (\S+?)::")
    read = [command.match(line).groups() for line in report("github").splitlines()]
    expect(
        "github", [(p, int(l), int(c), code) for _, p, l, c, code in read],
        [(p, l, c, item["code"]) for p, l, c, item in findings])

    lines = re.findall(r"^(\S+?):(\d+):(\d+): \w+\[(\S+)\]: ", report("text"), re.MULTILINE)
    expect(
        "text", [(p, int(l), int(c), code) for p, l, c, code in lines],
        [(p, l, c, item["code"]) for p, l, c, item in findings])
    print(f"{len(findings)} findings in {len(stacks)} files are the same in all forms of the report")


def expect(form, read, expected):
    if read != expected:
        missing = collections.Counter(expected) - collections.Counter(read)
        more = collections.Counter(read) - collections.Counter(expected)
        sys.exit(f"{form} differs: missing {list(missing)[:3]}, too many {list(more)[:3]}")


if __name__ == "__main__":
    main()
