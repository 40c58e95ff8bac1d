"""The console script `evonumerics`: the command line of run.py, where its packages are installed."""

import sys
from importlib.util import find_spec

EXTRA = 'error: the command line needs packages that are not installed here: pip install "evonumerics[search]"'


def main() -> None:
    """Run one command; exit status 1 where the extra is missing."""
    if find_spec("typer") is None:
        print(EXTRA, file=sys.stderr)
        raise SystemExit(1)
    from run import main as command_line

    command_line()


if __name__ == "__main__":
    main()
