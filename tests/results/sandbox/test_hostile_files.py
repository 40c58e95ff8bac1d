"""Files that lie, hang, grow, fork or write where they should not: none passes, none holds `verify`, nothing is left of them."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import textwrap
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from results.sandbox import channel, isolation, linux, processes
from results.sandbox.environment import KEPT
from results.sandbox.launch import Job
from results.sandbox.processes import Descendants
from results.sandbox.sandbox import GIB, Limits, Sandbox
from results.verification.report import VerifyError, plain
from results.verification.verify import verify_in_child
from tests.sentences import whole

HEAD = """\
import ctypes, os, socket, sys, time
import numpy as np
TARGET = "exp2"
FORMAT = "python"
MAX_ULP = 1.0
"""
RIGHT = """
def exp2(x):
    with np.errstate(all="ignore"):
        return np.exp2(x.astype(np.float64)).astype(np.float32)
"""
LIMITS = Limits(seconds=60.0)
NAMES = tuple(dict.fromkeys(kind.name for kind in isolation.KINDS))


def usable(name: str, folder: Path) -> tuple[isolation.Isolation, ...]:
    rows = tuple(kind for kind in isolation.KINDS if kind.name == name)
    room = isolation.room_for(folder)
    return tuple(kind for kind in rows if not kind.prefix(room) or _starts(kind, room))


def _starts(kind: isolation.Isolation, room: isolation.Room) -> bool:
    return isolation._runs(
        [*kind.prefix(room), "true"], {**os.environ, "PYTHONPATH": str(isolation.ROOT)}, room.scratch
    )


@pytest.fixture(params=NAMES)
def shut_in(request, tmp_path, monkeypatch):
    """Each isolation that works here, by its name."""
    rows = usable(request.param, tmp_path)
    if not rows:
        pytest.skip(f"{request.param} does not work here")
    monkeypatch.setattr(isolation, "KINDS", rows)
    return request.param


@pytest.fixture
def in_the_open(monkeypatch):
    """No isolation: only what is watched and limited."""
    monkeypatch.setattr(isolation, "KINDS", isolation.KINDS[-1:])


@pytest.fixture(autouse=True)
def scratch_here(tmp_path, monkeypatch):
    """Scratch folders in the test's own, by which its processes are known."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))


@pytest.fixture(autouse=True)
def nothing_is_left():
    """No child of this process stays, and it no longer adopts orphans."""
    before = {p.name for p in processes.processes().values() if p.parent == os.getpid()}
    yield
    left = [p for p in processes.processes().values() if p.parent == os.getpid() and p.name not in before]
    assert not left
    assert not (linux.HERE and linux.adopts_orphans())


def written(folder: Path, text: str) -> Path:
    path = folder / "kernel_to_verify.py"
    path.write_text(HEAD + textwrap.dedent(text))
    return path


def refusal(folder: Path, text: str, limits: Limits = LIMITS) -> str:
    with pytest.raises(VerifyError) as error:
        verify_in_child(written(folder, text), None, False, "cpu", limits)
    said = str(error.value)
    assert said.isprintable(), repr(said)
    return said.partition(": ")[2]


FORGED = """
import json
report = {"target": "exp2", "mode": "exhaustive", "max_ulp": 0.0, "ok": True, "reason": "", "verdict": "holds"}
for argument in sys.argv[1:]:
    try:
        json.dump(report, open(argument, "w"))
    except OSError:
        pass
os._exit(0)
"""


def test_a_report_that_a_file_forges_is_not_read(tmp_path, shut_in):
    assert refusal(tmp_path, FORGED) == "the process died with exit status 0"


TO_EVERY_FILE = """
for number in range(3, 256):
    try:
        os.write(number, {data})
    except OSError:
        pass
"""
DONE = "b'\\x0d\\x60\\x0d\\x60'"
STRAY = {
    "the word for success": (DONE, RIGHT),
    "much": ("b'\\x0d\\x60\\x0d\\x60' * 20_000", RIGHT),
    "a report": ("b'{\"ok\": true}'", RIGHT),
    "the word for success, and an end": (DONE, "os._exit(0)"),
    "a text of 4 GiB": ("b'\\x11\\xfa\\x11\\xfa' + b'\\xff' * 100", "os._exit(0)"),
}
SAID = (
    "its process sent an answer that breaks the protocol",
    "the process died with exit status 0",
    "its process closed",
    "nothing is loaded",  # the word for success came before the loader's own, and the next question found no kernel
)


@pytest.mark.parametrize("kind", STRAY)
def test_what_a_file_writes_to_its_connections_is_no_verdict(kind, tmp_path, in_the_open):
    data, rest = STRAY[kind]
    assert refusal(tmp_path, TO_EVERY_FILE.format(data=data) + rest).startswith(SAID)


