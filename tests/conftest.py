"""What every test shares: an own store, one Spark session, and the option that rewrites SQL snapshots."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

#: how fast a machine is decides no test, and neither does chance: `make test` tries the same examples everywhere
settings.register_profile("same_examples", deadline=None, derandomize=True)
#: `make explore` tries others, and more of them
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile("same_examples")

TESTS = Path(__file__).parent
ROOT = TESTS.parent
HAND_MADE = TESTS / "engines" / "hand_made" / "records"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-snapshots", action="store_true", help="write the SQL snapshots anew instead of comparing with them"
    )


def _why_no_spark() -> str:
    if importlib.util.find_spec("pyspark") is None:
        return "pyspark is not installed (pip install 'openperkins[spark]')"
    if not os.environ.get("JAVA_HOME") and shutil.which("java") is None:
        return "there is no Java on this machine (Spark needs Java 17)"
    return ""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep what shares something costly in one process (`--dist loadgroup`); say why Spark cannot be tested."""
    reason = _why_no_spark()
    for item in items:
        if "spark" in item.keywords:
            item.add_marker(pytest.mark.xdist_group("spark"))
            if reason:
                item.add_marker(pytest.mark.skip(reason=reason))
        elif TESTS / "specs" in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("specs"))


@pytest.fixture(scope="session", autouse=True)
def own_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The store of all tests of this process; the user's own is never opened."""
    store = tmp_path_factory.mktemp("store")
    before = os.environ.get("OPENPERKINS_STORE")
    os.environ["OPENPERKINS_STORE"] = str(store)
    yield store
    if before is None:
        del os.environ["OPENPERKINS_STORE"]
    else:
        os.environ["OPENPERKINS_STORE"] = before


@pytest.fixture(scope="session")
def hand_made() -> Path:
    """The hand-made records folder; read only."""
    return HAND_MADE


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """A copy of the hand-made records folder that a test may change."""
    return Path(shutil.copytree(HAND_MADE, tmp_path / "records"))


@pytest.fixture(scope="session")
def invented_states(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """`invented_states(seed)`: a small invented state, made once: six districts, five school years."""
    made: dict[int, Path] = {}

    def of(seed: int) -> Path:
        if seed not in made:
            from openperkins.synth import make_state

            made[seed] = tmp_path_factory.mktemp(f"state{seed}") / "records"
            make_state(made[seed], districts=6, students=1_500, years=5, seed=seed)
        return made[seed]

    return of


#: Tests are many small queries: these take half the time when nothing is compiled. What Spark does by itself is
#: asked for where engines are compared byte for byte.
QUICKER = {
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.shuffle.partitions": "1",
}


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """One Spark session for all tests; engines opened in the tests use the active one."""
    from pyspark.sql import SparkSession

    folder = tmp_path_factory.mktemp("spark")
    settings = {
        "spark.driver.memory": "1g",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.local.dir": str(folder),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.sql.ansi.enabled": "true",
        "spark.log.level": "ERROR",
        **QUICKER,
    }
    builder = SparkSession.builder.master("local[2]").appName("tests")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.fixture
def spark_as_it_comes(spark: Any) -> Iterator[Any]:
    """The session as a cluster has it: compiled, adaptive, several partitions."""
    for name in QUICKER:
        spark.conf.unset(name)
    spark.conf.set("spark.sql.shuffle.partitions", "2")
    yield spark
    for name, value in QUICKER.items():
        spark.conf.set(name, value)
