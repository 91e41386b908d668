"""The instrument that comes with OpenPerkins, counted against the CLNA; and what a file of one is refused for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from openperkins.errors import LawError, StorageError
from openperkins.explain.instrument_page import COMPONENT_KEYS, METRIC_KEYS, TOP_KEYS
from openperkins.law import load_review
from openperkins.law.bounded_yaml import MOST_BYTES, MOST_DEPTH, MOST_ENTRIES, MOST_SIGNS
from openperkins.needs import instrument as known
from openperkins.needs.instrument import load_instrument, read_instrument, read_instrument_file
from openperkins.needs.measures import MEASURES
from openperkins.needs.questions import every_question, is_question

OURS = load_instrument()
IDS = (Path(__file__).parent / "instrument_ids.txt").read_text(encoding="utf-8").split()


# --- what it holds (CLNA 2022: components 1 to 7, action plan, page 20)


def test_it_holds_what_the_clna_holds():
    reviewed = [component for component in OURS.components if not component.is_compliance]
    assert len(OURS.components) == 7
    assert [len(one.metrics) for one in reviewed] == [7, 7, 6, 4, 4, 4]  # 32 rows of the review tables
    assert [len(one.criteria) for one in reviewed] == [3, 2, 2, 2, 2, 4]  # 15 lines of the rubrics
    assert len(OURS.levels) == 4
    assert len(OURS.narratives) == 18  # three Identify questions for each of six components
    (compliance,) = [component for component in OURS.components if component.is_compliance]
    assert [len(group.items) for group in compliance.checks] == [4, 3, 4, 5]  # 16 checks, 7.1 to 7.4
    assert [answer.title for answer in OURS.answers] == ["No", "A plan is in place", "Yes"]
    assert [check.id for check in OURS.checks if check.is_starred] == ["7.1.c", "7.2.b", "7.2.c", "7.3.a", "7.3.b"]
    assert len(OURS.groups) == 12  # the student groups under each table
    assert len(OURS.reflections) == 4
    assert [actor.id for actor in OURS.action_plan.actors] == ["school", "district", "dese", "partners"]
    assert OURS.action_plan.months == 3
    assert [one.number for one in OURS.components if one.of_places] == [6]
    assert [one.number for one in OURS.components if one.workforce] == [2]


def test_ids_never_change():
    """Answers are kept under them: an id may be added, and none may go."""
    assert list(every_question(OURS, ["460302"])) == IDS
    assert all(is_question(id, OURS) for id in IDS)


def test_every_measure_it_names_is_known_and_used():
    named = {measure for metric in OURS.metrics for measure in metric.measures}
    assert [check.id for check in OURS.checks if check.fewest_programs], (
        "the starred checks ask for Chapter 74 programs"
    )
    assert named | {"chapter74_programs"} == set(known.MEASURES)
    assert tuple(measure.code for measure in MEASURES) == known.MEASURES


def test_its_groups_are_those_the_measures_are_broken_down_by():
    assert tuple(group.id for group in OURS.groups) == known.GROUPS == tuple(load_review().law.review.groups)


def test_a_metric_of_students_says_where_to_look_when_records_do_not_answer():
    """CLNA, "Not sure where to find this?": what the document names for a metric is there, measured or not."""
    finds = {metric.id: metric.find for metric in OURS.metrics}
    named = ("1.enrollment", "1.ela", "2.enrollment", "2.masscore", "2.placement", "3.program_enrollment", "5.dropout")
    assert all(finds[id] for id in named)


def test_the_page_explains_every_key():
    assert TOP_KEYS.keys() == known.TOP
    assert COMPONENT_KEYS.keys() == known.COMPONENT_MAY
    assert METRIC_KEYS.keys() == known.METRIC_MAY


# --- faults of a file, one by one


def plain() -> dict[str, Any]:
    return yaml.safe_load(OURS.text)


def at(*keys: Any) -> Callable[[dict[str, Any], Any], None]:
    def put(file: Any, value: Any) -> None:
        for key in keys[:-1]:
            file = file[key]
        if value is ...:
            del file[keys[-1]]
        else:
            file[keys[-1]] = value

    return put


METRIC, CRITERION = ("components", 0, "metrics", 0), ("components", 0, "criteria", 0)
CHECK = ("components", 6, "checks", 0, "items", 0)
FAULTS = [
    (at("title"), ..., "the file: has no `title`"),
    (at("titel"), "x", "the file: the key `titel` is not known. Did you mean title"),
    (at("name"), "With blanks", "name: the id 'With blanks' is not made of small letters"),
    (at("version"), 2022, "version: `version` is not text"),
    (at("question"), " ", "question: `question` is not text"),
    (at("cites"), [], "the file: has no citation"),
    (at("cites"), ["hearsay 3"], "the citation `hearsay 3` does not begin with a source"),
    (at("levels", 0, "id"), "best", "levels: has not exactly these ids, in this order: exemplar"),
    (at("levels", 3), ..., "levels: has not exactly these ids"),
    (at("answers"), "No", "answers: has not exactly these ids"),
    (at("groups", 0, "id"), "english", "groups: has not exactly these ids"),
    (at("reflections"), [], "reflections: is not a list with something in it"),
    (at("reflections", 0, "id"), "further", "the id further is used twice"),
    (at("prompts", 0, "id"), "a.b", "prompts 1: the id a.b has a point"),
    (at("prompts", 0, "asks"), None, "prompts 1: `asks` is not text"),
    (at("components", 1, "number"), 3, "components: their numbers do not run from 1 on"),
    (at("components", 1, "number"), "2", "components 2: `number` is '2', not a whole number"),
    (at("components", 0), 5, "components 1: is not a mapping"),
    (at("components", 0, "objective"), ..., "components 1: has no `objective`"),
    (at("components", 0, "criteria"), ..., "component 1: has either `metrics` with `criteria`, or `checks`"),
    (at("components", 0, "funnel"), ["1.nothing"], "component 1: `funnel` names 1.nothing"),
    (at("components", 0, "workforce"), "yes", "component 1: `workforce` is neither true nor false"),
    (at(*METRIC, "id"), "2.enrollment", "the id 2.enrollment does not begin with 1."),
    (at(*METRIC, "id"), "1.ela", "the id 1.ela is used twice"),
    (at(*METRIC, "id"), "1.review", "the id 1.review is not 1. and one word"),
    (at(*METRIC, "id"), "1.a.b", "the id 1.a.b is not 1. and one word"),
    (at(*METRIC, "id"), 1.5, "component 1 metrics 1: the id 1.5 is not made of"),
    (at(*METRIC, "unit"), "furlongs", "`unit` is 'furlongs', none of students"),
    (at(*METRIC, "unit"), ["students"], "`unit` is ['students']"),
    (at(*METRIC, "measure"), "luck", "luck is no measure; known are enrollment"),
    (at(*METRIC, "measure"), ["ela"], "is no measure"),
    (at("components", 4, "metrics", 1, "measure"), ..., "has neither a `measure` nor a place to `find` it"),
    (at(*METRIC, "beside"), "ela", "`beside` is not a list of quoted text"),
    (at(*METRIC, "better"), "most", "`better` is 'most', neither higher nor lower"),
    (at(*METRIC, "names_itself"), 1, "`names_itself` is neither true nor false"),
    (at(*CRITERION, "elements"), ["a", "a"], "`elements` names one thing twice"),
    (at(*CRITERION, "id"), "1.done", "the id 1.done is not 1. and one word"),
    (at("components", 6, "checks", 0, "id"), "7.value", "the id 7.value is not 7. and one word"),
    (at(*CHECK, "id"), "7.2.z", "the id 7.2.z is not 7.1. and one word"),
    (at(*CHECK, "id"), "7.1.z.z", "the id 7.1.z.z is not 7.1. and one word"),
    *((at(*CHECK, "id"), f"7.1.{one}", f"the id 7.1.{one} is not 7.1. and one word") for one in known.TAKEN_CHECKS),
    *((at(*CRITERION, "id"), f"1.{one}", f"the id 1.{one} is not 1. and one word") for one in known.TAKEN_CHECKS),
    *((at("prompts", 0, "id"), one, f"prompts 1: the id {one} means something else") for one in known.TAKEN_PARTS),
    (at("action_plan", "actors", 0, "id"), "value", "action_plan actors 1: the id value means something else"),
    (at(*CHECK, "applies_when"), "", "`applies_when` is not text"),
    (at(*CHECK, "fewest_programs"), 5, "`fewest_programs` stands without `applies_when`"),
    (at(*CHECK, "fewest_programs"), -1, "`fewest_programs` is -1, not a number of programs"),
    (at("action_plan", "months"), 0, "action_plan: `months` is 0, not a number from 1 to 24"),
    (at("action_plan", "fields", 0), "begin", "action_plan: `fields` is not start, end"),
    (at("action_plan", "actors", 0, "id"), "dese", "the id dese is used twice"),
    (at("stakeholders", "groups", 0), "teachers", "stakeholders groups 1: is not a mapping"),
    (at("stakeholders", "cites"), ["20"], ""),
]


@pytest.mark.parametrize(("put", "value", "told"), FAULTS, ids=[told[:60] or "sound" for _, _, told in FAULTS])
def test_faults_of_a_file(put, value, told):
    file = plain()
    put(file, value)
    text = yaml.safe_dump(file, allow_unicode=True)
    if not told:
        assert read_instrument(text, "own.yaml").components == OURS.components
        return
    with pytest.raises(LawError) as caught:
        read_instrument(text, "own.yaml")
    assert caught.value.message.startswith("own.yaml does not load:")
    assert told in caught.value.message


def test_what_cycles_began_with_is_read_whatever_its_ids_are_called():
    text = OURS.text.replace("id: highlights", "id: done").replace("id: 7.1.a", "id: 7.1a")
    with pytest.raises(LawError):
        read_instrument(text)
    assert read_instrument(text, kept=True).prompts[0].id == "done"
    with pytest.raises(LawError):
        read_instrument(text.replace("id: done", "id: a.b"), kept=True)


def test_a_wrong_number_is_told_once():
    file = plain()
    at(*CHECK, "id")(file, "6.1.a")
    with pytest.raises(LawError) as caught:
        read_instrument(yaml.safe_dump(file))
    assert caught.value.message.count("6.1.a") == 1


def test_all_faults_are_told_at_once():
    file = plain()
    for put, value in ((at("name"), "X Y"), (at(*METRIC, "unit"), "x"), (at("action_plan", "months"), 99)):
        put(file, value)
    with pytest.raises(LawError) as caught:
        read_instrument(yaml.safe_dump(file), "own.yaml")
    assert len(caught.value.message.strip().splitlines()) == 4


LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
)
HOSTILE = {
    "billion laughs": (LAUGHS.encode(), "anchor `&a`"),
    "deep lists": (b"a: " + b"[" * 100_000, f"deeper than {MOST_DEPTH}"),
    "deep mappings": (b"".join(b" " * n + b"a:\n" for n in range(300)), f"deeper than {MOST_DEPTH}"),
    "not UTF-8": (b"title: \xff\n", "line 1 is not UTF-8"),
    "UTF-16": ("title: x".encode("utf-16"), "is not UTF-8"),
    "control": (b"a: 1\ntitle: \x07\n", "line 2: holds the character U+0007"),
    "NUL": (b"\0" * 100, "U+0000"),
    "escaped": (b'title: "a\\u202eb"\n', "line 1: holds the character U+202E"),
    "direction": ("title: a\u202eb\n".encode(), "U+202E"),
    "long text": (b"title: " + b"x" * (MOST_SIGNS + 1), "2,001 signs"),
    "many entries": (b"a: [" + b"1," * (MOST_ENTRIES + 1) + b"]", "5,000 entries"),
    "many keys": (b"".join(b"key%d: 1\n" % n for n in range(2_000)), "is not known"),
    "large": (b"#" * (MOST_BYTES + 1), "larger than 400,000 bytes"),
    "python": (b"!!python/object/apply:os.system ['true']", "could not determine a constructor"),
    "twice": (b"title: a\ntitle: b\n", "the key `title` is written twice"),
    "two documents": (b"a: 1\n---\nb: 1\n", "but found another document"),
    "list key": (b"? [a]\n: 1\n", "unhashable key"),
    "number": (b"number: 1" + b":59" * 600, "not known"),
    "date": (b"title: 2022-99-99\n", "month must be"),
    "tab": (b"a:\n\t- b\n", "line 2"),
    "nothing": (b"", "is not a mapping"),
    "list": (b"- a\n", "is not a mapping"),
    "half": (OURS.text.encode()[:5_000], "has no `action_plan`"),
}


@pytest.mark.parametrize(("file", "told"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_are_refused_in_words(file, told):
    with pytest.raises(LawError) as caught:
        read_instrument_file(file, "own.yaml")
    assert told in str(caught.value)
    assert "own.yaml" in str(caught.value)


def test_a_file_is_read_by_path_with_a_mark_or_without(tmp_path):
    path = tmp_path / "own.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + OURS.text.encode())
    assert read_instrument_file(path) == OURS
    with pytest.raises(StorageError):
        read_instrument_file(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("line", "instead", "said"),
    [
        ('version: "2022"', f'version: "{"9" * 41}"', "at most 40"),
        ('version: "2022"', 'version: "20\\"22"', "at most 40"),
        ("1.time_on_learning", "1.time_on_learning_of_every_student", "more than 27 signs"),
    ],
)
def test_what_no_column_or_name_of_a_file_can_hold_is_a_fault(line: str, instead: str, said: str):
    text = load_instrument("2022").text
    assert line in text
    with pytest.raises(LawError, match=said):
        read_instrument(text.replace(line, instead, 1))
