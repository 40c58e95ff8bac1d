"""Next steps after a search whose best is poor: one or two things to try, each as a command."""

import shlex
from collections.abc import Sequence

import msgspec

from evaluators.timing.baselines import CLASSICAL, EVOLVED
from evo.run.run_format import RunSummary
from evo.settings.config import MAX_OPS, Campaign
from results.bench.row import ComparisonRow
from results.library.choice import MOST_ULPS
from results.record.provenance import subject_flags
from results.tables.competition import competition
from search_spaces.own.bounded import zero_at_an_end
from search_spaces.targets import ABSOLUTE, RELATIVE

CLEARLY_BETTER = 0.98
FAR_ULP = 64.0
"""Above it, more of the same search seldom helps as much as a shorter interval."""
LONGER, MORE_OPS = 3, 4
MOST_STEPS = 2


def next_steps(campaign: Campaign, front: RunSummary, rows: Sequence[ComparisonRow]) -> list[str]:
    """The cause of a poor best, then at most MOST_STEPS things to try; nothing where it is good, or no search finished.

    Args:
        campaign: That was searched.
        front: The run's front.
        rows: The comparison of its kernels; empty in the reals.
    """
    if not front.finished:
        return []
    verdict, far = _of_programs(front) if campaign.real else _of_kernels(rows)
    if not verdict:
        return []
    shorter = _narrower(campaign) if far else []
    steps = [*_absolute(campaign), *shorter, *_more_operations(campaign, front), *_longer(campaign)]
    return [f"{verdict} What next:", *(f"  {step}" for step in steps[:MOST_STEPS])]


def _of_kernels(rows: Sequence[ComparisonRow]) -> tuple[str, bool]:
    """Complaint about the best kernel, or nothing; and True if it is poor by far."""
    best = min((row.max_ulp for row in rows if row.kind == EVOLVED), default=None)
    hand = min((row for row in rows if row.kind == CLASSICAL), key=lambda row: row.max_ulp, default=None)
    if best is None:
        return "No kernel was found.", True
    if hand is not None and hand.max_ulp < CLEARLY_BETTER * best:
        words = f"The best kernel found has {best:.4g} ulp; the hand-made one, {hand.implementation}, has {hand.max_ulp:.4g}."
        return words, best > FAR_ULP
    if not best <= MOST_ULPS:
        return (
            f"The best kernel found has {best:.4g} ulp, more than the {MOST_ULPS:g} that install() takes.",
            best > FAR_ULP,
        )
    return "", False


def _of_programs(front: RunSummary) -> tuple[str, bool]:
    lost = [row for row in competition(front) if row.winner == "classical"]
    if not front.front:
        return "No program was found.", False
    if not lost:
        return "", False
    last = lost[-1]
    beside = "none" if last.evolved is None else f"{last.evolved:.3g}"
    return (
        f"At {last.ops} operations a classical form is better, {last.form}: {last.classical:.3g} against {beside}.",
        False,
    )


def _command(campaign: Campaign, *changed: str, domain: tuple[float, float] | None = None) -> str:
    """The campaign's search with some flags changed, as typed into a shell."""
    flags = subject_flags(campaign if domain is None else msgspec.structs.replace(campaign, domain=domain))
    flags += ["--real"] if campaign.real else []
    flags += (
        [f"--error {campaign.error}"] if campaign.error and not any(c.startswith("--error") for c in changed) else []
    )
    if campaign.max_ops != Campaign(target=campaign.target).max_ops and not any("--max-ops" in c for c in changed):
        flags.append(f"--max-ops {campaign.max_ops}")
    return " ".join(["run.py search", shlex.quote(campaign.target), *flags, *changed])


def _budget(campaign: Campaign, factor: int) -> str:
    if campaign.minutes is not None:
        return f"--minutes {factor * campaign.minutes:g}"
    return f"--evaluations {factor * (campaign.evaluations or 0)}"


def _longer(campaign: Campaign) -> list[str]:
    command = _command(campaign, _budget(campaign, LONGER), f"--seed {campaign.seed + 1}")
    return [f"search longer, from another seed: {command}"]


def _more_operations(campaign: Campaign, front: RunSummary) -> list[str]:
    most = max((entry.ops for entry in front.front), default=0)
    if most < campaign.max_ops or campaign.max_ops >= MAX_OPS:
        return []
    allowed = min(MAX_OPS, campaign.max_ops + MORE_OPS)
    command = _command(campaign, f"--max-ops {allowed}", _budget(campaign, LONGER))
    return [f"allow more operations, for the best uses all {campaign.max_ops}: {command}"]


def _narrower(campaign: Campaign) -> list[str]:
    """Half of a bounded domain: the lower, or of one that is symmetric the inner."""
    if not campaign.bounded():
        return []
    low, high = campaign.domain or campaign.row().real_domain
    half = (low / 2, high / 2) if low == -high else (low, (low + high) / 2)
    return [f"take a shorter interval: {_command(campaign, _budget(campaign, 1), domain=half)}"]


def _absolute(campaign: Campaign) -> list[str]:
    """Advice to ask for an absolute error where f is zero at an end; only a search in the reals has the choice."""
    if not campaign.real or campaign.row().error != RELATIVE or zero_at_an_end(campaign.row()) is None:
        return []
    command = _command(campaign, f"--error {ABSOLUTE}", _budget(campaign, 1))
    return [f"the function is zero at an end; if a small absolute error is enough there: {command}"]
