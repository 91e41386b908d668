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
#: the one place that may look at a clock: the age of files that a dead process left in the store
CLOCK_ALLOWED = {"engine/store.py"}


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


@pytest.mark.parametrize("path", [p for p in MODULES if "law" not in p.relative_to(SRC).parts], ids=_id)
def test_only_the_law_names_a_state(path):
    assert re.findall(r"\b(?:Massachusetts|DESE|MA)\b", path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", MODULES, ids=_id)
def test_a_file_is_short_enough_to_read(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", MODULES, ids=_id)
def test_every_module_says_what_it_is_for(path):
    assert ast.get_docstring(_tree(path))


@pytest.mark.parametrize("path", MODULES, ids=_id)
def test_nothing_is_left_for_later(path):
    assert re.findall(r"\b(?:TODO|FIXME|XXX|NotImplemented\b(?!Error))", path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", MODULES, ids=_id)
def test_no_clock_decides_anything(path):
    calls = {ast.unparse(node.func) for node in ast.walk(_tree(path)) if isinstance(node, ast.Call)}
    clock = {c for c in calls if re.fullmatch(r"(?:.*\.)?(?:now|utcnow|today|time|time_ns|perf_counter|monotonic)", c)}
    assert _id(path) in CLOCK_ALLOWED or clock == set()


@pytest.mark.parametrize("path", MODULES, ids=_id)
def test_no_exception_is_swallowed_bare(path):
    handlers = [node for node in ast.walk(_tree(path)) if isinstance(node, ast.ExceptHandler)]
    assert [h.lineno for h in handlers if h.type is None] == []
    passed = [h.lineno for h in handlers if all(isinstance(s, ast.Pass) for s in h.body)]
    assert passed == [], "use contextlib.suppress with the one exception that is meant"


@pytest.mark.parametrize("path", MODULES, ids=_id)
def test_levels_and_rates_are_never_floats(path):
    room = path.relative_to(SRC).parts[0]
    if room not in ("accountability", "indicators", "populations", "kernel", "law", "facts"):
        pytest.skip("nobody is judged in this room")
    tree = _tree(path)
    floats = [n.lineno for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, float)]
    calls = [n.lineno for n in ast.walk(tree) if isinstance(n, ast.Call) and ast.unparse(n.func) == "float"]
    assert floats + calls == []


def test_no_path_of_a_machine_and_no_registry_is_tracked(texts):
    pattern = re.compile(r"/(?:root|home/\w+|Users/\w+|work)/|--(?:index-url|extra-index-url|find-links)\b|\.local:\d+")
    own = {"tests/code_health/test_health_code.py"}
    assert {name: m[0] for name, text in texts.items() if name not in own and (m := pattern.search(text))} == {}


def test_lock_files_name_sums_and_no_host(texts):
    locks = {name: text for name, text in texts.items() if name.endswith(".lock")}
    assert set(locks) == {f"requirements/{name}.lock" for name in ("build", "run", "dev")}
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
        (line,) = [line for line in lines if f'"{requirement}"' in line]
        yield re.split(r"[<>=\[]", requirement)[0], line.partition("#")[2].strip()


#: what a distribution is imported as, where that is not its own name
MODULE_OF = {
    "ibis-framework": "ibis",
    "pyyaml": "yaml",
    "python-calamine": "python_calamine",
    "XlsxWriter": "xlsxwriter",
}
#: tools that are run and not imported
RUN_NOT_IMPORTED = {"pytest-xdist", "ruff", "import-linter"}
#: a library Ibis prints SQL with, pinned because its releases break Ibis
PINNED_FOR_ANOTHER = {"sqlglot"}


@pytest.mark.parametrize(("name", "comment"), _dependencies(), ids=lambda v: v.split()[0])
def test_a_dependency_says_why_it_is_there(name, comment):
    assert len(comment) > 10, f"{name} needs a comment in pyproject.toml"


@pytest.mark.parametrize(
    "name", [name for name, _ in _dependencies() if name not in RUN_NOT_IMPORTED | PINNED_FOR_ANOTHER]
)
def test_a_dependency_is_used(name):
    module = MODULE_OF.get(name, name)
    everywhere = [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))]
    imported = {found.partition(".")[0] for path in everywhere for found in _imports(_tree(path))}
    lazily = set(re.findall(r'LazyModule\("(\w+)"\)', (SRC / "lazy.py").read_text(encoding="utf-8")))
    assert module in imported | lazily


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


def test_files_that_name_what_organizes_the_work_are_not_tracked(texts):
    pattern = re.compile(
        r"\b(?:this brief|the brief|sub-?agent|coding agent|issue #\d+|Co-Authored-By)\b", re.IGNORECASE
    )
    own = {"tests/code_health/test_health_code.py"}
    assert {name: m[0] for name, text in texts.items() if name not in own and (m := pattern.search(text))} == {}


def test_decisions_say_what_was_given_up():
    for page in sorted((ROOT / "docs" / "adr").glob("0*.md")):
        text = page.read_text(encoding="utf-8")
        for part in ("**Context.**", "**Decision.**", "**Consequences.**", "**What we gave up.**"):
            assert part in text, f"{page.name} lacks {part}"
        assert len(text.splitlines()) <= 40, f"{page.name} is longer than a screen"
