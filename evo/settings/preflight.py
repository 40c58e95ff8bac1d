"""Needs of a campaign on this machine, checked before anything is made or searched: `search` and `search --dry-run` check the same.

Nothing is left behind, and neither numba nor ray nor jax is imported.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

from evo.run.run_format import RunError, require_local
from evo.run.vault import is_url, open_vault
from evo.settings.config import Campaign, CampaignError
from evo.workers.ray_address import require_connection

SLOT_BYTES = 1264
"""Of a program in a niche: its instructions, constants and facts."""
ARCHIVES = 4
COPIES = 3
"""Of a state while an epoch runs: as it was, as it becomes, and packed."""


def require_runnable(campaign: Campaign, run: Path) -> None:
    """Refuse a campaign that could not start here.

    Raises:
        CampaignError: Ray is not installed, a variation is unknown, or states do not fit into memory.
        RunError: The run directory or the storage cannot be used; see `require_place`.
        RuntimeError: No connection to the cluster.
    """
    require_place(run, campaign.storage)
    if campaign.search.weights:
        from evo.mutations import chances  # numba, where somebody asks for it

        chances(dict(campaign.search.weights))
    if campaign.executor == "ray" and find_spec("ray") is None:
        raise CampaignError("executor is ray, and the package ray is not installed here: install it, or use local")
    if campaign.address is not None:
        require_connection(campaign.address)
    else:
        _require_memory(campaign)


def require_place(run: Path, storage: str | None = None) -> None:
    """Refuse a run directory, or a storage, that a new run cannot have.

    Raises:
        RunError: The directory exists and is not empty, for a run never overwrites another. It cannot be made. Or the
            storage cannot be used, or is another run's.
    """
    require_local(run)
    if storage is not None:
        with _for_a_moment(None if is_url(storage) else Path(storage)):
            if open_vault(storage).names("checkpoints"):
                raise RunError(f"storage {storage!r} holds the checkpoints of another run: give each run its own")
    with _for_a_moment(run):
        make_directory(run)


def make_directory(run: Path) -> None:
    """Make a run directory that is not there, or is there and empty.

    Raises:
        RunError: It is there and not empty, or no directory; or it cannot be made or written.
    """
    try:
        if run.exists() and not run.is_dir():
            raise RunError(f"{str(run)!r} exists and is not a directory. Give --out a new directory.")
        if run.exists() and any(run.iterdir()):
            raise RunError(f"{str(run)!r} exists and is not empty. Give --out a new directory.")
        run.mkdir(parents=True, exist_ok=True)
        if not os.access(run, os.W_OK | os.X_OK):
            raise PermissionError("it cannot be written")
    except OSError as error:
        raise RunError(
            f"{str(run)!r} cannot be made ({error}). Give --out a directory in a place that you may write."
        ) from None


@contextmanager
def _for_a_moment(folder: Path | None) -> Iterator[None]:
    """Take away, at the end, the folders that were not there before, if they are empty."""
    above = () if folder is None else (folder.absolute(), *folder.absolute().parents)
    absent = [path for path in above if not os.path.lexists(path)]
    try:
        yield
    finally:
        for path in absent:
            with suppress(OSError, ValueError):
                path.rmdir()


def state_bytes(campaign: Campaign) -> int:
    """Bytes of an island's state: the population, the archives, the memory of structures."""
    people = campaign.search.population
    niches = (campaign.max_ops if campaign.real else people.max_cost) + 1
    return niches * (people.slots + ARCHIVES * people.elites) * SLOT_BYTES + 8 * 2**people.memory_bits


def working_bytes(campaign: Campaign) -> int:
    """Bytes of the states that epochs under way hold at once."""
    islands = campaign.populations() * campaign.searched()
    return COPIES * state_bytes(campaign) * min(campaign.workers or 1, islands)


def _require_memory(campaign: Campaign) -> None:
    there = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    if (needed := working_bytes(campaign)) > there:
        raise CampaignError(
            f"epochs that run at once would take {needed / 2**30:,.1f} GiB, and this machine has {there / 2**30:,.1f} GiB. Make "
            "search.population.slots, elites or memory_bits smaller, or use fewer workers"
        )
