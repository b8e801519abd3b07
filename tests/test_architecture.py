"""The arrows between packages and layers, and the names in them, read from the code itself."""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PRODUCT = ("corpus", "ingest", "assistant")
PACKAGES = (*PRODUCT, "evals")

ALLOWED = {
    "corpus": {"corpus"},
    "ingest": {"ingest", "corpus"},
    "assistant": {"assistant", "corpus"},
    "evals": {"evals", "assistant", "corpus", "ingest"},
}
CALLS_THE_PIPELINE = (
    "assistant/serve/cli/",
    "assistant/serve/api/readings.py",
    "assistant/serve/api/uploads.py",
    "assistant/serve/chat/originals.py",
)
CALLS_THE_FIGURES = ("assistant/serve/cli/evaluate.py", "assistant/serve/cli/evidence.py")

LAYERS = (
    {"bodies"},
    {"settings"},
    {"access"},
    {"words", "privacy"},
    {"question"},
    {"search", "courses"},
    {"answer"},
    {"research"},
    {"knowledge"},
    {"app"},
    {"workers"},
    {"serve"},
)
"""The layers of ``assistant``, innermost first: each may import those before it."""

NO_NOUNS = frozenset(
    "told said found own meant shown given asked taught listed stated named made known".split()
)
"""Participles, which name nothing: what was found is a passage, a course, a name."""


def modules(*packages: str) -> list[str]:
    return [
        path.relative_to(ROOT).as_posix()
        for package in packages
        for path in sorted((ROOT / package).rglob("*.py"))
    ]


def imports(module: str) -> Iterator[str]:
    for node in ast.walk(ast.parse((ROOT / module).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def layer(name: str) -> int:
    return next(number for number, names in enumerate(LAYERS) if name in names)


def package_of(name: str) -> str:
    """The package of a dotted name, as far as it is one of ours."""
    parts = name.split(".")
    while parts and not (ROOT.joinpath(*parts) / "__init__.py").exists():
        parts.pop()
    return ".".join(parts)


@pytest.mark.parametrize("module", modules(*PACKAGES))
def test_arrows_point_inwards(module: str) -> None:
    allowed = set(ALLOWED[module.partition("/")[0]])
    if module.startswith(CALLS_THE_PIPELINE):
        allowed.add("ingest")
    if module.startswith(CALLS_THE_FIGURES):
        allowed.add("evals")
    assert {name.partition(".")[0] for name in imports(module)} & set(PACKAGES) <= allowed


@pytest.mark.parametrize("module", modules("assistant"))
def test_layers_of_the_assistant(module: str) -> None:
    own = module.removesuffix(".py").split("/")[1]
    if own == "__init__":
        return
    parts = (name.split(".") for name in imports(module))
    others = {part[1] for part in parts if part[0] == "assistant" and len(part) > 1}
    assert {other for other in others - {own} if layer(other) >= layer(own)} == set()


@pytest.mark.parametrize("module", CALLS_THE_FIGURES)
def test_what_evaluates_imports_only_what_measures(module: str) -> None:
    names = {name for name in imports(module) if name.startswith("evals")}
    assert names
    assert all(name.startswith("evals.measure") for name in names)


@pytest.mark.parametrize("package", ["serve", "bodies", "courses", "answer"])
def test_siblings_do_not_import_each_other_in_circles(package: str) -> None:
    def part_of(name: str) -> str:
        """Its package; of a way in the whole, as its views may lie in a package of their own."""
        whole = package_of(name)
        return ".".join(whole.split(".")[:3]) if package == "serve" else whole

    arrows: dict[str, set[str]] = defaultdict(set)
    for module in modules(f"assistant/{package}"):
        here = part_of(module.removesuffix(".py").replace("/", "."))
        for name in imports(module):
            there = part_of(name)
            if there != here and there.startswith(f"assistant.{package}."):
                arrows[here].add(there)
    circles = [
        (here, there) for here in arrows for there in arrows[here] if here in arrows.get(there, ())
    ]
    assert circles == []
    if package == "serve":
        ways_in = {here for here in arrows if here != "assistant.serve"}
        assert {here: arrows[here] for here in ways_in if arrows[here]} == {}


def classes(module: str) -> Iterator[ast.ClassDef]:
    for node in ast.walk(ast.parse((ROOT / module).read_text("utf-8"))):
        if isinstance(node, ast.ClassDef):
            yield node


def test_no_two_classes_have_one_name() -> None:
    names = Counter(node.name for module in modules(*PRODUCT) for node in classes(module))
    assert {name for name, count in names.items() if count > 1} == set()


def test_no_module_name_stands_four_times() -> None:
    names = Counter(Path(module).stem for module in modules(*PRODUCT))
    del names["__init__"]
    assert {name for name, count in names.items() if count > 3} == set()


@pytest.mark.parametrize("module", modules(*PRODUCT))
def test_no_participle_is_a_name(module: str) -> None:
    tree = ast.parse((ROOT / module).read_text("utf-8"))
    defined = {Path(module).stem}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            defined.add(node.name)
        if isinstance(node, ast.ClassDef):
            fields = (one.target for one in node.body if isinstance(one, ast.AnnAssign))
            defined |= {field.id for field in fields if isinstance(field, ast.Name)}
    assert {name for name in defined if name.strip("_").lower() in NO_NOUNS} == set()


def test_the_composition_fits_on_a_screen() -> None:
    lines = (ROOT / "assistant" / "app.py").read_text("utf-8").splitlines()
    tree = ast.parse("\n".join(lines))
    texts = {
        number
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and ast.get_docstring(node) is not None
        for number in range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1)
    }
    imported = {
        number
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for number in range(node.lineno, (node.end_lineno or 0) + 1)
    }
    code = [
        line
        for number, line in enumerate(lines, 1)
        if line.strip() and not line.strip().startswith("#") and number not in texts | imported
    ]
    assert len(code) <= 60


def test_every_module_is_seen() -> None:
    assert len(modules(*PACKAGES)) > 40


@pytest.mark.parametrize("module", modules(*PRODUCT, "evals/measure"))
def test_the_product_and_its_figures_need_nothing_of_the_workshop(module: str) -> None:
    """What trains, times, compares or makes data stays out of what ``vagvis`` runs."""
    figures = {name for name in imports(module) if name.split(".")[0] == "evals"}
    assert all(name.startswith("evals.measure") for name in figures)


LOADERS = {"load_glossary", "load_gazetteer", "load_lexicon", "load_occupations", "load_contacts"}
MAY_LOAD = ("assistant/app.py", "assistant/knowledge.py")


@pytest.mark.parametrize("module", [one for one in modules("assistant") if one not in MAY_LOAD])
def test_what_is_known_is_handed_in(module: str) -> None:
    """Glossary, gazetteer, lexicon, occupations and contacts are loaded in one place."""
    nodes = ast.walk(ast.parse((ROOT / module).read_text("utf-8")))
    assert not {node.id for node in nodes if isinstance(node, ast.Name)} & LOADERS
