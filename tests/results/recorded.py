"""Every committed record, read once for all tests of a process."""

from results.record.listing import recorded_names
from results.record.record import Record, committed

RECORDED: list[Record] = [record for name in recorded_names() for record in committed(name)]