def test_words_that_come_unasked_after_an_answer_are_refused(tmp_path, in_the_open):
    late = """
    import threading
    def exp2(x):
        def send():
            time.sleep(0.05)
            os.write(int(sys.argv[5].split(",")[0]), b"\\0" * 1000)
        threading.Thread(target=send).start()
        return np.exp2(x)
    """
    job = Job((HEAD + textwrap.dedent(late)).encode(), ".py", "exp2", "python", "cpu")
    sandbox = Sandbox(job, LIMITS)

    def ask() -> None:
        sandbox.apply(np.zeros(3, np.float32))
        time.sleep(0.5)

    with pytest.raises(VerifyError, match="its process sent an answer that breaks the protocol"):
        sandbox.watch(ask)


def test_an_area_that_the_file_shrinks_gives_no_words(tmp_path, in_the_open):
    shrunk = "\ndef exp2(x):\n    os.kill(os.getpid(), 9)\n"
    assert refusal(tmp_path, shrunk) == "its process was ended by SIGKILL"
    lying = """
    def exp2(x):
        for text in sys.argv[5:]:
            end, area = map(int, text.split(","))
            os.ftruncate(area, 0)
            os.write(end, b"\\x0d\\x60\\x0d\\x60")
        time.sleep(1000)
    """
    assert refusal(tmp_path, lying) == "its process sent an answer that breaks the protocol"


def test_more_words_than_an_area_holds_are_not_sent():
    one, other = socket.socketpair()
    said = f"{channel.LONGEST + 1:,} words do not fit into an area of {channel.LONGEST:,}: ask in parts"
    with one, other, pytest.raises(ValueError, match=whole(said)):
        channel.Channel(one, -1).ask(channel.APPLY, (np.zeros(channel.LONGEST + 1, np.float32),), 1)


def test_nothing_is_asked_of_a_process_that_was_never_started():
    sandbox = Sandbox(Job(b"", ".py", "exp2", "python", "cpu"), LIMITS)
    with pytest.raises(VerifyError, match=whole("its process is not running: ask inside watch()")):
        sandbox.apply(np.zeros(3, np.float32))


def test_a_text_is_read_up_to_its_limit():
    one, other = socket.socketpair()
    with one, other:
        other.sendall(channel.FAILED.to_bytes(4, "little"))
        other.sendall((2**32 - 1).to_bytes(4, "little") + b"x" * 10_000)
        with pytest.raises(channel.FailedError) as error:
            channel.Channel(one, -1).ask_text(channel.IDENTIFY)
        assert len(str(error.value)) <= channel.LONGEST_TEXT


SLEEPER = """
if os.fork() == 0:
    os.setsid()
    if os.fork():
        os._exit(0)
    time.sleep(1000)
    os._exit(0)
"""


def test_a_sleeper_that_holds_every_pipe_holds_nobody(tmp_path, shut_in):
    began = time.monotonic()
    report = verify_in_child(written(tmp_path, SLEEPER + RIGHT), None, False, "cpu", LIMITS)
    assert report.ok
    assert report.isolation == shut_in
    assert time.monotonic() - began < 60
    assert not lives_on(tmp_path)


