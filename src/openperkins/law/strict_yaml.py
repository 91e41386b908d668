"""YAML read strictly: a key written twice is an error, because the second would silently win."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from openperkins.errors import LawError

#: what a tag stands for → what a person calls it
_KINDS = {"bool": "yes or no", "int": "whole number", "float": "number", "timestamp": "date", "binary": "base64"}
_SHOWN = 40


def read_yaml(path: Path) -> Any:
    """The plain data of a YAML file. Raises LawError naming the file and the line."""
    place = "/".join(path.parts[-2:])
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LawError(f"{place} cannot be read ({type(error).__name__}).", "Restore the file.") from error
    return parse_yaml(text, place)


def parse_yaml(text: str, place: str) -> Any:
    """The plain data of YAML text; `place` names it in what is said. Raises LawError naming the line."""
    import yaml

    try:
        return yaml.load(text, _loader_class())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = f" line {mark.line + 1}" if mark else ""
        raise LawError(f"{place}{line}: {error.problem}.", "Correct the YAML.") from error
    except (yaml.YAMLError, ValueError) as error:
        raise LawError(f"{place}: {error}.", "Correct the YAML.") from error
    except RecursionError as error:
        raise LawError(f"{place}: it is nested too deeply.", "Correct the YAML.") from error


def _not_as_said(node: Any, error: Exception) -> str:
    """That a value is not what its tag (`tag:yaml.org,2002:int`), or its look, says; long ones are cut."""
    kind = str(node.tag).rpartition(":")[2]
    shown = f"`{node.value[:_SHOWN]}`" if isinstance(node.value, str) else "this"
    why = f": {error}" if kind == "timestamp" and isinstance(error, ValueError) else ""
    return f"{shown} is no {_KINDS.get(kind, kind)}{why}"


@cache
def _loader_class() -> type:
    """The C parser where PyYAML was built with it (ten times faster), with duplicate keys refused."""
    import yaml

    fast = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class StrictLoader(fast):  # type: ignore[misc, valid-type]
        def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
            seen: set[str] = set()
            for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
                if not isinstance(key, yaml.ScalarNode):
                    continue  # the parser itself refuses a list or mapping as a key
                if key.value in seen:
                    raise yaml.constructor.ConstructorError(
                        None, None, f"the key `{key.value}` is written twice", key.start_mark
                    )
                seen.add(key.value)
            return super().construct_mapping(node, deep=deep)

        def construct_object(self, node: Any, deep: bool = False) -> Any:
            try:
                return super().construct_object(node, deep=deep)
            except yaml.YAMLError:
                raise
            except (ValueError, LookupError, TypeError, AttributeError, OverflowError) as error:
                # a tag such as !!int before what is none: the parser takes its word for it, and stumbles
                raise yaml.constructor.ConstructorError(
                    None, None, _not_as_said(node, error), node.start_mark
                ) from error

    return StrictLoader
