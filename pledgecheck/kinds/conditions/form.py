"""Form: parts that the form in force asks for and the text does not show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pledgecheck.kinds.base import Condition, Facts, Hit, Options, RuleKind, Value
from pledgecheck.kinds.form import FormFact, Part
from pledgecheck.wording import HEADERS, listed


def _parts(choose: Callable[[FormFact], Sequence[Part]]) -> Callable[[Facts, Options], Iterator[Hit]]:
    def find(facts: Facts, options: Options) -> Iterator[Hit]:
        if facts.form is not None and (missing := choose(facts.form)):
            yield Hit(data={"form": facts.form.title, "missing": listed(part.name for part in missing)})

    return find


def _few(facts: Facts, options: Options) -> Iterator[Hit]:
    form = facts.form
    # Without any promise another remark says so.
    if form is not None and form.expected is not None and 0 < form.promises < form.expected:
        data: dict[str, Value] = {
            "form": form.title,
            "n": str(form.promises),
            "k": str(form.expected),
            "missing": str(form.expected - form.promises),
        }
        yield Hit(data=data)


def _header(facts: Facts, options: Options) -> Iterator[Hit]:
    if facts.form is not None and facts.form.header is not None:
        yield Hit(data={"form": facts.form.title, "header": HEADERS[facts.form.header]})


KIND = RuleKind(
    "form",
    {
        "missing_sections": Condition(
            _parts(lambda form: form.sections), spans=False, data=("form", "missing")
        ),
        "missing_fields": Condition(_parts(lambda form: form.fields), spans=False, data=("form", "missing")),
        "few_promises": Condition(_few, spans=False, data=("form", "n", "k", "missing")),
        "header": Condition(_header, spans=False, data=("form", "header")),
    },
)
