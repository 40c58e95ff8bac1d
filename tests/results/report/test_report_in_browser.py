"""The report in a real browser: it renders, complains of nothing, fits a phone and a desk, and is light or dark as asked."""

import json
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

from results.report.write import write_report
from tests.results.reported import kernel_run

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
BROWSER = next((path for path in map(shutil.which, BROWSERS) if path), None)
pytestmark = pytest.mark.skipif(
    BROWSER is None, reason=f"none of {', '.join(BROWSERS)} is installed: the report was not looked at in a browser"
)
DARK, LIGHT = 0, 1
PROBE = """<script>
const root = document.documentElement;
document.querySelectorAll("details").forEach((one) => { one.open = true; });
root.dataset.probe = JSON.stringify({
  ready: root.dataset.ready,
  wide: root.scrollWidth - root.clientWidth,
  charts: [...document.querySelectorAll("svg")].map((one) => one.getBoundingClientRect().height),
  shapes: document.querySelectorAll("svg path.line, svg circle.mark, svg rect.bar").length,
  back: getComputedStyle(document.body).backgroundColor,
});
</script></body>"""


def browse(page: Path, width: int, scheme: int) -> tuple[dict, str]:
    """The probe's findings, and complaints."""
    assert BROWSER is not None
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--dump-dom")
    look = (f"--window-size={width},1000", f"--blink-settings=preferredColorScheme={scheme}")
    profile = f"--user-data-dir={page.parent / 'profile'}"
    done = subprocess.run(
        [BROWSER, *options, *look, profile, page.as_uri()], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    text = done.stdout.split('data-probe="')[1].split('"')[0]
    return json.loads(unescape(text)), "\n".join(line for line in done.stderr.splitlines() if "CONSOLE" in line)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser")
    path = write_report(kernel_run(folder / "run"), "html", folder / "report.html")
    path.write_text(path.read_text(encoding="utf-8").replace("</body>", PROBE), encoding="utf-8")
    return path


@pytest.mark.parametrize("width", [400, 1400])
@pytest.mark.parametrize(("scheme", "back"), [(LIGHT, "rgb(255, 255, 255)"), (DARK, "rgb(15, 19, 24)")])
def test_the_report_renders_without_complaint(page, width, scheme, back):
    seen, complaints = browse(page, width, scheme)
    assert complaints == ""
    assert seen["ready"] == "yes"
    assert seen["wide"] <= 0, f"{seen['wide']} px wider than the window of {width}"
    assert len(seen["charts"]) == 5
    assert min(seen["charts"]) > 100
    assert seen["shapes"] > 8
    assert seen["back"] == back
