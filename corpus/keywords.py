"""The keyword index: BM25 over character grams, kept by tantivy.

Grams are made here, by ``swedish.grams``, and handed over as words between spaces, so that what is
indexed and what is asked are always cut alike. Tantivy fixes BM25 at k1 1.2 and b 0.75; the
decision record on keyword engines holds what that costs and what the other engines measured.
"""

from __future__ import annotations

import json
import math
import struct
import threading
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import tantivy

from corpus.swedish import grams, grams_by_word, well_formed

_MAGIC = 1337
"""What the last four bytes of tantivy's files are."""

WRITER_BYTES = 60_000_000
"""Memory that the writer may fill before it puts a segment on disk."""

COMMON, COMMON_BESIDE = 0.3, 0.1
"""The share of all passages from which on a gram counts for nothing: it tells little of each.

The second is for words beside the query.
"""

TELLING = 0.03
"""The share of all passages from which on those that hold a gram are not looked for, where the best
few are scored anew by all grams: to go through them takes most of a search's time."""

RAREST = 2
"""So many grams of every word are looked for however common they are."""

BESIDE = 0.1
"""How much the words beside a query may add, of the most that the query's own can."""


SCOPES = 100
"""Sets of documents whose counts are kept."""


class _Counts(dict[str, int]):
    """How many passages hold a gram; each is counted once."""

    def __init__(self, count: Callable[[str], int]) -> None:
        super().__init__()
        self._count = count

    def __missing__(self, gram: str) -> int:
        self[gram] = count = self._count(gram)
        return count


class GramCounts:
    """How many passages hold a gram, as of one commit: of all documents, or of some."""

    def __init__(self, index: tantivy.Index, scope: frozenset[str] | None = None) -> None:
        self._searcher = index.searcher()
        self._schema = index.schema
        self._among: tantivy.Query | None = None
        if scope is not None:
            self._among = tantivy.Query.term_set_query(self._schema, "document", list(scope))
        self._counts = _Counts(self._counted)
        among = self._among
        self.total = int(self._searcher.num_docs) if among is None else self._count(among)

    def of(self, gram: str) -> int:
        """The passages that hold it."""
        return self._counts[gram]

    def _counted(self, gram: str) -> int:
        gram = well_formed(gram)
        if self._among is None:
            return int(self._searcher.doc_freq("grams", gram))
        term = tantivy.Query.term_query(self._schema, "grams", gram, index_option="freq")
        both = [(tantivy.Occur.Must, term), (tantivy.Occur.Must, self._among)]
        return self._count(tantivy.Query.boolean_query(both))

    def _count(self, query: tantivy.Query) -> int:
        found = self._searcher.search(query, 1, count=True)
        return int(found.count)  # type: ignore[attr-defined]  # its types lack it

    def rarity(self, gram: str) -> float:
        """The inverse document frequency, as tantivy reckons it."""
        held = self.of(gram)
        return math.log(1 + (max(0, self.total - held) + 0.5) / (held + 0.5))

    def telling(self, text: str, share: float) -> dict[str, float]:
        """How often a text has each of its grams, those left out that many passages have."""
        common = share * self.total
        counts: dict[str, float] = {}
        holding = self._counts.__getitem__
        for of_word in grams_by_word(text):
            held = filter(holding, of_word)
            for place, gram in enumerate(sorted(held, key=holding)):
                if place < RAREST or holding(gram) <= common:
                    counts[gram] = counts.get(gram, 0.0) + 1.0
        return counts

    def most(self, weights: Mapping[str, float]) -> float:
        """About how much a passage scores that has every gram; only good for comparing."""
        total = 1 + self.total
        return sum(
            weight * math.log(1 + total / (1 + self.of(gram))) for gram, weight in weights.items()
        )