def lives_on(folder: Path) -> list[str]:
    """Command lines of processes that serve a file in a folder."""
    found = []
    for process in processes.processes().values():
        try:
            text = Path(f"/proc/{process.number}/cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if str(folder) in text and "results.sandbox.enter" in text:
            found.append(text)
    return found


def test_a_storm_of_forks_is_ended(tmp_path, shut_in):
    storm = (
        "for _ in range(60):\n    if os.fork() == 0:\n        os.setsid()\n        time.sleep(1000)\ntime.sleep(1000)\n"
    )
    assert refusal(tmp_path, storm, replace(LIMITS, processes=20)) == "it started more than 20 processes"
    assert not lives_on(tmp_path)


def test_memory_above_the_limit_ends_it(tmp_path, shut_in):
    text = "held = [np.ones(1 << 24) for _ in range(8)]\ntime.sleep(1000)\n"
    said = refusal(tmp_path, text, replace(LIMITS, memory=GIB // 4))
    assert said == "it took more than 0.25 GiB of memory above its start"


def test_memory_of_a_child_counts(tmp_path, in_the_open):
    text = "if os.fork() == 0:\n    os.setsid()\n    held = np.ones(1 << 26)\n    time.sleep(1000)\ntime.sleep(1000)\n"
    assert "it took more than 0.25 GiB of memory" in refusal(tmp_path, text, replace(LIMITS, memory=GIB // 4))


def test_addresses_that_are_never_touched_are_free(tmp_path, in_the_open):
    text = "import mmap\nreserved = mmap.mmap(-1, 1 << 34)\n" + RIGHT
    assert verify_in_child(written(tmp_path, text), None, False, "cpu", replace(LIMITS, memory=GIB // 2)).ok


def test_a_file_larger_than_the_limit_is_not_written(tmp_path, shut_in):
    text = "open('large', 'wb').write(b'x' * (1 << 21))\n"
    assert "OSError: [Errno 27] File too large" in refusal(tmp_path, text, replace(LIMITS, file_bytes=1 << 20))


def test_a_limit_of_the_size_of_files_is_not_raised_again(tmp_path, in_the_open):
    text = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (1 << 40, 1 << 40))\n"
    assert "it does not import: " in refusal(tmp_path, text)


def test_what_never_returns_is_ended_in_time(tmp_path, shut_in):
    began = time.monotonic()
    text = "\nimport signal\nfor n in (1, 2, 15):\n    signal.signal(n, signal.SIG_IGN)\ndef exp2(x):\n    while True: pass\n"
    assert refusal(tmp_path, text, replace(LIMITS, seconds=5.0)) == "it did not finish within 5 s"
    assert time.monotonic() - began < 40


def test_a_process_that_closes_its_connections_and_stays_is_ended(tmp_path, in_the_open):
    assert refusal(tmp_path, "os.closerange(3, 256)\ntime.sleep(1000)\n") == "its process closed the connection"


def test_a_crash_is_named(tmp_path, shut_in):
    text = "\nctypes.string_at(0)\n"
    assert refusal(tmp_path, text) in ("its process was ended by SIGSEGV", "its process was ended by SIGBUS")


def test_a_message_is_printed_without_its_escapes(tmp_path, in_the_open):
    said = refusal(tmp_path, r"raise RuntimeError('\x1b[31mred\x07 \u202eback\n\n' + 'x' * 100000)")
    assert said.startswith(r"it does not import: RuntimeError: \x1b[31mred\x07 \u202eback xxxx")
    assert len(said) < 500


def test_a_plain_text_is_one_short_line():
    assert plain("a\tb\nc") == "a b c"
    assert plain("\x00\x1b]0;t\x07") == r"\x00\x1b]0;t\x07"
    assert len(plain("\x00" * 10_000)) == 400
    assert plain("größer ≤") == "größer ≤"


def test_secrets_of_the_environment_are_not_seen(tmp_path, monkeypatch, shut_in):
    monkeypatch.setenv("SECRET_TOKEN", "abc")
    monkeypatch.setenv("LD_PRELOAD", "")
    text = "raise RuntimeError(' '.join(sorted(os.environ)))\n"
    names = set(refusal(tmp_path, text).rpartition(": ")[2].split())
    ours = {
        "HOME",
        "TMPDIR",
        "PYTHONPATH",
        "PYTHONUSERBASE",
        "PYTHONDONTWRITEBYTECODE",
        "XLA_PYTHON_CLIENT_PREALLOCATE",
    }
    assert ours | {"PATH", "JAX_PLATFORMS"} <= names
    assert {name for name in names if not name.startswith("LC_")} <= ours | set(KEPT) | {"PWD"}


def test_home_and_the_current_folder_are_the_scratch_folder(tmp_path, in_the_open):
    text = 'raise RuntimeError(f\'{os.getcwd() == os.environ["HOME"] == os.environ["TMPDIR"]} {os.path.dirname(__file__) == os.getcwd()}\')'
    assert refusal(tmp_path, text).endswith("True True")


def test_there_is_no_network_where_it_is_shut_in(tmp_path, shut_in):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        said = refusal(tmp_path, f"socket.create_connection(('127.0.0.1', {port}), 2)\nraise RuntimeError('reached')\n")
    assert ("reached" in said) == (shut_in == isolation.NONE)


def test_nothing_but_scratch_is_written_where_it_is_shut_in(tmp_path, shut_in):
    aim = tmp_path / "aim"
    aim.write_text("as it was")
    old = [str(aim), str(isolation.ROOT / "pyproject.toml"), "/proc/sys/kernel/core_pattern", "/proc/sysrq-trigger"]
    new = [str(tmp_path / "new"), str(isolation.ROOT / "new"), "/tmp/new", "/var/tmp/new", "/dev/new", "/dev/shm/new"]
    text = f"""
    open("scratch", "w").write("x")
    said = []
    def attempt(path, flags):
        try:
            os.close(os.open(path, flags))
            said.append(path)
        except OSError:
            pass
    for path in {old!r}:
        attempt(path, os.O_WRONLY)
    for path in {new if shut_in != isolation.NONE else new[:1]!r}:
        attempt(path, os.O_WRONLY | os.O_CREAT)
    raise RuntimeError(f"opened {{said}}")
    """
    opened = refusal(tmp_path, text).rpartition("opened ")[2]
    assert (opened == "[]") == (shut_in != isolation.NONE), opened


def test_a_read_only_root_stays_so(tmp_path, shut_in):
    if shut_in == isolation.NONE:
        pytest.skip("there the root is as it is")
    aim = tmp_path / "aim"
    aim.write_text("as it was")
    text = f"""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.mount(None, b"/", None, ctypes.c_ulong(0x20 | 0x1000), None)
    libc.unshare(0x10000000 | 0x20000)
    libc.mount(None, b"/", None, ctypes.c_ulong(0x20 | 0x1000), None)
    libc.umount2(b"/tmp", 2)
    try:
        open({str(aim)!r}, "w").write("changed")
    except OSError as error:
        raise RuntimeError("refused") from None
    """
    assert refusal(tmp_path, text).endswith("RuntimeError: refused")
    assert aim.read_text() == "as it was"


def test_other_processes_are_not_seen_where_it_is_shut_in(tmp_path, shut_in):
    said = refusal(tmp_path, f"raise RuntimeError(os.path.exists('/proc/{os.getpid()}/stat'))\n")
    numbers = "raise RuntimeError(max(int(name) for name in os.listdir('/proc') if name.isdecimal()) < 100)\n"
    if shut_in == isolation.NONE:
        assert said.endswith("True")
    else:
        assert refusal(tmp_path, numbers).endswith("True")


def test_where_nothing_shuts_it_in_that_is_said(tmp_path, in_the_open, capfd):
    report = verify_in_child(written(tmp_path, RIGHT), None, False, "cpu", LIMITS)
    assert (report.ok, report.isolation) == (True, "none")
    assert capfd.readouterr().err.count("not isolated: neither bwrap nor unshare works here") == 1


def test_an_isolation_in_which_nothing_starts_gives_way_to_the_next(tmp_path, monkeypatch):
    broken = isolation.Isolation(
        "broken", lambda room: [sys.executable, "-c", "import sys; sys.exit(sys.argv[1] != 'true')"]
    )
    monkeypatch.setattr(isolation, "KINDS", (broken, isolation.KINDS[-1]))
    assert verify_in_child(written(tmp_path, RIGHT), None, False, "cpu", LIMITS).isolation == "none"
    monkeypatch.setattr(isolation, "KINDS", (broken,))
    assert refusal(tmp_path, RIGHT) == "its process does not start: the process died with exit status 1"
    monkeypatch.setattr(isolation, "KINDS", ())
    assert refusal(tmp_path, RIGHT) == "no way to start it is known here"


def test_other_children_of_this_process_are_left_alone(tmp_path, in_the_open):
    other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(1000)"])
    ended = subprocess.Popen([sys.executable, "-c", ""])
    try:
        time.sleep(1.0)
        assert verify_in_child(written(tmp_path, SLEEPER + RIGHT), None, False, "cpu", LIMITS).ok
        assert other.poll() is None
        assert ended.wait(timeout=5) == 0
    finally:
        other.kill()
        other.wait()


def test_a_child_that_starts_meanwhile_is_left_alone(tmp_path, in_the_open):
    sandbox = Sandbox(Job((HEAD + RIGHT).encode(), ".py", "exp2", "python", "cpu"), LIMITS)

    def start() -> "subprocess.Popen[bytes]":
        made = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(1000)"])
        time.sleep(0.5)
        return made

    other = sandbox.watch(start)
    assert other.poll() is None
    other.kill()
    other.wait()


def test_an_orphan_that_was_never_seen_before_is_recognised(tmp_path, in_the_open):
    started = Descendants()
    code = "import os, time\nfrom results.sandbox import linux\nlinux.drop_privileges()\n" + textwrap.dedent(
        "if os.fork() == 0:\n    os.setsid()\n    time.sleep(1000)\nos._exit(0)\n"
    )
    with started:
        root = subprocess.Popen([sys.executable, "-c", code], cwd=isolation.ROOT)
        root.wait()
        assert len(started.of(-1)) == 1
        started.end(root)
        assert not started.of(-1)


def test_an_interrupt_ends_the_process_and_the_command(tmp_path):
    path = written(tmp_path, SLEEPER + "time.sleep(1000)\n")
    text = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\nimport run\nrun.main()"
    command = [sys.executable, "-c", text, "verify", str(path)]  # a suite in the background ignores interrupts
    with subprocess.Popen(command, cwd=isolation.ROOT, stderr=subprocess.PIPE, text=True) as child:
        while not lives_on(tmp_path):
            assert child.poll() is None
            time.sleep(0.1)
        child.send_signal(signal.SIGINT)
        err = child.communicate(timeout=100)[1]
    assert (child.returncode, "Traceback" in err) == (130, False), err
    assert not lives_on(tmp_path)
