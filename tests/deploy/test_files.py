"""What an operator installs with: read by the tools that are here, and held against the program."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.settings import Settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
FILES = [*DEPLOY.rglob("*"), ROOT / "renovate.json", *(ROOT / ".github").rglob("*.yaml")]


def parsed(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


@pytest.mark.parametrize(
    "path",
    [DEPLOY / "compose.yaml", *DEPLOY.glob("helm/*/*.yaml"), *(ROOT / ".github").rglob("*.yaml")],
)
def test_what_is_yaml_is(path: Path) -> None:
    assert isinstance(parsed(path), dict)


def test_every_setting_in_them_is_one_of_ours() -> None:
    known = {f"VAGVIS_{name.upper()}" for name in Settings.model_fields} | {"VAGVIS_LOG"}
    for path in FILES:
        if path.is_file():
            named = set(re.findall(r"VAGVIS_[A-Z_]*[A-Z]", path.read_text("utf-8")))
            assert named <= known, path


def test_compose_names_what_there_is() -> None:
    compose = parsed(DEPLOY / "compose.yaml")
    volumes = set(compose["volumes"])
    for name, service in compose["services"].items():
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert source in volumes or source.startswith("./"), name
        for other in service.get("depends_on", []):
            assert set(service["profiles"]) <= set(compose["services"][other]["profiles"])
        assert "image" in service or "build" in service
    alone = [name for name, one in compose["services"].items() if "profiles" not in one]
    assert alone == ["vagvis"]
    assert compose["services"]["vagvis"]["ports"] == ["127.0.0.1:7860:7860"]


def test_the_image_runs_as_nobody_and_tells_of_its_health() -> None:
    lines = (DEPLOY / "Dockerfile").read_text("utf-8")
    for instruction in ("USER 10001", "HEALTHCHECK", "VOLUME", "EXPOSE 7860"):
        assert instruction in lines
    assert not re.search(r"^(COPY|ADD) +\.|\.git", lines, re.M)  # nothing but what is named
    for source in re.findall(r"^COPY (?!--from)(.+) \S+$", lines, re.M):
        assert all((ROOT / one).exists() for one in source.split()), source
    command = json.loads(lines.rsplit("\nCMD ", 1)[1])
    assert command[:2] == ["vagvis", "serve"]
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    (named,) = re.findall(r"'\.\[([\w,]+)\]'", lines)
    assert set(named.split(",")) <= set(extras["optional-dependencies"])


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_the_unit_is_understood(tmp_path: Path) -> None:
    # The program of the unit is not installed here: another stands in for it.
    unit = tmp_path / "vagvis.service"
    text = (DEPLOY / "vagvis.service").read_text("utf-8")
    unit.write_text(text.replace("/opt/vagvis/bin/vagvis", "/bin/true"), "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", unit], capture_output=True, text=True, check=False
    )
    told = [line for line in done.stderr.splitlines() if "vagvis" in line]
    assert (done.returncode, told) == (0, []), done.stderr
