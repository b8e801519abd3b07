"""The packages that the program runs on, with their licences: the parts list (SBOM)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions, version

from cyclonedx.factory.license import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement

_CLASSIFIER = "License :: OSI Approved :: "
_LONGEST = 60
"""Characters: what is longer is a licence's text and not its name."""

# Who changes and passes on a package under one of these has duties; using it unchanged has none.
_FREE = tuple("mit bsd apache isc python psf mpl zlib unlicense hpnd zero-clause cc0 0bsd".split())
_FREE_TO_USE = ("lgpl", "lesser general public")


@dataclass(frozen=True, slots=True)
class Part:
    """A package."""

    name: str
    version: str
    licence: str

    @property
    def allowed(self) -> bool:
        """Whether its licence lets anybody use it in anything, as far as its name tells."""
        name = self.licence.lower()
        return any(word in name for word in (*_FREE, *_FREE_TO_USE))


def parts() -> list[Part]:
    """What this program needs of what is installed, in the order of the names."""
    there = {_plain(one.name): one for one in distributions()}
    needed: dict[str, Distribution] = {}
    waiting = ["vagvis"]
    while waiting:
        name = waiting.pop()
        if name in there and name not in needed:
            needed[name] = there[name]
            waiting += _needs(there[name].requires or ())
    del needed["vagvis"]
    return [Part(one.name, one.version, licence(one)) for _, one in sorted(needed.items())]


def licence(one: Distribution) -> str:
    """The name of a package's licence, as its own record tells it."""
    meta = one.metadata
    names = ("License-Expression", "License")
    stated = next((each for name in names for each in meta.get_all(name) or () if each), "")
    classifiers = [
        each.removeprefix(_CLASSIFIER)
        for each in meta.get_all("Classifier") or []
        if each.startswith(_CLASSIFIER)
    ]
    if stated and len(stated) <= _LONGEST and "\n" not in stated:
        return str(stated)
    return ", ".join(classifiers) or str(stated).strip().partition("\n")[0] or "okänd"


def bill_of_materials(of: Sequence[Part]) -> str:
    """The parts as a CycloneDX document."""
    licences = LicenseFactory()
    bom = Bom()
    whole = Component(name="vagvis", version=version("vagvis"), type=ComponentType.APPLICATION)
    bom.metadata.component = whole
    bom.components.update(
        Component(
            name=part.name,
            version=part.version,
            type=ComponentType.LIBRARY,
            purl=PackageURL("pypi", None, _plain(part.name), part.version),
            licenses=[licences.make_from_string(part.licence)],
        )
        for part in of
    )
    bom.register_dependency(whole, bom.components)
    return JsonV1Dot6(bom).output_as_string(indent=2)


def _needs(requirements: Iterable[str]) -> list[str]:
    """The packages that are always needed, and not only for an extra."""
    named = (Requirement(one) for one in requirements)
    return [_plain(o.name) for o in named if o.marker is None or o.marker.evaluate({"extra": ""})]


def _plain(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")


def main() -> None:
    """Ends with an error that names the packages whose licence has to be looked at."""
    strange = [part for part in parts() if not part.allowed]
    if strange:
        names = ", ".join(f"{part.name} ({part.licence})" for part in strange)
        raise SystemExit(f"Licences to look at: {names}")


if __name__ == "__main__":
    main()
