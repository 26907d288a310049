"""What the scripts need from PyPI; `scripts/setup test` puts into a folder of the build what the machine's Python lacks."""

import importlib
import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

# Before the machine's own: what was fetched together fits together.
sys.path.insert(0, os.path.join(ROOT, ".build", "python"))


def modules(purpose, **packages):
    """Imports modules, each given with the package that has it.

    Without one of them the script ends: with success where the tests may leave out what the machine has not.
    """
    try:
        return [importlib.import_module(module) for module in packages]
    except ImportError as missing:
        skip(purpose, f"{missing}; install {' and '.join(packages.values())}", "PYTHON")


def skip(purpose, reason, kind):
    """Ends the script, with a failure where KSTACK_REQUIRE_<kind> says that nothing may be left out."""
    if os.environ.get(f"KSTACK_REQUIRE_{kind}", "0") == "1":
        sys.exit(f"{sys.argv[0]}: {reason}")
    print(f"skipped: {purpose}: {reason}")
    sys.exit(0)
