"""Whether a Ray cluster answers at an address, asked with a time limit of our own: Ray itself would wait for minutes."""

import socket
import subprocess
import sys

ANSWER_SECONDS = 10.0
HEALTH_SECONDS = 40.0
"""An address that takes no connection, and then one that passes no health check, for so long does not answer."""


def require_answer(address: str) -> None:
    """Refuse a host:port where no Ray cluster answers in time; other forms of address are Ray's to judge.

    Ray itself would wait for minutes, so a child asks with Ray's own health check.

    Raises:
        RuntimeError: Nothing answers, or something that is no Ray cluster.
    """
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit() or "://" in address:
        return
    reason = _no_connection(host.strip("[]"), int(port)) or _no_health(address)
    if reason:
        raise RuntimeError(
            f"no Ray cluster at {address!r}: {reason}. Check the address and that `ray start --head` runs there, or leave "
            "--address out."
        )


def _no_connection(host: str, port: int) -> str:
    try:
        socket.create_connection((host, port), timeout=ANSWER_SECONDS).close()
    except OSError as error:
        return f"no connection within {ANSWER_SECONDS:g} s ({error})"
    return ""


def _no_health(address: str) -> str:
    code = "from ray.scripts.scripts import main; main()"
    command = [sys.executable, "-c", code, "health-check", "--skip-version-check", "--address", address]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=HEALTH_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return f"what listens there gives no answer within {HEALTH_SECONDS:g} s, so it is no Ray cluster or a hung one"
    return "" if done.returncode == 0 else f"what listens there is not in health ({done.stderr.strip()[-200:]})"