class KeywordIndex:
    """Finds passages by the letters that they share with a query.

    One process may write; any number of its threads may search. ``add`` and ``remove`` are seen
    by searches, and survive a stop, from the next ``commit`` on.
    """

    def __init__(self, folder: Path) -> None:
        """Opens the index in a folder, or an empty one; raises ValueError where it is damaged."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        path = str(folder)
        # Opening what is there writes nothing, so that it works on a full disk too.
        there = tantivy.Index.exists(path)
        self._index = tantivy.Index.open(path) if there else tantivy.Index(_schema(), path=path)
        self._schema = self._index.schema
        self._count_anew()
        self._opened: tantivy.IndexWriter | None = None
        self._writing = threading.RLock()

    def add(self, passages: Iterable[tuple[str, str, str]]) -> None:
        """Adds passages: each its id, its document's id, and the text to be found by."""
        with self._writer() as writer:
            for passage_id, document_id, text in passages:
                writer.add_document(
                    tantivy.Document(
                        id=passage_id, document=document_id, grams=" ".join(grams(text))
                    )
                )

    def remove(self, document_ids: Collection[str]) -> None:
        """Removes all passages of these documents; unknown ids are passed over."""
        with self._writer() as writer:
            for document_id in document_ids:
                writer.delete_documents_by_term("document", document_id)

    def commit(self) -> None:
        """Makes what was added and removed durable, and visible to searches."""
        with self._writer() as writer:
            writer.commit()
            self.reload()

    def reload(self) -> None:
        """Sees what another process has committed since."""
        self._index.reload()
        self._count_anew()

    def _count_anew(self) -> None:
        self._all = GramCounts(self._index)
        self._scopes: dict[frozenset[str], GramCounts] = {}

    def search(
        self,
        query: str,
        k: int,
        document_ids: Collection[str] | None = None,
        *,
        beside: str = "",
        scope: frozenset[str] | None = None,
        common: float = COMMON,
    ) -> list[tuple[str, float]]:
        """The ``k`` best passages with their BM25 scores, best first.

        ``document_ids`` keeps the search to these documents; None searches all. The words
        ``beside`` the query, such as synonyms, count for less. Where not all documents are
        in a ``scope``, how rare a gram is depends on those alone; the average length of
        passages, which is the last part of a score, is that of all. Grams that more than a share
        of all passages hold, which are ``common``, are not looked for.
        """
        document_ids = scope if document_ids is None else document_ids
        counts = self._counts(scope)
        weights = _weights(query, beside, counts, common)
        if not weights or k < 1 or (document_ids is not None and not document_ids):
            return []
        terms: list[tuple[tantivy.Occur, tantivy.Query]] = []
        for gram, weight in weights.items():
            term = tantivy.Query.term_query(self._schema, "grams", gram, index_option="freq")
            share = 1.0 if scope is None else counts.rarity(gram) / self._all.rarity(gram)
            terms.append((tantivy.Occur.Should, tantivy.Query.boost_query(term, weight * share)))
        wanted = tantivy.Query.boolean_query(terms)
        if document_ids is not None:
            among = tantivy.Query.term_set_query(self._schema, "document", list(document_ids))
            silent = tantivy.Query.const_score_query(among, 0.0)
            wanted = tantivy.Query.boolean_query(
                [(tantivy.Occur.Must, wanted), (tantivy.Occur.Must, silent)]
            )
        searcher = self._index.searcher()
        hits = searcher.search(wanted, k, count=False).hits
        return [(searcher.doc(address)["id"][0], score) for score, address in hits]

    def weights(
        self, query: str, beside: str = "", scope: frozenset[str] | None = None
    ) -> dict[str, float]:
        """How much each gram tells of a passage that holds it; none for those that are common."""
        counts = self._counts(scope)
        weights = _weights(query, beside, counts, COMMON)
        return {gram: weight * counts.rarity(gram) for gram, weight in weights.items()}

    def frequency(self, gram: str, scope: frozenset[str] | None = None) -> int:
        """How many passages hold a gram, of all documents or of those in a scope."""
        return self._counts(scope).of(gram)

    def _counts(self, scope: frozenset[str] | None) -> GramCounts:
        if scope is None:
            return self._all
        counts = self._scopes.get(scope)
        if counts is None:
            if len(self._scopes) >= SCOPES:
                self._scopes = {}
            counts = self._scopes[scope] = GramCounts(self._index, scope)
        return counts

    def __len__(self) -> int:
        return int(self._index.searcher().num_docs)

    def ids(self) -> set[str]:
        """The ids of all passages that a search can find.

        Raises:
            ValueError: a file is not as it was written.
        """
        meta = json.loads((self._folder / "meta.json").read_bytes())
        for segment in meta["segments"]:
            for path in self._folder.glob(f"{segment['segment_id'].replace('-', '')}.*"):
                if not _is_whole(path.read_bytes()):
                    raise ValueError(f"{path} is damaged")
        searcher = self._index.searcher()
        everything = tantivy.Query.all_query()
        return {name for name, _ in searcher.terms_with_prefix("id", "", everything)}

    def close(self) -> None:
        """Lets go of the folder; what was not committed is dropped."""
        with self._writing:
            opened, self._opened = self._opened, None
            if opened is not None:
                with suppress(ValueError):  # the files may be gone
                    opened.rollback()
                    opened.wait_merging_threads()

    @contextmanager
    def _writer(self) -> Iterator[tantivy.IndexWriter]:
        """The one writer; set back after an error, or it would lose what comes next, silently."""
        with self._writing:
            if self._opened is None:
                self._opened = self._index.writer(WRITER_BYTES, num_threads=1)
            try:
                yield self._opened
            except BaseException:
                failed, self._opened = self._opened, None
                failed.rollback()
                self._opened = failed
                raise


def _weights(query: str, beside: str, counts: GramCounts, common: float) -> dict[str, float]:
    """How often each gram counts that is looked for."""
    weights = counts.telling(query, common)
    others = counts.telling(beside, min(common, COMMON_BESIDE))
    share = BESIDE * counts.most(weights) / counts.most(others) if others else 0.0
    for gram, count in others.items():
        weights[gram] = weights.get(gram, 0.0) + share * count
    return weights


def _is_whole(data: bytes) -> bool:
    """Whether a file has the checksum that tantivy wrote at its end.

    The end is a JSON object with ``crc``, its length and a fixed number, both as 32 bits
    (tantivy's ``directory/footer.rs``).
    """
    try:
        length, magic = struct.unpack("<II", data[-8:])
        footer = json.loads(data[-8 - length : -8])
        return bool(magic == _MAGIC and footer["crc"] == zlib.crc32(data[: -8 - length]))
    except (struct.error, ValueError, KeyError, TypeError):
        return False


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("document", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("grams", tokenizer_name="whitespace", index_option="freq")
    return builder.build()
