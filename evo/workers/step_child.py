"""The child of a StepRunner: python -m evo.workers.step_child MODULE:FUNCTION BYTES; a JSON request a line in, an answer out."""

import importlib
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from threading import Thread
from typing import Any

from evaluators.report import Status
from search_spaces.programs.parts import ProgramError


def answer(function: Callable[[str], float], text: str) -> dict[str, Any]:
    """Verdict on one candidate; whatever it raises becomes a value here."""
    try:
        return {"status": Status.OK, "value": float(function(text)), "reason": ""}
    except MemoryError:
        return {"status": Status.OUT_OF_MEMORY, "value": None, "reason": "more memory than it may have"}
    except ProgramError as error:
        return {"status": Status.COMPILE_FAILED, "value": None, "reason": str(error)}
    except Exception as error:  # noqa: BLE001  a candidate may raise anything: it becomes its verdict
        return {"status": Status.FAILED, "value": None, "reason": f"{type(error).__name__}: {error}"}


def _end_with_parent(parent: int) -> None:
    """A step that hangs must not outlive who asked for it; without a step, the closed pipe ends it."""
    while os.getppid() == parent:
        time.sleep(1.0)
    os._exit(1)


def main() -> None:
    """Serve until the pipe is closed. Answers go to a copy of standard output; what a step prints goes nowhere."""
    Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    name, memory = sys.argv[1:]
    answers = os.fdopen(os.dup(1), "w")
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    module, _, attribute = name.partition(":")
    function = getattr(importlib.import_module(module), attribute)
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    print("ready", file=answers, flush=True)
    for line in sys.stdin:
        print(json.dumps(answer(function, json.loads(line)["text"])), file=answers, flush=True)


if __name__ == "__main__":
    main()
