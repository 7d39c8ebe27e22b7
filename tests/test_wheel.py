"""What a maintainer installs: the wheel, alone, in an environment of its own."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def recap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of an environment that has our wheel, and everybody else's packages from this one."""
    place = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(place)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    venv.create(place / "venv", symlinks=True)
    python = place / "venv" / "bin" / "python"
    inside = sysconfig.get_path("purelib", vars={"base": str(place / "venv")})
    wheel = next(place.glob("*.whl"))
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index", str(wheel)],
        check=True, capture_output=True,
    )  # fmt: skip
    (Path(inside) / "others.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    return place / "venv" / "bin" / "recap"


@pytest.mark.long
def test_the_installed_program_makes_a_site_on_its_own(recap: Path, tmp_path: Path) -> None:
    def run(*arguments: str, within: Path = tmp_path) -> str:
        done = subprocess.run([recap, *arguments], cwd=within, check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    python = [str(recap.with_name("python")), "-c", "import generator; print(generator.__file__)"]
    used = subprocess.run(python, cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    assert used.startswith(str(recap.parents[1]))
    run("new", "mine")
    run("site", within=tmp_path / "mine")
    page = (tmp_path / "mine" / "site" / "index.html").read_text("utf-8")
    assert "<header class=mast>" in page
    assert list((tmp_path / "mine" / "site" / "assets").glob("site.*.css"))
    assert (tmp_path / "mine" / "site" / "zh" / "about" / "index.html").is_file()


def test_it_carries_all_that_lies_in_the_package_and_nothing_of_the_checkout(recap: Path) -> None:
    package = next((recap.parents[1] / "lib").glob("python*/site-packages/generator"))
    tracked = [path for path in (ROOT / "generator").rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert len(tracked) > 150
    missing = [path for path in tracked if not (package / path.relative_to(ROOT / "generator")).is_file()]
    assert missing == []
    brought = {path.name for path in (package / "data").iterdir()}
    assert brought == {"theme", "mkdocs.yml", "content", ".github", ".gitlab-ci.yml"}
    assert not (package.parent / "tests").exists()
