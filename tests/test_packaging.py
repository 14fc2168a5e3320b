"""What a user installs: the wheel holds all that is needed and works anywhere; the sdist builds it again."""

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from calendar_service.definitions import shipped_calendars

ROOT = Path(__file__).parent.parent
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("CALENDAR_SERVICE_", "PYTHON"))}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist, and the wheel that was built from it."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)]
    build = subprocess.run(command, env=environment(), capture_output=True, text=True)
    assert build.returncode == 0, build.stdout + build.stderr
    return out


@pytest.fixture(scope="module")
def in_wheel(built: Path) -> set[str]:
    [wheel] = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel; what it depends on is borrowed from the environment of the tests."""
    home = tmp_path_factory.mktemp("venv")
    venv.create(home, symlinks=True)
    [site] = home.glob("lib/python*/site-packages")
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    pip = [sys.executable, "-m", "pip", "--python", str(home), "--disable-pip-version-check"]
    wheel = next(built.glob("*.whl"))
    subprocess.run([*pip, "install", "--quiet", "--no-deps", "--no-index", str(wheel)], check=True, env=environment())
    return home


@pytest.fixture
def run(installed: Path, tmp_path: Path) -> Run:
    """Runs a command of that environment, far from the checkout."""

    def run(command: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        line = [str(installed / "bin" / command), *arguments]
        return subprocess.run(line, cwd=tmp_path, env=environment(), capture_output=True, text=True)

    return run


def files(folder: str, *suffixes: str) -> Iterator[str]:
    for path in sorted((ROOT / folder).rglob("*")):
        if path.is_file() and path.suffix in suffixes:
            yield path.relative_to(ROOT).as_posix()


DATA = [
    ("calendar_service", ".py"),
    ("calendar_service/wording", ".po"),
    ("calendar_service/web/templates", ".html"),
    *(("calendar_service/web/static", suffix) for suffix in (".css", ".js", ".svg")),
    *(("calendar_service/web/api/examples", suffix) for suffix in (".sh", ".mjs", ".txt", ".yaml", ".yml")),
]


@pytest.mark.parametrize(("folder", "suffix"), DATA)
def test_the_wheel_holds_every_file_of_the_package(in_wheel: set[str], folder: str, suffix: str) -> None:
    wanted = set(files(folder, suffix))
    assert wanted and wanted <= in_wheel


def test_the_wheel_holds_the_calendars_with_all_that_explains_them(in_wheel: set[str]) -> None:
    wanted = {path.name for path in (ROOT / "calendars").iterdir() if path.is_file()}
    found = {name.rpartition("/")[2] for name in in_wheel if name.startswith("calendar_service/calendars/")}
    assert {"collection.yaml", "un-days.yaml", "calendar.schema.json", "collection.schema.json", "LICENSE"} <= found
    assert wanted == found


def test_the_wheel_holds_nothing_else(in_wheel: set[str]) -> None:
    tops = {name.split("/")[0] for name in in_wheel}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"calendar_service"}
    assert not [name for name in in_wheel if "__pycache__" in name or name.endswith((".pyc", ".orig", "~"))]


def test_the_wheel_bears_both_licences(in_wheel: set[str]) -> None:
    licences = {name.partition(".dist-info/")[2] for name in in_wheel if ".dist-info/licenses/" in name}
    assert licences == {"licenses/LICENSE", "licenses/calendars/LICENSE"}


def test_the_sdist_holds_what_a_packager_needs(built: Path) -> None:
    """The tests too: distributions run them."""
    [sdist] = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        found = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {"pyproject.toml", "README.md", "LICENSE", "wsgi.py", "calendars/un-days.yaml", "calendars/LICENSE"}
    assert wanted | set(files("tests/web", ".py")) | {"tests/conftest.py"} <= found
    assert not [name for name in found if "node_modules" in name or ".venv" in name]


def test_in_a_checkout_the_calendars_lie_beside_the_package() -> None:
    assert shipped_calendars() == ROOT / "calendars"


def test_installed_they_lie_inside_the_package(run: Run, installed: Path) -> None:
    code = "from calendar_service.definitions import shipped_calendars as where; print(where())"
    found = Path(run("python", "-c", code).stdout.strip())
    assert found.is_relative_to(installed) and found.parts[-2:] == ("calendar_service", "calendars")


def test_installed_the_calendars_are_right(run: Run) -> None:
    result = run("calendar-service", "check")
    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr.endswith(", 0 mistakes\n")


def test_installed_a_feed_is_that_of_the_checkout(run: Run, tmp_path: Path) -> None:
    result = run("calendar-service", "feed", "turkic-world", "--lang", "kk", "-o", "feed.ics")
    assert (result.returncode, result.stderr) == (0, "")
    feed = (tmp_path / "feed.ics").read_bytes().decode()
    assert "\r\nX-WR-CALNAME:Түркі әлемі\r\n" in feed
    assert "SUMMARY:Түркі тілдері отбасының дүниежүзілік күні\r\n" in feed.replace("\r\n ", "")


def test_installed_pages_have_their_templates_and_style(run: Run) -> None:
    code = (
        "from datetime import date; from calendar_service.web import create_app;"
        "from calendar_service.definitions import shipped_calendars as where;"
        "app = create_app(calendars=[where()], base_url='http://localhost', today=lambda zone: date(2026, 12, 15));"
        "print(*(app.test_client().get(path).status_code for path in ('/ar/', '/static/style.css', '/api/v1/')))"
    )
    assert run("python", "-c", code).stdout == "200 200 200\n"


def test_installed_the_calendars_are_stamped_by_any_path(run: Run, installed: Path, tmp_path: Path) -> None:
    [calendars] = installed.glob("lib/python*/site-packages/calendar_service/calendars")
    result = run("calendar-service", "stamp", os.path.relpath(calendars, tmp_path))
    assert result.returncode == 0, result.stderr
