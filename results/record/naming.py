"""The name of a kernel, the same in every table, picture, report and plot."""

DIGITS = 8


def short(digest: str) -> str:
    """The first hex digits of the hash of a kernel's program, or of a core's where there is no kernel yet."""
    return digest[:DIGITS]


def kernel_name(kind: str, digest: str, form: str = "") -> str:
    """A kernel as people are told of it: "evolved bbe37626", of a hand-made one with the form of its core behind it."""
    return f"{kind} {short(digest)}" + (f" ({form})" if form else "")
