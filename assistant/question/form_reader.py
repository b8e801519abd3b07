"""A plan in the form that a question's wording asks for, of the documents that it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.bodies.question import Question
from assistant.question.document_names import names_kind
from assistant.question.form import Form
from assistant.question.forms import FormRequest
from assistant.question.plan import Plan, Scope
from assistant.question.query import QueryReader
from assistant.question.scope import YEAR, ScopeReader
from assistant.question.sides import of_each_place
from assistant.question.words import content_words

DOCUMENT = "document"
"""What a person takes away who wants all documents asked instead of those that were named."""


@dataclass(frozen=True, slots=True)
class FormReader:
    """Reads what form a question wants its answer in, and of which documents."""

    queries: QueryReader
    scopes: ScopeReader

    def formed(self, question: Question, plan: Plan, wanted: FormRequest | None) -> Plan:
        """A plan with the documents that are named, in the form that the wording asks for.

        What is searched for is the theme; a document's record is asked for in its own words.
        """
        scoped = not question.filters.document and DOCUMENT not in question.without
        compared = Form.COMPARISON in plan.forms
        if wanted is None or (compared and wanted.form is not Form.MENTIONS):
            return self._scoped(plan) if scoped else plan
        theme = wanted.theme
        if wanted.form is Form.RECORD and theme and not self._names_document(theme):
            return self._scoped(plan) if scoped else plan
        if wanted.chapter or wanted.form in (Form.MENTIONS, Form.DEFINITION):
            theme, scope = self._within(wanted) if scoped else (theme, None)
        else:
            scope = self.scopes.read(plan.question, wants_one=True) if scoped else None
        if scope and wanted.form is Form.SUMMARY and not wanted.chapter and _is_any(scope, theme):
            scope = None
        years = set(YEAR.findall(scope.words)) if scope else set()
        if wanted.form is Form.RECORD and not years.issuperset(YEAR.findall(plan.question)):
            # What a document tells of itself is no answer for a year that is not its own.
            return replace(plan, scope=scope)
        if wanted.form is not Form.RECORD:
            plan = replace(plan, queries=(self.queries.read_one(theme, plan.language),))
        return replace(
            plan,
            forms=(wanted.form,),
            theme=theme,
            chapter=wanted.chapter,
            record=wanted.record,
            grouping=wanted.grouping,
            scope=scope,
        )

    def _names_document(self, theme: str) -> bool:
        """Whether a theme is nothing but the name of documents."""
        scope = self.scopes.read(theme, wants_one=True)
        if scope is None or (len(scope.records) > 1 and not scope.is_open):
            return False
        return _is_whole(scope, theme)

    def _within(self, wanted: FormRequest) -> tuple[str, Scope | None]:
        """A theme without the document that it is asked of, and that: "lärlingar i strategin"."""
        if wanted.within:
            return wanted.theme, self.scopes.read(wanted.within, wants_one=True)
        theme, _, within = wanted.theme.rpartition(" i ")
        scope = self.scopes.read(within, wants_one=True) if theme else None
        if scope is None or not _is_whole(scope, within):
            return wanted.theme, None
        return theme, scope

    def _scoped(self, plan: Plan) -> Plan:
        """A plan of the documents that are named; each side of a comparison of those it names.

        Where all sides name the same, none does.
        """
        if Form.COMPARISON not in plan.forms:
            return replace(plan, scope=self.scopes.read(plan.question))
        texts = [query.text for query in plan.queries]
        scopes = list(map(self.scopes.read, texts))
        named = [scope.documents if scope else () for scope in scopes]
        if len(set(named)) == 1:
            return plan
        sides = zip(plan.queries, scopes, strict=True)
        queries = tuple(
            replace(one.within(scope), documents=scope.documents) if scope else one
            for one, scope in sides
        )
        plan = replace(plan, queries=queries)
        if all(one and _is_whole(one, text) for one, text in zip(scopes, texts, strict=True)):
            # Nothing but the documents is compared: what each says as a whole.
            return replace(plan, forms=(Form.SUMMARY,))
        return plan

    def of_places(self, plan: Plan, places: Sequence[str]) -> Plan:
        """A plan about each place as a comparison of these; as it is where they are but one."""
        asked = of_each_place(plan.corrected or plan.question, places)
        if len(asked) < 2:
            return plan
        queries = tuple(self.queries.read_one(one, plan.language) for one in asked)
        return replace(plan, forms=(Form.COMPARISON,), queries=queries)


def _is_any(scope: Scope, theme: str) -> bool:
    """Whether documents are named by their sort alone, and others may be meant by the theme.

    "Propositionen om studiestöd" is not the only proposition that there is.
    """
    return all(map(names_kind, scope.words.split())) and not _is_whole(scope, theme)


def _is_whole(scope: Scope, text: str) -> bool:
    """Whether all that a text says is the name of documents."""
    return set(content_words(text)) <= set(scope.words.split())
