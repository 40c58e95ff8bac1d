"""Checks of a campaign: numbers, words and texts inside their ranges, keys that go together, a target that can be searched.

The messages say what was given, what is allowed and what to do. A campaign is that of evo/settings/config.py.
"""

from collections.abc import Callable
from typing import Any

from evaluators.timing.contexts import CONTEXTS, allowed_contexts
from evo.settings import whole
from evo.settings.ranges import CAMPAIGN_RANGES, require_ranges
from evo.workers.ray_address import FORM, is_address
from search_spaces.naming import ALLOWED, is_name
from search_spaces.space import SearchSpace
from search_spaces.targets import ABSOLUTE, OUTSIDE, RELATIVE, TARGETS, ULP
from search_spaces.visible import shown

EXECUTORS = ("auto", "local", "ray")
DEVICES = ("auto", "cpu", "gpu")
ERRORS = (RELATIVE, ABSOLUTE)
DEFAULT_EPOCH = 10_000
MOST_TEXT = 4000
"""Characters of a text of a campaign: names, an expression, a storage."""
FASTEST = 10_000
"""Programs that a core fits in a second, at most: medians of searches are 4,000 to 7,000."""


class CampaignError(ValueError):
    """A campaign that cannot run; the message says what was given, what is allowed and what to do."""


def check(campaign: Any) -> None:
    """Check numbers, words, texts, and keys that go together.

    Raises:
        CampaignError: The first that is wrong.
    """
    try:
        require_ranges(campaign, CAMPAIGN_RANGES)
    except ValueError as error:
        raise CampaignError(str(error)) from None
    _check_texts(campaign)
    if campaign.whole:
        _check_whole(whole.check, campaign)
        return
    _check_epoch(campaign)
    if (given := whole.only_with_whole(campaign)) is not None:
        raise CampaignError(f"{given} goes with a search of whole kernels: add --whole, or leave it out")
    if campaign.measure_time and campaign.real:
        raise CampaignError("measure_time goes with a float32 search: leave out --real, or measure_time")
    if campaign.measure_time and not campaign.bounded() and len(campaign.spaces()) > 1:
        raise CampaignError(
            f"measure_time goes with kernels of one core; {campaign.target} has {len(campaign.spaces())}: leave it out"
        )
    if campaign.measure_time and campaign.bounded():
        raise CampaignError(
            "measure_time goes with targets that a reduction carries to the whole line: leave out domain, or measure_time"
        )
    if campaign.address and campaign.executor != "ray":
        raise CampaignError(
            f"an address goes with the ray executor, not with {campaign.executor!r}: leave out one of them"
        )


def _check_whole(checking: Callable[[Any], None], campaign: Any) -> None:
    try:
        checking(campaign)
    except whole.WholeError as error:
        raise CampaignError(str(error)) from None


def _check_texts(campaign: Any) -> None:
    one = (campaign.target, campaign.target_expr, campaign.storage, campaign.address, campaign.inputs)
    for text in (
        *one,
        campaign.start,
        *(campaign.cores or ()),
        *(campaign.ops or ()),
        *(t for pair in campaign.op or () for t in pair),
    ):
        if text is not None and len(text) > MOST_TEXT:
            raise CampaignError(f"campaign: {shown(text)} has {len(text):,} characters; allowed: {MOST_TEXT:,}")
    limits = (
        ("executor", campaign.executor in EXECUTORS, ", ".join(EXECUTORS)),
        ("backend", campaign.backend in DEVICES, ", ".join(DEVICES)),
        ("measure", campaign.measure in CONTEXTS, allowed_contexts()),
        ("storage", campaign.storage != "", "a folder, or a URL that fsspec knows"),
        ("address", campaign.address is None or is_address(campaign.address), FORM),
    )
    for name, ok, allowed in limits:
        if not ok:
            raise CampaignError(f"{name} is {shown(getattr(campaign, name))}; allowed: {allowed}")


def _check_epoch(campaign: Any) -> None:
    """An epoch that has begun is finished, so one must fit the budget; the default is never too long."""
    each, most = campaign.epoch_evaluations, DEFAULT_EPOCH
    budgets = []
    if campaign.evaluations is not None:
        budgets.append((campaign.evaluations, f"the search's {campaign.evaluations:,} evaluations"))
    if campaign.minutes is not None:
        budgets.append((60 * campaign.minutes * FASTEST, f"what a core fits in {campaign.minutes:g} minutes"))
    for budget, name in budgets:
        if each > max(most, budget):
            raise CampaignError(
                f"epoch_evaluations is {each}; allowed: at most {max(most, int(budget)):,}, for an epoch is finished once it "
                f"has begun and must not take more than {name}"
            )


def check_target(campaign: Any) -> None:
    """Check target_expr, domain, outside and error, and that the target can be searched there.

    Raises:
        CampaignError: The first that is wrong.
    """
    if campaign.target_expr is not None and campaign.domain is None:
        raise CampaignError("target_expr needs a domain: --domain A,B, or domain = [A, B] in a campaign file")
    if campaign.whole:
        _check_whole(whole.check_target, campaign)
        return
    if campaign.error is not None and campaign.error not in ERRORS:
        raise CampaignError(f"error is {shown(campaign.error)}; allowed: {', '.join(ERRORS)}")
    if campaign.target_expr is not None:
        _check_expression(campaign)
    if campaign.outside not in OUTSIDE:
        raise CampaignError(f"outside is {shown(campaign.outside)}; allowed: {', '.join(OUTSIDE)}")
    if campaign.cores is not None and (campaign.real or campaign.bounded()):
        raise CampaignError(
            "cores are chosen of float32 kernels on the whole line: leave out cores, or --real and domain"
        )
    if not campaign.real and campaign.error is not None:
        raise CampaignError("error goes with a search in the reals (add --real): float32 kernels are judged in ulp")
    _require_posed(campaign.space(), campaign)


def _require_posed(space: SearchSpace, campaign: Any) -> None:
    from evaluators.minimax.posed import (
        require_posed,  # plain mistakes are answered before numpy and gmpy2 are imported
    )

    if campaign.real:
        require_posed(space.target, space.domain, space.error)
    elif campaign.bounded():
        _check_bounded(space)


def _check_expression(campaign: Any) -> None:
    if campaign.target in TARGETS or not is_name(campaign.target):
        raise CampaignError(
            f"target is {shown(campaign.target)}: with target_expr it names your own function; allowed: {ALLOWED}, "
            "and no name of the target table"
        )


def _check_bounded(space: SearchSpace) -> None:
    """A float32 kernel is judged in ulp, which is relative to f: its target must be posed as under relative error."""
    from evaluators.minimax.posed import PosedError, require_posed

    try:
        require_posed(space.kernel, space.kernel.real_domain, ULP)
    except PosedError as error:
        raise CampaignError(str(error)) from None
