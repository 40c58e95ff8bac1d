"""The vault that keeps states between epochs: memory, a folder, or any storage that fsspec knows by URL.

A blob is whole or absent under its name, and a reference to one carries the SHA-256 of its bytes.
"""

import errno
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from evaluators.files import write_atomic_bytes
from evo.run.run_format import DamagedError, RunError


@dataclass(frozen=True)
class Stored:
    """A blob of a vault: its name and the SHA-256 of its bytes."""

    name: str
    sha256: str


class Vault(Protocol):
    """Blobs by name."""

    def write(self, name: str, data: bytes) -> None:
        """Keep data under a name, atomically.

        Raises:
            OSError: It cannot be written; what stood there stays.
        """
        ...

    def read(self, name: str) -> bytes:
        """The data of a name.

        Raises:
            OSError: There is none, or it cannot be read.
        """
        ...

    def delete(self, name: str) -> None:
        """Forget a name; not to have it is no error."""
        ...

    def names(self, folder: str) -> list[str]:
        """Names that begin with `folder/`, ascending."""
        ...


class MemoryVault:
    """Blobs in this process: for searches that leave nothing behind."""

    def __init__(self) -> None:
        self._blobs: dict[str, bytes] = {}

    def write(self, name: str, data: bytes) -> None:
        """See Vault."""
        self._blobs[name] = data

    def read(self, name: str) -> bytes:
        """See Vault."""
        try:
            return self._blobs[name]
        except KeyError:
            raise FileNotFoundError(f"no {name}") from None

    def delete(self, name: str) -> None:
        """See Vault."""
        self._blobs.pop(name, None)

    def names(self, folder: str) -> list[str]:
        """See Vault."""
        return sorted(name for name in self._blobs if name.startswith(folder + "/"))


@dataclass(frozen=True)
class FolderVault:
    """Blobs as files of a folder; on a cluster every node must see it under the same path."""

    root: Path

    def write(self, name: str, data: bytes) -> None:
        """See Vault."""
        write_atomic_bytes(self.root / name, data)

    def read(self, name: str) -> bytes:
        """See Vault."""
        return (self.root / name).read_bytes()

    def delete(self, name: str) -> None:
        """See Vault."""
        (self.root / name).unlink(missing_ok=True)

    def names(self, folder: str) -> list[str]:
        """See Vault; what a crash left half written is among them, its name beginning with a dot."""
        return sorted(f"{folder}/{path.name}" for path in (self.root / folder).glob("*") if path.is_file())


@dataclass(frozen=True)
class UrlVault:
    """Blobs of a storage that fsspec knows, such as s3://bucket/run; a put of an object store is atomic by itself."""

    url: str

    def _place(self, name: str) -> tuple[Any, str]:
        from fsspec.core import url_to_fs

        return url_to_fs(f"{self.url.rstrip('/')}/{name}")

    def write(self, name: str, data: bytes) -> None:
        """See Vault."""
        system, path = self._place(name)
        system.makedirs(system._parent(path), exist_ok=True)
        system.pipe_file(path, data)

    def read(self, name: str) -> bytes:
        """See Vault."""
        system, path = self._place(name)
        return system.cat_file(path)

    def delete(self, name: str) -> None:
        """See Vault."""
        system, path = self._place(name)
        if system.exists(path):
            system.rm_file(path)

    def names(self, folder: str) -> list[str]:
        """See Vault."""
        system, path = self._place(folder)
        if not system.exists(path):
            return []
        files = [row["name"] for row in system.ls(path, detail=True) if row["type"] == "file"]
        return sorted(f"{folder}/{str(found).rsplit('/', 1)[1]}" for found in files)


def is_url(where: str) -> bool:
    """True if a place is a URL rather than a path."""
    return "://" in where


def open_vault(where: str) -> Vault:
    """The vault at a path or URL, proved to be writable.

    Raises:
        RunError: The URL's scheme is unknown, its package is not installed, or it cannot be written.
        OSError: The disk is full.
    """
    try:
        vault = UrlVault(where) if is_url(where) else FolderVault(Path(where).resolve())
        vault.write("probe", b"")
        vault.delete("probe")
        return vault
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise
        raise RunError(
            f"storage {where!r} cannot be written: {error}. Give a directory or URL that you may write."
        ) from None
    except Exception as error:  # every scheme's package has exceptions of its own
        raise RunError(
            f"storage {where!r} cannot be used: {error}. Give a directory or URL that you may write."
        ) from error


def keep(vault: Vault, name: str, data: bytes) -> Stored:
    """Write a blob; its reference."""
    vault.write(name, data)
    return Stored(name, hashlib.sha256(data).hexdigest())


def fetch(vault: Vault, stored: Stored) -> bytes:
    """The bytes of a reference.

    Raises:
        DamagedError: They are gone, or not those that were kept.
    """
    try:
        data = vault.read(stored.name)
    except OSError as error:
        raise DamagedError(f"{stored.name} cannot be read: {error}") from None
    if hashlib.sha256(data).hexdigest() != stored.sha256:
        raise DamagedError(f"{stored.name} has changed: its SHA-256 is not the one on record")
    return data
