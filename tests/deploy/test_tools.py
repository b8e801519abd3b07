"""What an operator installs with, read by the very tools that will read it.

They are large, and only ``make deployment`` installs them; without them these tests are skipped.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
CHART = DEPLOY / "helm" / "vagvis"
TOOLS = Path(sys.executable).parent

SHARED = {"replicas": 3, "databaseSecret": "pg", "chromaUrl": "http://chroma:8000"}
VALUES: dict[str, dict[str, Any]] = {
    "alone": {},
    "several workers": SHARED,
    "everything": SHARED
    | {
        "hosts": ["fraga.example", "vagvis.example"],
        "settings": {"VAGVIS_MODEL": "ollama:gemma3"},
        "documentsClaim": "documents",
        "storage": {"size": "1Gi", "className": "fast"},
        "ingress": {"enabled": True, "className": "nginx", "tlsSecret": "tls"},
    },
}


@pytest.mark.parametrize("values", VALUES.values(), ids=VALUES)
def test_what_the_chart_makes_is_what_kubernetes_takes(values: dict[str, Any]) -> None:
    helm = pytest.importorskip("helm_python")
    kubernetes = pytest.importorskip("kubernetes_validate")
    assert helm.lint(str(CHART))["errors"] == []
    with helm.Chart.load(str(CHART)) as chart:
        texts = chart.render(values, name="fraga")
    made = [one for text in texts.values() for one in yaml.safe_load_all(text) if one]
    for one in made:
        kubernetes.validate(one, kubernetes.latest_version(), strict=True)
    kinds = {"Service", "StatefulSet"} | ({"Ingress"} if "ingress" in values else set())
    assert {one["kind"] for one in made} == kinds


def test_the_chart_refuses_workers_that_share_nothing() -> None:
    helm = pytest.importorskip("helm_python")
    with helm.Chart.load(str(CHART)) as chart, pytest.raises(helm.HelmError, match="chromaUrl"):
        chart.render({"replicas": 2}, name="fraga")


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("compose-spec", DEPLOY / "compose.yaml"),
        ("github-workflows", ROOT / ".github" / "workflows" / "release.yaml"),
        ("renovate", ROOT / "renovate.json"),
    ],
)
def test_each_is_as_its_schema_says(schema: str, path: Path) -> None:
    pytest.importorskip("check_jsonschema")
    command = [str(TOOLS / "check-jsonschema"), "--builtin-schema", f"vendor.{schema}", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_proxy_is_understood() -> None:
    if not (TOOLS / "caddy").exists():
        pytest.skip("caddy is not installed")
    command = [str(TOOLS / "caddy"), "adapt", "--validate", "--config", str(DEPLOY / "Caddyfile")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
