"""Models of a hub: what one is before it is fetched, fetching it, and which ones lie here.

The only place that asks a hub for anything, and only when a person has asked for a model by name.
The hub is Hugging Face, or another one whose address ``HF_ENDPOINT`` has.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from corpus.local_models import CACHE_VARIABLE, LocalModel, ModelUnavailable, find_model

ENDPOINT_VARIABLE = "HF_ENDPOINT"

OWNER = "sentence-transformers"
"""Whose models may be named without their owner."""

_READ = (".json", ".txt", ".model", ".jinja")
# Weights that transformers loads, the best first; exports to other formats are never loaded.
_WEIGHTS = (".safetensors", ".bin")
_LAST = ("config.json", "modules.json")
"""What tells that a model lies here comes when all the rest has."""
_CLASSIFIER = "ForSequenceClassification"


class ModelKind(StrEnum):
    """What a model is for."""

    EMBEDDER = "embedder"
    RERANKER = "reranker"


@dataclass(frozen=True, slots=True)
class HubModel:
    """A model as the hub tells of it; ``files`` are those that are loaded, ``size`` their bytes."""

    name: str
    licence: str
    size: int
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoredModel:
    """A model that lies here; ``size`` in bytes."""

    name: str
    kind: ModelKind
    size: int


def hub_model(name: str) -> HubModel:
    """What the hub tells of a model.

    Raises:
        ModelUnavailable: there is none of that name, the hub does not give it, or cannot be asked.
    """
    from huggingface_hub import HfApi

    full = name if "/" in name else f"{OWNER}/{name}"
    with _asking(full):
        info = HfApi(endpoint=os.environ.get(ENDPOINT_VARIABLE)).model_info(
            full, files_metadata=True
        )
    tags = info.tags or []
    if "custom_code" in tags:
        raise ModelUnavailable(
            f"Modellen ”{full}” fungerar bara om programkod som följer med den körs, och det gör "
            "Vägvis aldrig. Välj en annan modell."
        )
    sizes = {one.rfilename: one.size or 0 for one in info.siblings or []}
    files = _loaded(list(sizes))
    if not any(file.endswith(_WEIGHTS) for file in files):
        raise ModelUnavailable(f"Modellen ”{full}” har inga vikter i ett format som Vägvis läser.")
    licences = [tag.removeprefix("license:") for tag in tags if tag.startswith("license:")]
    card = str(getattr(info.card_data, "license", None) or "")
    licence = next(iter(licences), card)
    return HubModel(full, licence, sum(sizes[file] for file in files), tuple(files))


def fetch(model: HubModel, on_progress: Callable[[int, int], None]) -> LocalModel:
    """Fetches a model to where it is looked for; what is here already is not fetched again.

    ``on_progress`` gets the bytes that have come, and all of them. Raises ModelUnavailable.
    """
    from huggingface_hub import hf_hub_download
    from huggingface_hub.utils.tqdm import tqdm

    come = 0

    class Counted(tqdm):
        def __init__(self, *args: Any, **options: Any) -> None:
            options.pop("name", None)
            super().__init__(*args, **options | {"disable": True})  # type: ignore[no-untyped-call]

        def update(self, n: float | None = 1) -> None:
            nonlocal come
            come += int(n or 0)
            on_progress(min(come, model.size), model.size)

    cache, endpoint = os.environ.get(CACHE_VARIABLE), os.environ.get(ENDPOINT_VARIABLE)
    with _asking(model.name):
        for file in model.files:
            hf_hub_download(
                model.name, file, cache_dir=cache, endpoint=endpoint, tqdm_class=Counted
            )
    return find_model(model.name, owner=OWNER)


def kind_of(model: LocalModel) -> ModelKind:
    """What a model is for, as its files say."""
    is_classifier = model.architecture.endswith(_CLASSIFIER) or model.kind == "CrossEncoder"
    return ModelKind.RERANKER if is_classifier else ModelKind.EMBEDDER


def stored_models() -> list[StoredModel]:
    """The models that lie in the hub's cache on this machine, by name."""
    from huggingface_hub import CacheNotFound, scan_cache_dir

    try:
        repositories = scan_cache_dir(os.environ.get(CACHE_VARIABLE)).repos
    except CacheNotFound:
        return []
    found = []
    for one in sorted(repositories, key=lambda repository: repository.repo_id):
        try:
            model = find_model(one.repo_id, owner=OWNER)
        except ModelUnavailable:
            continue  # a data set, or a model of something else
        found.append(StoredModel(one.repo_id, kind_of(model), one.size_on_disk))
    return found


def _loaded(files: Sequence[str]) -> list[str]:
    """Of a model's files those that are loaded: settings, tokenizers, and one kind of weights."""
    near = [file for file in files if file.count("/") <= 1 and not file.startswith((".", "onnx/"))]
    top = [Path(file).suffix for file in near if "/" not in file]
    kind = next((suffix for suffix in _WEIGHTS if suffix in top), _WEIGHTS[0])
    parts = {file.partition("/")[0] for file in near if "/" in file and file[0].isdigit()}
    chosen = [
        file
        for file in near
        if ("/" not in file or file.partition("/")[0] in parts)
        and (Path(file).suffix in (*_READ, kind) or file == "README.md")
    ]
    return sorted(chosen, key=lambda file: (file in _LAST, file))


@contextmanager
def _asking(name: str) -> Iterator[None]:
    """Lets the hub be asked, which is forbidden otherwise, and tells in Swedish what went wrong."""
    import httpx2
    from huggingface_hub import constants
    from huggingface_hub.errors import GatedRepoError, HfHubHTTPError, HFValidationError
    from huggingface_hub.errors import RepositoryNotFoundError as NotFound

    before = constants.HF_HUB_OFFLINE
    constants.HF_HUB_OFFLINE = False
    try:
        yield
    except GatedRepoError as error:
        raise ModelUnavailable(
            f"Modellen ”{name}” lämnas bara ut till den som har godkänt dess villkor. Logga in med "
            "”hf auth login” och godkänn dem på modellens sida, eller välj en annan."
        ) from error
    except (NotFound, HFValidationError) as error:
        raise ModelUnavailable(
            f"Det finns ingen modell som heter ”{name}”. Skriv namnet som på Hugging Face: "
            "”ägare/namn”."
        ) from error
    except (HfHubHTTPError, httpx2.HTTPError, OSError) as error:
        raise ModelUnavailable(
            f"Det gick inte att hämta ”{name}” ({type(error).__name__}). Kontrollera nätet och kör "
            "igen: det som redan har kommit hämtas inte en gång till."
        ) from error
    finally:
        constants.HF_HUB_OFFLINE = before
