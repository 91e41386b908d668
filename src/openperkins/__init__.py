"""OpenPerkins: career and technical education accountability, from student records to plans owed.

The functions of `openperkins.api` are available here: `openperkins.run`, `check`, `plans`, `explain_student`,
`explain_cell`, `gaps`, `measures`, `replay`, `follow_up`, `export`, `make_state`. They are loaded when first used.
"""

from typing import Any

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name.startswith("_"):
        raise AttributeError(name)
    api = import_module("openperkins.api")
    if name in api.__all__:
        return getattr(api, name)
    raise AttributeError(f"module 'openperkins' has no attribute {name!r}")
