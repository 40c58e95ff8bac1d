"""`run.py report`: a run's report as a file, in one of the forms of REPORT_FORMS."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

from evaluators.files import write_atomic
from evo.run.run_format import RunError
from results.report.content import Content, gather
from results.report.curves import curves_of, write_curves
from results.report.page import page
from results.report.text import comma_separated, markdown

# fmt: off
REPORT_FORMATS: dict[str, Callable[[Content, str], str]] = {
    "html": page,
    "md":   markdown,
    "csv":  lambda content, _: comma_separated(content),
}
# fmt: on


def write_report(run: Path, form: str, out: Path | None) -> Path:
    """Write the report; by default as `report.FORM` into the run directory.

    Raises:
        RunError: It is no run directory or a file of it is damaged, or there is no such form.
        OSError: The file cannot be written.
    """
    if form not in REPORT_FORMATS:
        raise RunError(f"--format is {form!r}; allowed: {', '.join(REPORT_FORMATS)}")
    content = gather(run)
    if form == "html":
        content = with_curves(content)
    path = out or run / f"report.{form}"
    write_atomic(path, REPORT_FORMATS[form](content, command_of(content)))
    return path


def command_of(content: Content) -> str:
    """The command that makes the run again; of a run that is not over, with the evaluations that it has come to."""
    from results.report.command import reproduction

    return reproduction(content.run, (content.front.evaluations if content.front else 0) or 1)


def with_curves(content: Content) -> Content:
    """The content with its curves: those of the run, or computed now; kept where the run is finished."""
    if content.curves is not None or not content.entries or content.whole:
        return content
    from evo.settings.config import load

    make = write_curves if content.phase == "finished" else curves_of
    return dataclasses.replace(
        content, curves=make(content.run, content.entries, load(content.run / "campaign.toml", {}))
    )
