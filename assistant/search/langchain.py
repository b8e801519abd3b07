"""The passages as a LangChain retriever, for chains outside this program."""

from __future__ import annotations

from collections.abc import Callable

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from assistant.bodies.question import FilterBody
from assistant.bodies.search import FoundPassage
from corpus.model import Filters


class PassageRetriever(BaseRetriever):
    """Gives the ``k`` best passages for a query as LangChain documents.

    Metadata: ``score``, ``heading``, ``pages`` and everything of the document that the HTTP
    interface gives, so that a chain can cite as this program does. ``search`` finds the passages:
    ``app.retriever.search``.
    """

    search: Callable[[str, int, Filters], list[FoundPassage]]
    k: int = 10
    filters: FilterBody = FilterBody()

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002
    ) -> list[Document]:
        passages = self.search(query, self.k, self.filters.to_filters())
        return [_document(passage) for passage in passages]


def _document(passage: FoundPassage) -> Document:
    document = passage.document.model_dump(mode="json", exclude={"id"})
    return Document(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "score": passage.score,
            "heading": passage.heading,
            "pages": passage.pages,
            "page_labels": passage.page_labels,
            "sheets": passage.sheets,
            "document_id": passage.document.id,
            **document,
        },
    )
