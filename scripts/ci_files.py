#!/usr/bin/env python3
"""Holds what runs in other people's CI to what its readers expect.

    scripts/ci_files.py PROGRAM

hadolint reads the Dockerfile; the workflows and the README's snippets must be valid for GitHub, GitLab and pre-commit;
and pre-commit runs the published hook with PROGRAM in a repository of two stacks, of which one has a fault.

The exit status is 0 when all holds, 1 when not.
"""

import glob
import os
import re
import subprocess
import sys
import tempfile

from fetched import ROOT

# Where `scripts/setup lint` puts what reads them.
MODULES = os.path.join(ROOT, ".build", "lint")
TOOLS = os.path.join(MODULES, "bin")


def run(*command, folder=ROOT, **environment):
    """The status and all that the command printed."""
    path = os.pathsep.join([os.path.dirname(os.path.abspath(sys.argv[1])), TOOLS, os.environ["PATH"]])
    python = os.pathsep.join([MODULES, os.environ.get("PYTHONPATH", "")])
    result = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PATH": path, "PYTHONPATH": python, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
        check=False,
    )
    return result.returncode, result.stdout


def module(name, *arguments, **options):
    return run(sys.executable, "-m", name, *arguments, **options)


def snippets():
    """Of the README's YAML the parts that are for a CI, each with the schema that it must be valid for."""
    with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as file:
        section = file.read().split("\n### In CI\n", 1)[1].split("\n## ", 1)[0]
    for text in re.findall(r"```yaml\n(.*?)```", section, re.DOTALL):
        if "runs-on:" in text:
            yield "vendor.github-workflows", text
        elif "before_script:" in text:
            yield "vendor.gitlab-ci", text
        elif text.startswith("repos:"):
            yield "pre-commit", text
        else:
            sys.exit(f"scripts/ci_files.py: nobody reads this:\n{text}")


def main():
    faults = []

    def expect(what, outcome, status=0, text=""):
        if outcome[0] != status or text not in outcome[1]:
            faults.append(f"{what}: status {outcome[0]}\n{outcome[1]}")

    expect("Dockerfile", run("hadolint", "Dockerfile"))
    workflows = glob.glob(os.path.join(ROOT, ".github", "workflows", "*.yml"))
    expect("workflows", module("check_jsonschema", "--builtin-schema", "vendor.github-workflows", *workflows))
    expect("hooks", module("pre_commit", "validate-manifest", ".pre-commit-hooks.yaml"))
    read = []
    with tempfile.TemporaryDirectory() as folder:
        for schema, text in snippets():
            read.append(schema)
            path = os.path.join(folder, "snippet.yaml")
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            if schema == "pre-commit":
                expect("README, pre-commit", module("pre_commit", "validate-config", path))
            else:
                expect(f"README, {schema}", module("check_jsonschema", "--builtin-schema", schema, path))
        if sorted(read) != ["pre-commit", "vendor.github-workflows", "vendor.gitlab-ci"]:
            faults.append(f"README: snippets for {read}")

        repository = os.path.join(folder, "repository")
        os.makedirs(repository)
        stacks = {"good.kstack.yaml": "apps: {web: {image: 'nginx:1.27'}}\n", "kstack.yaml": "apps: {web: {}}\n"}
        for name, text in stacks.items():
            with open(os.path.join(repository, name), "w", encoding="utf-8") as file:
                file.write(text)
        # In a container the checkout may belong to somebody else, and then git does not let it be cloned.
        with open(os.path.join(folder, ".gitconfig"), "w", encoding="utf-8") as file:
            file.write("[safe]\n  directory = *\n")
        expect("git", run("git", "init", "--quiet", folder=repository))
        expect("git", run("git", "add", ".", folder=repository))
        for files, status, text in ((["good.kstack.yaml"], 0, "Passed"), (list(stacks), 1, "kstack.yaml:1:8: error")):
            hook = ["try-repo", ROOT, "kstack-check", "--files", *files]
            places = {"HOME": folder, "PRE_COMMIT_HOME": os.path.join(folder, "home")}
            outcome = module("pre_commit", *hook, folder=repository, **places)
            expect(f"hook on {files}", outcome, status, text)
    if faults:
        sys.exit("\n".join(faults))
    print(f"Dockerfile, {len(workflows)} workflows, {len(read)} snippets and the hook of pre-commit: all as it must be")


if __name__ == "__main__":
    main()
