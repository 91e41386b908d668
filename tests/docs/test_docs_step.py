"""The docs are in step with the code, whole, and in their own tone."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path

import pytest

from openperkins.indicators.catalogue import INDICATORS
from openperkins.law import load_ruleset
from openperkins.records.submitted.texts import TEXTS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
WRITTEN = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])


@pytest.fixture(scope="module")
def generator():
    """docs/generate.py as a module."""
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["generate"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def made(generator):
    return generator.everything()


def test_generated_pages_are_in_step(generator, made):
    assert generator.out_of_step(made) == [], "run `make docs`"


def test_a_page_out_of_step_is_noticed(generator, made):
    page = DOCS / "reference" / "populations.md"
    assert generator.out_of_step({**made, page: "something else"}) == ["docs/reference/populations.md"]


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda i: i.code)
def test_every_indicator_has_a_page_that_names_its_criteria(indicator, made):
    page = made[DOCS / "reference" / "indicators" / f"{indicator.code.lower()}.md"]
    assert page.startswith(f"# {indicator.code} {indicator.title}\n")
    assert "**Population.** The student " in page
    assert "**Denominator.** The student " in page
    assert "**Numerator.** The student " in page


def test_every_reading_and_parameter_is_in_the_docs(made):
    ruleset = load_ruleset("perkins_iv_ma")
    page = made[DOCS / "reference" / "readings.md"]
    anchors = set(re.findall(r'<a id="(r\d\d)"></a>', page))
    assert anchors == {id.lower() for id in ruleset.readings}
    assert all(f"| `{name}` |" in page for name in ruleset.parameters)
    assert anchors >= {f"r{n:02d}" for n in (*range(1, 12), *range(20, 34), *range(40, 48), *range(50, 60))}


def test_every_check_is_in_the_docs(made):
    spec = (ROOT / "specs" / "checks.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\|([^|]+)\|[^|]+\|.*\|([^|]+)\|$", spec, flags=re.MULTILINE)
    ids = {id for _, problems in rows for id in re.findall(r"[A-Z]\d{2,3}", problems)}
    page = made[DOCS / "reference" / "checks.md"]
    assert len(ids) > 100
    assert [id for id in sorted(ids | set(TEXTS)) if f'<a id="{id.lower()}"></a>{id}' not in page] == []


def test_every_setting_is_in_the_docs(made):
    page = made[DOCS / "reference" / "settings.md"]
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    asked = re.findall(r'\benv\.\w+\(\s*"(\w+)"', code)
    named = {f"OPENPERKINS_{name}" for name in asked} | set(re.findall(r'"(OPENPERKINS_\w+)"', code))
    assert len(named) > 25
    assert [name for name in sorted(named) if f"| `{name}` |" not in page] == []


def test_a_setting_without_words_is_refused(generator, monkeypatch):
    import settings_page

    read = settings_page.settings_read()
    more = read | {"OPENPERKINS_NEW": settings_page.Setting("OPENPERKINS_NEW", "text", "")}
    monkeypatch.setattr(settings_page, "settings_read", lambda: more)
    with pytest.raises(SystemExit, match="OPENPERKINS_NEW"):
        settings_page.settings_page("")
    monkeypatch.setattr(settings_page, "settings_read", lambda: dict(list(read.items())[1:]))
    with pytest.raises(SystemExit, match=next(iter(read))):
        settings_page.settings_page("")


def _anchors(path: Path) -> set[str]:
    text = path.read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    slugs = {re.sub(r"[^\w\- ]", "", re.sub(r"[`*]", "", h).lower()).strip().replace(" ", "-") for h in headings}
    return slugs | set(re.findall(r'<a id="([^"]+)"', text))


@pytest.mark.parametrize("page", WRITTEN, ids=[str(p.relative_to(ROOT)) for p in WRITTEN])
def test_links_lead_somewhere(page):
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        if not file.exists() or (anchor and file.suffix == ".md" and anchor not in _anchors(file)):
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize("page", WRITTEN, ids=[str(p.relative_to(ROOT)) for p in WRITTEN])
def test_the_tone_is_the_docs_own(page):
    text = page.read_text(encoding="utf-8")
    assert re.findall(r"\b(?:simply|just|obviously|of course)\b", text, flags=re.IGNORECASE) == []


def test_coverage_names_every_system_of_this_part(made):
    page = made[DOCS / "coverage.md"]
    here = page[: page.index("## Not yet")]
    systems = [f"W{n}" for n in (1, 2, 3, 4, 5, 6, 9, 13, 14, 15, 16)]
    needs = [f"C{n}" for n in range(1, 12)]
    for id in (*systems, *needs, "B trace", "B replay", "B how many more", "B protection"):
        assert f"| {id} |" in here
