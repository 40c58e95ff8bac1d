"""The command line of evonumerics: `run.py` and the console script are this program."""

import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from results.commands import benches, campaigns, kernels, reading
from results.commands.console import (
    FAILED,
    INTERRUPTED,
    RefusedError,
    explained,
    lacks_extra,
    say,
    shortened,
    tolerate_any_locale,
)

COMMANDS = (
    *(campaigns.search, campaigns.resume, reading.status, reading.show, reading.report, reading.plot),
    *(kernels.verify, kernels.record, kernels.reproduce, kernels.export, kernels.compare, benches.bench),
    *(reading.records, reading.targets, reading.doctor),
)
app = typer.Typer(
    name="evonumerics",
    help="Evolve numeric kernels, prove them on every float32, export them for Python and JAX.",
    epilog="Reading commands take --json. NO_COLOR turns colours off. Exit codes: 0 done, 1 failed, 2 bad input, 130 interrupted.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in COMMANDS:
    app.command()(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command; exits 0 done, 1 failed, 2 bad usage or input, 130 interrupted, with one line for each error."""
    tolerate_any_locale()
    name = Path(sys.argv[0]).name
    try:
        app(arguments, prog_name=name if name == "evonumerics" else "run.py")
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        raise SystemExit(INTERRUPTED) from None
    except ModuleNotFoundError as error:
        if (message := lacks_extra(error)) is None:
            raise
        say(f"error: {message}", error=True)
        raise SystemExit(FAILED) from None
    except (ValueError, OSError, RuntimeError, MemoryError, RefusedError) as error:
        message, code = explained(error)
        say(f"error: {shortened(message)}", error=True)
        raise SystemExit(code) from None


if __name__ == "__main__":
    main()
