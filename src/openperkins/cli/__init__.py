"""The command line: thin, the same functions as the Python API. Data on standard output, all else on standard error."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Entry point of `openperkins`; exits with the codes of the format contract."""
    from openperkins.cli.commands import ReaderGone, openperkins
    from openperkins.errors import OpenPerkinsError

    try:
        # click gives the code of `context.exit` back instead of raising it, because we keep the exit codes
        code = openperkins.main(prog_name="openperkins", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except OpenPerkinsError as error:
        from openperkins.cli.show import refusal

        refusal(error)
        sys.exit(error.exit_code)
    except ReaderGone:
        # the reader of our output went away; nothing is left to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        from openperkins.cli.show import unexpected

        sys.exit(unexpected(error))


if __name__ == "__main__":
    main()
