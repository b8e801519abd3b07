"""Models of sentence-transformers that lie on this machine: where, and what they are called.

Finding one imports no torch, so that a model that is missing or of no use is refused at once.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CACHE_VARIABLE = "SENTENCE_TRANSFORMERS_HOME"
"""Where models were downloaded to, if not to the hub's own cache (sentence-transformers' name)."""

_SNAPSHOT = re.compile(r"^models--(?P<owner>.+?)--(?P<name>.+)$")
_HEADING = re.compile(r"^#+\s+(.+)$", re.MULTILINE)
_READ = {".json", ".txt", ".model", ".jinja"}
# What transformers loads weights from, in the order in which it looks.
_WEIGHTS = ("*.safetensors", "*.bin")
# Of a file of gigabytes so much is read at its start, middle and end: training changes it all.
_SAMPLE = 1 << 20
_WHOLE = 3 * _SAMPLE


class ModelUnavailable(Exception):
    """A model cannot be used; the message says in Swedish what to do."""


@dataclass(frozen=True, slots=True)
class LocalModel:
    """A model's folder, what it was called by who chose it, and what its files say of it."""

    name: str
    folder: Path
    architecture: str
    kind: str
    is_module_chain: bool

    @property
    def names(self) -> list[str]:
        """What the model may be called, the surest first."""
        names = [self.name, self.folder.resolve().name]
        # A snapshot of the hub's cache is models--owner--name/snapshots/revision.
        if self.folder.parent.name == "snapshots" and (
            snapshot := _SNAPSHOT.match(self.folder.parent.parent.name)
        ):
            names.insert(0, f"{snapshot['owner']}/{snapshot['name']}")
        card = self.folder / "README.md"
        if card.is_file() and (
            heading := _HEADING.search(card.read_text("utf-8", errors="replace"))
        ):
            names.append(heading[1])
        names.append(str(_read_json(self.folder / "config.json").get("_name_or_path", "")))
        return [name.rstrip("/\\").replace("\\", "/").rpartition("/")[2] for name in names if name]

    def chat_template_holds(self, text: str) -> bool:
        """Whether the model's own template for a conversation says something."""
        apart = self.folder / "chat_template.jinja"
        if apart.is_file():
            return text in apart.read_text("utf-8", errors="replace")
        return text in str(_read_json(self.folder / "tokenizer_config.json").get("chat_template"))

    def fingerprint(self) -> str:
        """A digest of what decides the model's output: settings, tokenizer and weights."""
        digest = hashlib.sha256()
        for path in sorted(self._files()):
            digest.update(f"{path.relative_to(self.folder).as_posix()}\0".encode())
            with path.open("rb") as file:
                size = path.stat().st_size
                digest.update(size.to_bytes(8, "big"))
                if size <= _WHOLE or path.suffix in _READ:
                    digest.update(file.read())
                    continue
                for start in (0, size // 2, size - _SAMPLE):
                    file.seek(start)
                    digest.update(file.read(_SAMPLE))
        return digest.hexdigest()[:12]

    def _files(self) -> Iterator[Path]:
        # Exports to other formats, which the model's folder may hold too, are never loaded.
        parts = {str(one.get("path", "")) for one in _read_list(self.folder / "modules.json")}
        for folder in sorted(self.folder / part for part in {"", *parts}):
            if folder.is_dir():
                yield from (path for path in folder.iterdir() if path.suffix in _READ)
                weights = (list(folder.glob(pattern)) for pattern in _WEIGHTS)
                yield from next(filter(None, weights), [])


def find_model(name: str, *, owner: str) -> LocalModel:
    """The model of that name on the hub, as downloaded before, or in that folder.

    That of ``owner`` may be named without its owner.

    Raises:
        ModelUnavailable: it does not lie here, does not say what it is, or runs only with program
            code of its own.
    """
    folder = Path(name)
    if not folder.is_dir():
        folder = _downloaded(name if "/" in name else f"{owner}/{name}", name)
    elif not any((folder / file).is_file() for file in ("config.json", "modules.json")):
        raise ModelUnavailable(
            f"I mappen {name} finns ingen modell. Ange en mapp med config.json eller "
            "modules.json, eller modellens namn på Hugging Face."
        )
    config = _read_json(folder / "config.json")
    modules = _read_list(folder / "modules.json")
    architectures = config.get("architectures")
    if architectures == []:
        raise ModelUnavailable(
            f"Modellen ”{name}” säger inte hur den är byggd: ”architectures” i config.json är tom. "
            "Hämta den på nytt, eller välj en annan."
        )
    types = [str(module.get("type", "")) for module in modules]
    if "auto_map" in config or not all(kind.startswith("sentence_transf") for kind in types):
        raise ModelUnavailable(
            f"Modellen ”{name}” fungerar bara om programkod som följer med den körs, och det gör "
            "Vägvis aldrig. Välj en annan modell."
        )
    return LocalModel(
        name=name,
        folder=folder,
        architecture=str(architectures[0]) if isinstance(architectures, list) else "",
        kind=str(_read_json(folder / "config_sentence_transformers.json").get("model_type", "")),
        is_module_chain=bool(modules),
    )


def prepare(threads: int) -> None:
    """Lets torch use so many threads, and keeps what loads models from drawing bars of its own."""
    import torch
    from transformers.utils import logging

    torch.set_num_threads(threads)
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]


def unreadable(name: str, error: Exception) -> str:
    """The line for a model that is there but does not load."""
    return (
        f"Modellen ”{name}” går inte att läsa ({type(error).__name__}). Hämta den på nytt, "
        "eller välj en annan."
    )


def _downloaded(hub_name: str, name: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError

    if hub_name.count("/") > 1 or hub_name.startswith((".", "/", "~")):
        raise ModelUnavailable(
            f"Mappen {name} finns inte. Ange en mapp som innehåller en modell, eller modellens "
            "namn på Hugging Face."
        )
    cache = os.environ.get(CACHE_VARIABLE)
    try:
        return Path(snapshot_download(hub_name, cache_dir=cache, local_files_only=True))
    except (OSError, HFValidationError) as error:
        raise ModelUnavailable(
            f"Modellen ”{name}” finns inte på den här datorn. Hämta den med ”vagvis models get "
            f"{hub_name}”, eller ange sökvägen till en mapp som innehåller en modell."
        ) from error


def _read_json(path: Path) -> dict[str, object]:
    read = _read(path)
    return read if isinstance(read, dict) else {}


def _read_list(path: Path) -> list[dict[str, object]]:
    read = _read(path)
    return [one for one in read if isinstance(one, dict)] if isinstance(read, list) else []


def _read(path: Path) -> object:
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
