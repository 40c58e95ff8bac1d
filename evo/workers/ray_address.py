"""The test that a Ray cluster answers at an address, with a time limit of our own: Ray itself would wait for minutes."""

import socket
import subprocess
import sys

ANSWER_SECONDS = 10.0
HEALTH_SECONDS = 40.0
"""An address that takes no connection, and then one that passes no health check, for so long does not answer."""


FORM = "HOST:PORT of a cluster's head, as `ray start --head` prints it"


def is_address(text: str) -> bool:
    """True if a text has the form of an address; names that Ray itself would resolve (auto, ray://) have no time limit."""
    host, _, port = text.rpartition(":")
    return bool(host) and "/" not in host and port.isascii() and port.isdigit() and 0 < int(port) < 2**16


def require_answer(address: str) -> None:
    """Refuse an address where no Ray cluster answers in time. A child asks, with Ray's own health check.

    Raises:
        RuntimeError: It is no address, nothing answers, or something that is no Ray cluster.
    """
    require_connection(address)
    _refuse(address, _no_health(address))


def require_connection(address: str) -> None:
    """Refuse an address where nothing answers at all.

    Raises:
        RuntimeError: It is no address, or nothing takes a connection there.
    """
    if not is_address(address):
        raise RuntimeError(f"the address is {address!r}; allowed: {FORM}")
    host, _, port = address.rpartition(":")
    _refuse(address, _no_connection(host.strip("[]"), int(port)))


def _refuse(address: str, reason: str) -> None:
    if reason:
        raise RuntimeError(
            f"no Ray cluster at {address!r}: {reason}. Check the address and that `ray start --head` runs there, or leave "
            "--address out."
        )


def _no_connection(host: str, port: int) -> str:
    try:
        socket.create_connection((host, port), timeout=ANSWER_SECONDS).close()
    except (OSError, UnicodeError) as error:  # a host name may be no name at all
        return f"no connection within {ANSWER_SECONDS:g} s ({error})"
    return ""


def _no_health(address: str) -> str:
    code = "from ray.scripts.scripts import main; main()"
    command = [sys.executable, "-c", code, "health-check", "--skip-version-check", "--address", address]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=HEALTH_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return f"the listener there gives no answer within {HEALTH_SECONDS:g} s, so it is no Ray cluster or a hung one"
    return "" if done.returncode == 0 else f"the cluster there is not in health ({done.stderr.strip()[-200:]})"
