"""settings.yaml: how the files of this folder name the columns and codes of a follow-up.

    follow_up:
      columns: {Student ID: sasid, Outcome: status}     their column: ours
      codes: {"1": postsecondary, GRAD SCHOOL: advanced_training}     their code: ours

Capitals and spaces make no difference on the left. Source: formats.md "Follow-up".
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from openperkins.errors import LawError, StorageError, nearest
from openperkins.law.strict_yaml import read_yaml
from openperkins.records.model import SourceFile
from openperkins.records.problems import ProblemLog, shown
from openperkins.records.reading.catalogue import found
from openperkins.records.reading.headers import canonical
from openperkins.records.reading.layouts import LAYOUTS, RecordLayout

MOST_BYTES = 65_536
#: the deepest thing that can be right is settings → follow_up → codes; the parser fails badly on thousands of levels
_DEEPEST = 8
_TEXT = "tag:yaml.org,2002:str"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_QUOTE = "Put it in quotation marks, as it stands in the files."
_INDENT = "Write a name, a colon and a value on each line below it, indented by two spaces."


@dataclass(frozen=True)
class Settings:
    """`columns`: their column (as `headers.canonical` gives it) → ours; `codes`: their code (`folded`) → status."""

    columns: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)

    def layout(self, kind: str) -> RecordLayout:
        """The layout of a kind of records file with these names of its columns."""
        layout = LAYOUTS[kind]
        return replace(layout, aliases=self.columns) if kind == "follow_up" and self.columns else layout


def folded(code: str) -> str:
    """A code without regard to capitals and outer spaces."""
    return code.strip().lower()


def read_settings(source: SourceFile, log: ProblemLog, statuses: Sequence[str]) -> tuple[Settings, str]:
    """The settings in a file, and the sha256 of its bytes; everything wrong with it goes to `log`.

    `statuses` are the follow-up codes of the law. Raises StorageError when the file cannot be opened.
    """
    try:
        content = source.path.read_bytes()
    except OSError as error:
        raise StorageError(f"{source.name} cannot be read: {error.strerror}.") from error
    root = _parsed(source, content, log)
    settings = _Walk(log, tuple(statuses)).settings(root) if root is not None else Settings()
    return settings, hashlib.sha256(content).hexdigest()


def _parsed(source: SourceFile, content: bytes, log: ProblemLog) -> yaml.Node | None:
    """The file as YAML nodes, which know their lines; None when it holds nothing or cannot be read."""
    if len(content) > MOST_BYTES:
        found(log, "F091", what=f"longer than {MOST_BYTES:,} bytes")
        return None
    try:
        text = content.decode("utf-8-sig")
        if _is_too_deep(text):
            found(log, "F091", what=f"nested more than {_DEEPEST} deep")
            return None
        read_yaml(source.path)
        return yaml.compose(text, Loader=_LOADER)
    except LawError as error:
        _refuse(log, error.__cause__ or error)
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        _refuse(log, error)
    return None


def _refuse(log: ProblemLog, error: BaseException) -> None:
    if isinstance(error, UnicodeDecodeError):
        found(log, "F090", why="they are not text in UTF-8")
        return
    mark = getattr(error, "problem_mark", None)
    why = getattr(error, "problem", None) or str(error).splitlines()[0]
    found(log, "F090", row=mark.line + 1 if mark else None, why=why)


def _is_too_deep(text: str) -> bool:
    """Whether lists and mappings are nested past all sense, seen without building them."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            return True
    return False


@dataclass
class _Walk:
    """One look through the nodes of a file."""

    log: ProblemLog
    statuses: tuple[str, ...]

    def settings(self, root: yaml.Node) -> Settings:
        columns: dict[str, str] = {}
        codes: dict[str, str] = {}
        for follow_up in self._named(root, "this file", ("follow_up",)).values():
            parts = self._named(follow_up, "follow_up", ("columns", "codes"))
            if "columns" in parts:
                ours = LAYOUTS["follow_up"].columns
                columns = self._mapped(parts["columns"], "columns", "a column of the follow-up", ours, canonical)
            if "codes" in parts:
                codes = self._mapped(parts["codes"], "codes", "a follow-up status", self.statuses, folded)
        return Settings(columns, codes)

    def _named(self, node: yaml.Node, place: str, known: tuple[str, ...]) -> dict[str, yaml.Node]:
        """The entries of a mapping with fixed names; other names are refused."""
        entries: dict[str, yaml.Node] = {}
        for key, value in self._entries(node, place):
            if key.value in known:
                entries[key.value] = value
            else:
                hint = nearest(key.value, known)
                self._found("F092", key, key.value, place=place, hint=hint)
        return entries

    def _mapped(
        self, node: yaml.Node, place: str, noun: str, ours: Sequence[str], plain: Callable[[str], str]
    ) -> dict[str, str]:
        """The entries of a mapping from their names to `ours`, by their plain form."""
        mapped: dict[str, str] = {}
        for key, value in self._entries(node, place):
            name = plain(key.value)
            target = value.value if self._is_text(value) else None
            if not name:
                self._found("F093", key, what=f"nothing stands on the left of the colon, below {place}", how=_QUOTE)
            elif name in mapped:
                self._found("F095", key, key.value)
            elif target not in ours:
                if target is not None:
                    self._found("F094", value, target, noun=noun, hint=nearest(target, ours))
            else:
                mapped[name] = target
                if name in ours and name != target:
                    self._found("F096", key, key.value, noun=noun, ours=target)
        return mapped

    def _entries(self, node: yaml.Node, place: str) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
        """Keys that are text, with their values; an empty place has none."""
        if isinstance(node, yaml.ScalarNode) and not node.value:
            return
        if not isinstance(node, yaml.MappingNode):
            self._found("F093", node, what=f"{place} must hold names and values", how=_INDENT)
            return
        yield from ((key, value) for key, value in node.value if self._is_text(key))

    def _is_text(self, node: yaml.Node) -> bool:
        if isinstance(node, yaml.ScalarNode) and node.tag == _TEXT:
            return True
        if isinstance(node, yaml.ScalarNode) and node.value:
            what, how = f"`{shown(node.value)}` is not read as text (YAML takes it for another kind of value)", _QUOTE
        elif isinstance(node, yaml.ScalarNode):
            what, how = "nothing stands on one side of the colon", "Write the name, or remove the line."
        else:
            what, how = "a list or a group stands where one name is expected", _INDENT
        self._found("F093", node, what=what, how=how)
        return False

    def _found(self, id: str, node: yaml.Node, value: str | None = None, **details: Any) -> None:
        found(self.log, id, row=node.start_mark.line + 1, value=value, **details)
