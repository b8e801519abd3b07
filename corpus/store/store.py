"""The store: documents in, passages out, whole at every moment.

What is read of it stands in `corpus.store.reading`, how it is opened in `corpus.store.owner`; here
it is written to and mended.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType

from sqlalchemy import delete

from corpus.clock import now
from corpus.course_book import halves, join
from corpus.course_changes import CourseNews, facts_of
from corpus.courses import Catalogue
from corpus.garbage import without_collecting
from corpus.model import Document, Passage
from corpus.store import course_log, records, side_records
from corpus.store.errors import database_damaged, record_damaged, store_errors
from corpus.store.indexing import Step, rounds
from corpus.store.owner import Owner
from corpus.store.side_records import CommentRow, SavedItem, SavedRow, VoteRow


class Store(Owner):
    """One folder of documents, owned by one process.

    Any thread may read while another writes; writers wait for each other. Whatever writes raises
    StoreFull where the disk is full.
    """

    def put(
        self,
        items: Sequence[tuple[Document, Sequence[Passage]]],
        catalogues: Mapping[str, Catalogue] = MappingProxyType({}),
    ) -> None:
        """Adds documents with their passages, or replaces them whole.

        ``catalogues`` has, by their ids, what those documents tell of courses that do. All can be
        searched when this returns. If it is stopped before, each of them is in as it was or as it
        is now, and the store goes on from there when next opened or written to.

        Raises:
            ValueError: a document's passages are not numbered in order from 0.
        """
        last = {document.id: (document, passages) for document, passages in items}
        for document, passages in last.values():
            if [passage.ordinal for passage in passages] != list(range(len(passages))):
                raise ValueError(f"passages of {document.source} are not numbered in order from 0")
        with self._changing(), without_collecting():
            before = self._hashes(last)
            for some in rounds(last.values(), lambda item: len(item[1])):
                self._tables.write(some, catalogues)
                self._finish()
            self._let_go(before)

    def keep_original(self, content_hash: str, data: bytes) -> None:
        """Keeps the file that a document was read from, before the document is put."""
        with store_errors(self._folder):
            self._originals.keep(content_hash, data)

    def _hashes(self, document_ids: Iterable[str]) -> set[str]:
        """What the files of some documents are kept by."""
        return {record.content_hash for record in map(self.record, document_ids) if record}

    def _let_go(self, hashes: set[str]) -> None:
        """Lets go of files that no document has any longer."""
        self._originals.remove(hashes - {one.content_hash for one in self.documents()})

    def remove(self, document_ids: Collection[str]) -> None:
        """Removes documents; unknown ids are passed over."""
        with self._changing():
            before = self._hashes(document_ids)
            self._tables.retire(document_ids)
            self._snapshot = self._snapshot.without(document_ids)
            self._finish()
            self._let_go(before)
            self._database.forget()

    def follow_courses(self) -> CourseNews:
        """Writes down what has changed among the courses since this was last called.

        It is called when whatever changes belongs together, such as a folder of catalogues, is in.
        Costs nothing where no catalogue has come, changed or gone.
        """
        # What is made on the way goes before garbage is looked for again: to look through so much
        # keeps all other threads waiting.
        with self._changing(), without_collecting():
            return self._course_news()

    def _course_news(self) -> CourseNews:
        versions = json.dumps(sorted(self.catalogue_versions()))
        if versions == self._tables.settings().get(course_log.FOLLOWED, ""):
            return CourseNews()
        catalogues = self.catalogues()
        facts = [facts_of(course) for course in join(catalogues)]
        with self._tables.transaction() as session:
            changes = course_log.follow(session, facts, versions, now())
        return CourseNews(tuple(changes), *halves(catalogues))

    def relocate(
        self, document_id: str, location: str, source: str, copies: Sequence[tuple[str, str]]
    ) -> None:
        """Says where a document's content stands now: its first place, and those of its copies."""
        with self._changing():
            moved = self._tables.relocate(document_id, location, source, copies)
            self._snapshot = self._snapshot.with_versions(moved)

    def record_vote(
        self, vote: str, *, status: str, audience: str, passage_ids: Sequence[str]
    ) -> int:
        """Keeps a thumb (``up`` or ``down``) for an answer of some status from some passages.

        Gives its number.
        """
        row = VoteRow(
            time=now(), vote=vote, status=status, audience=audience, passages=list(passage_ids)
        )
        with self._transaction() as session:
            session.add(row)
            session.flush()
            return row.number

    def record_comment(self, vote: int, words: str) -> None:
        """Keeps what somebody wrote beside their vote; personal data in it is masked before."""
        with self._transaction() as session:
            session.add(CommentRow(vote=vote, text=words))

    def record_watch_report(self, report: records.Values, most: int) -> None:
        """Keeps what a look at watched folders and addresses brought; the last so many stay."""
        with self._transaction() as session:
            side_records.add_watch_report(session, report, most)

    def save_item(self, item: SavedItem) -> None:
        """Keeps what a person asked to have kept, in place of what has its key."""
        with self._transaction() as session:
            session.merge(SavedRow(**asdict(item)))

    def remove_saved(self, folder: str, keys: Sequence[str]) -> None:
        """Deletes some of what a folder holds; the others are passed over."""
        those = (SavedRow.folder == folder) & SavedRow.key.in_(keys)
        with self._changing():
            with self._tables.transaction() as session:
                session.execute(delete(SavedRow).where(those))
            self._database.forget()

    def verify(self) -> list[str]:
        """What is not as it was written, one Swedish line each; none when all is and agrees."""
        return self.lasting_damage() + self.differences()

    def differences(self) -> list[str]:
        """Where the indexes differ from the tables, which ``repair`` mends."""
        with self._changing():
            lines = [str(self._mismatch)] if self._mismatch else []
            retired = [] if self._database.shared else self._tables.retired()
            if undone := len(self._tables.pending()) + len(retired):
                lines.append(f"{undone} dokument är inte färdiga efter ett avbrott.")
            keys = self._all_keys()
            lines += self._indexes.verify(keys, self._samples(), self._all_vectors())
            if lines:
                self.damaged.set()
            return lines

    def lasting_damage(self) -> list[str]:
        """What is wrong with the tables themselves, which only a backup or the files can mend."""
        with self._changing():
            damage = self._database.damage()
            versions = self._snapshot.records
            self._damaged.clear()
            self._damaged |= self._tables.damaged(versions)
            documents = [str(record_damaged(versions[serial].source)) for serial in self._damaged]
            return ([f"Databasen är skadad: {damage}"] if damage else []) + sorted(documents)

    def repair(self, step: Step = lambda _done, _total: None) -> None:
        """Makes the indexes anew from the tables, with this store's embedder.

        Searches go on with what they have until the new ones are whole. ``step`` hears of the
        progress. If it is stopped, no passage is embedded twice.

        Raises:
            StoreDamaged: the database itself is damaged; nothing is done, as it alone cannot be
                made anew.
        """
        with self._changing():
            if damage := self._database.damage():
                raise database_damaged(self._folder, f"är skadad ({damage})")
            self._remake(step)
            self._finish(step)
