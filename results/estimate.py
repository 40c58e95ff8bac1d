"""What a campaign will take, before it runs: time, memory and disk, from rates that were measured."""

from evo.config import Campaign
from evo.preflight import state_bytes, working_bytes

PROGRAMS_PER_SECOND = {"real": 7000.0, "float32": 4000.0}
"""Of one core, medians of searches for exp2 and sin on an AVX2 server; others differ by a factor of two."""
KEPT_STATES = 4
"""States of an island that checkpoints hold at most, the newest among them."""
FINISHING = {
    "real": "10 s to a minute to refit the front, certify it and fit the classical forms",
    "float32": "2 to 4 minutes on 2 cores to move kernels to the float grid, time them and sweep all 2**32 inputs",
}


def estimate_lines(campaign: Campaign) -> list[str]:
    """The estimate as lines of text."""
    kind = "real" if campaign.real else "float32"
    workers = campaign.workers or 1
    rate = PROGRAMS_PER_SECOND[kind] * workers
    many = "all workers of the cluster" if campaign.workers is None else f"{workers} worker{'s' * (workers > 1)}"
    islands = campaign.populations() * len(campaign.spaces())
    return [
        f"estimated cost, at {PROGRAMS_PER_SECOND[kind]:,.0f} programs a second and core, which differs with the machine:",
        f"search: {_search(campaign, rate)} with {many}",
        f"then: {FINISHING[kind]}",
        f"disk: up to {KEPT_STATES * islands * state_bytes(campaign) / 1e6:,.0f} MB for {islands} islands",
        f"memory: about {working_bytes(campaign) / 1e6:,.0f} MB for the states of epochs that run at once",
    ]


def _search(campaign: Campaign, rate: float) -> str:
    limits = [60 * campaign.minutes] if campaign.minutes is not None else []
    if campaign.evaluations is not None:
        limits.append(campaign.evaluations / rate)
    seconds = min(limits)
    programs = min(campaign.evaluations or seconds * rate, seconds * rate)
    return f"about {_span(seconds)}, {programs:,.0f} programs"


def _span(seconds: float) -> str:
    for unit, size in (("days", 86400.0), ("hours", 3600.0), ("minutes", 60.0)):
        if seconds >= 2 * size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds:.0f} s"
