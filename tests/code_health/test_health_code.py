"""The habits of the house, held by tests: rooms, names, sizes, clocks, paths, dependencies."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "openperkins"
MODULES = sorted(SRC.rglob("*.py"))
#: outside the portal, the one place that may look at a clock: the age of files that a dead process left in the store
CLOCK_ALLOWED = {"engine/store.py"}
#: what the portal asks, always with a time zone: when something was done, how old a file is, how long a page took
PORTAL_CLOCKS = {"timezone.now", "time.time", "time.perf_counter", "now"}


def _id(path: Path) -> str:
    return str(path.relative_to(SRC))


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def _tracked() -> list[Path]:
    """Files under version control, or soon to be; outside a checkout, what an sdist would hold."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        return [p for p in ROOT.rglob("*") if p.is_file() and ".venv" not in p.parts and ".git" not in p.parts]
    return [ROOT / name for name in done.stdout.splitlines() if (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Path → text of every tracked file that is text."""
    found = {}
    for path in _tracked():
        try:
            found[str(path.relative_to(ROOT))] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a workbook, a Parquet file, a file that is damaged on purpose
    return found


def test_the_import_contracts_hold():
    program = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", sorted((SRC / "indicators").glob("*.py")), ids=_id)
def test_an_indicator_imports_its_language_and_its_nouns_only(path):
    ours = {name for name in _imports(_tree(path)) if name.startswith("openperkins")}
    allowed = {"openperkins.kernel", "openperkins.indicators.shared"}
    allowed |= {"openperkins.facts.assessments", "openperkins.facts.enrollment"}
    if path.name == "catalogue.py":
        allowed |= {name for name in ours if name.startswith("openperkins.indicators.ind_")}
    assert ours <= allowed


def _offenders(pattern: str, modules: list[Path] = MODULES) -> dict[str, list[str]]:
    found = {_id(path): re.findall(pattern, path.read_text(encoding="utf-8")) for path in modules}
    return {name: hits for name, hits in found.items() if hits}


def test_only_the_law_names_a_state():
    assert (
        _offenders(r"\b(?:Massachusetts|DESE|MA)\b", [p for p in MODULES if p.relative_to(SRC).parts[0] != "law"]) == {}
    )


def test_files_are_short_enough_to_read():
    lengths = {_id(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: length for name, length in lengths.items() if length > 400} == {}


def _is_marker(path: Path) -> bool:
    """Django wants these packages to be there; an app's page of one class says in the class what it is."""
    return not path.read_text(encoding="utf-8") or path.name == "apps.py" or path.parent.name == "migrations"


def test_every_module_says_what_it_is_for():
    assert [_id(path) for path in MODULES if not _is_marker(path) and not ast.get_docstring(_tree(path))] == []


def test_nothing_is_left_for_later():
    assert _offenders(r"\b(?:TODO|FIXME)\b") == {}


def test_no_clock_decides_anything():
    clock = re.compile(r"(?:.*\.)?(?:now|utcnow|today|time|time_ns|perf_counter|monotonic)")
    asks = {
        _id(path): [ast.unparse(n.func) for n in ast.walk(_tree(path)) if isinstance(n, ast.Call)] for path in MODULES
    }
    asks = {name: set(filter(clock.fullmatch, calls)) for name, calls in asks.items()}
    assert {name for name, calls in asks.items() if calls and not name.startswith("portal/")} <= CLOCK_ALLOWED
    assert set().union(*(calls for name, calls in asks.items() if name.startswith("portal/"))) == PORTAL_CLOCKS


def test_no_exception_is_swallowed():
    bare, passed = [], []
    for path in MODULES:
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.ExceptHandler):
                bare += [_id(path)] if node.type is None else []
                passed += [_id(path)] if all(isinstance(s, ast.Pass) for s in node.body) else []
    assert bare == []
    assert passed == [], "use contextlib.suppress with the one exception that is meant"


def test_nobody_is_judged_in_floating_point():
    judging = ("accountability", "indicators", "populations", "kernel", "law", "facts")
    floats = []
    for path in (p for p in MODULES if p.relative_to(SRC).parts[0] in judging):
        for node in ast.walk(_tree(path)):
            written = isinstance(node, ast.Constant) and isinstance(node.value, float)
            made = isinstance(node, ast.Call) and ast.unparse(node.func) == "float"
            floats += [f"{_id(path)}:{node.lineno}"] if written or made else []
    assert floats == []


def test_no_path_of_a_machine_and_no_registry_is_tracked(texts):
    here = "|".join(re.escape(str(path)) for path in (ROOT, Path.home()))
    pattern = re.compile(rf"(?:{here}|/home/\w+|/Users/\w+)/|--(?:index-url|extra-index-url|find-links)\b")
    own = {"tests/code_health/test_health_code.py"}
    assert {name: m[0] for name, text in texts.items() if name not in own and (m := pattern.search(text))} == {}


def test_lock_files_name_sums_and_no_host(texts):
    locks = {name: text for name, text in texts.items() if name.endswith(".lock")}
    assert set(locks) == {f"requirements/{name}.lock" for name in ("build", "run", "dev", "node")}
    for text in locks.values():
        assert "://" not in text
        pinned = re.findall(r"^[a-z].*$", text, flags=re.MULTILINE)
        assert pinned
        assert all("==" in line and line.endswith("\\") for line in pinned)


def test_the_run_lock_is_part_of_the_dev_lock(texts):
    pins = {
        name: set(re.findall(r"^[a-z][^ ]+==[^ ]+", texts[f"requirements/{name}.lock"], re.M))
        for name in ("run", "dev")
    }
    assert pins["run"] <= pins["dev"]


def _dependencies() -> Iterator[tuple[str, str]]:
    """Each requirement of pyproject.toml with the comment on its line."""
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    project = tomllib.loads("\n".join(lines))["project"]
    wanted = [*project["dependencies"], *(d for extra in project["optional-dependencies"].values() for d in extra)]
    for requirement in wanted:
        if requirement.startswith("openperkins["):
            continue  # an extra that another extra is made of
        (line,) = [line for line in lines if f'"{requirement}"' in line]
        yield re.split(r"[<>=\[]", requirement)[0], line.partition("#")[2].strip()


#: what a distribution is imported as, where that is not its own name
MODULE_OF = {
    "ibis-framework": "ibis",
    "pyyaml": "yaml",
    "python-calamine": "python_calamine",
    "XlsxWriter": "xlsxwriter",
    "Django": "django",
    "django-allauth": "allauth",
    "django-csp": "csp",
    "django-anymail": "anymail",
    "django-health-check": "health_check",
} | {name: name.replace("-", "_") for name in ("django-htmx", "django-tasks", "django-tasks-db", "django-structlog")}
#: tools that are run and not imported
RUN_NOT_IMPORTED = {"pytest-xdist", "pytest-django", "ruff", "import-linter"}
#: what Ibis prints SQL with (one pinned because its releases break Ibis, one that Ibis does not ask for), and the
#: driver that Django loads when the address of a database says postgres
NEEDED_BY_ANOTHER = {"sqlglot", "packaging", "psycopg"}


def test_every_dependency_says_why_it_is_there():
    assert [name for name, comment in _dependencies() if len(comment) < 10] == []


def test_every_dependency_is_used():
    everywhere = [*MODULES, *(path for room in ("tests", "benchmarks") for path in sorted((ROOT / room).rglob("*.py")))]
    imported = {found.partition(".")[0] for path in everywhere for found in _imports(_tree(path))}
    imported |= set(re.findall(r'LazyModule\("(\w+)"\)', (SRC / "lazy.py").read_text(encoding="utf-8")))
    settings = (SRC / "portal" / "settings.py").read_text(encoding="utf-8")
    imported |= set(re.findall(r'"([a-z_]+)[."]', settings))  # Django loads its apps by name
    wanted = {name for name, _ in _dependencies()} - RUN_NOT_IMPORTED - NEEDED_BY_ANOTHER
    assert {name for name in wanted if MODULE_OF.get(name, name) not in imported} == set()


HEAVY = {"polars", "ibis", "duckdb", "pyarrow", "numpy", "rich", "pyspark", "sqlglot", "yaml", "xlsxwriter"}
ASK = "import sys, runpy; {what}; print(*sorted({{n.partition('.')[0] for n in sys.modules}}))"


@pytest.mark.parametrize(
    "what",
    [
        "import openperkins",
        "import openperkins.cli",
        "import openperkins.cli.commands",
        "from openperkins.cli.commands import openperkins as o; o.main(['run', '--help'], standalone_mode=False)",
    ],
)
def test_asking_for_help_loads_nothing_heavy(what):
    done = subprocess.run([sys.executable, "-c", ASK.format(what=what)], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "openperkins" in loaded
    assert loaded & HEAVY == set()


def test_decisions_say_what_was_given_up():
    for page in sorted((ROOT / "docs" / "adr").glob("0*.md")):
        text = page.read_text(encoding="utf-8")
        for part in ("**Context.**", "**Decision.**", "**Consequences.**", "**What we gave up.**"):
            assert part in text, f"{page.name} lacks {part}"
        assert len(text.splitlines()) <= 40, f"{page.name} is longer than a screen"
