"""The command that makes a run again."""

from pathlib import Path

from evo.run.run_format import CAMPAIGN
from evo.settings.config import load
from results.record.provenance import provenance_of, whole_command


def reproduction(run: Path, evaluations: int) -> str:
    """A command line that searches again with the run's campaign and as many evaluations: the same bits."""
    campaign = load(run / CAMPAIGN, {})
    if campaign.whole:
        return whole_command(campaign, evaluations)
    command = provenance_of(campaign, evaluations).command
    if campaign.real:
        command += " --real"
    return command if campaign.error is None else f"{command} --error {campaign.error}"
