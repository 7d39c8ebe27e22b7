"""What a model may answer: the schema it is held to, every list and text with a limit, every citation within bounds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Generic, Literal, TypeVar, cast, get_args

from annotated_types import Ge, Le
from pydantic import BaseModel, ConfigDict, Field

N = TypeVar("N", bound=int)
"""Numbers of the sentences that may be cited."""
M = TypeVar("M", bound=int)
"""The same with the facts of earlier items."""
T = TypeVar("T", bound=str)
A = TypeVar("A", bound=str)

#: A statement of the 24 words asked for has at most so many characters; what is longer tells several facts at once.
#: No pattern beside the lengths: servers that hold a model to a schema by grammar keep one or the other.
Text = Annotated[str, Field(min_length=1, max_length=220)]
Label = Annotated[str, Field(min_length=1, max_length=60)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        """The name in the schema, with the bound: providers take at most 64 characters."""
        bounds = [mark.le for mark in get_args(params[0]) if isinstance(mark, Le)]
        return "_".join([cls.__name__, *map(str, bounds)])


class Statement(_Part, Generic[N]):
    """A statement with the numbers of the sentences that carry it."""

    text: Text
    cites: Annotated[list[N], Field(min_length=1, max_length=3)]


class Row(_Part, Generic[M]):
    aspect: Label
    cells: Annotated[list[Statement[M] | None], Field(max_length=4)]


class Table(_Part, Generic[M]):
    subjects: Annotated[list[Label], Field(min_length=2, max_length=4)]
    rows: Annotated[list[Row[M]], Field(min_length=1, max_length=3)]


class Forecast(Statement[M], Generic[M]):
    because: Text
    due: Annotated[str, Field(pattern=r"^20[0-9]{2}-[0-9]{2}-[0-9]{2}$")]
    test: Text
    confidence: float


class Moment(Statement[M], Generic[M]):
    date: Annotated[str, Field(pattern=r"^(19|20)[0-9]{2}(-[0-9]{2}(-[0-9]{2})?)?$")]


class Names(_Part):
    companies: Annotated[list[Label], Field(max_length=6)]
    models: Annotated[list[Label], Field(max_length=6)]
    people: Annotated[list[Label], Field(max_length=6)]


class Answer(_Part, Generic[N, M, T, A]):
    """One event, as a model tells it."""

    title: Statement[N]
    hook: Statement[N] | None
    what_changed: Statement[N]
    why_it_matters: Statement[N] | None
    what_to_do_next: Statement[N] | None
    takeaways: Annotated[list[Statement[N]], Field(max_length=4)]
    technical: Annotated[list[Statement[N]], Field(max_length=3)]
    competitors: Table[M] | None
    implications: Annotated[list[Forecast[M]], Field(max_length=2)]
    timeline: Annotated[list[Moment[M]], Field(max_length=4)]
    topics: Annotated[list[T], Field(max_length=3)]
    audience: Annotated[list[A], Field(max_length=3)]
    entities: Names


class Head(_Part, Generic[N]):
    """Title and intro of an edition."""

    title: Statement[N]
    intro: Annotated[list[Statement[N]], Field(max_length=5)]


class Verdict(_Part, Generic[N]):
    """How a prediction came out."""

    outcome: Literal["came-true", "failed", "void", "unclear"]
    why: Text
    cites: Annotated[list[N], Field(max_length=3)]


class Refusal(_Part, Generic[N]):
    number: N
    why: Text


class Opinion(_Part, Generic[N]):
    """Which statements their quotations do not carry."""

    refused: Annotated[list[Refusal[N]], Field(max_length=40)]


class Rendering(_Part, Generic[N]):
    """A line in another language."""

    number: N
    text: Annotated[str, Field(min_length=1, max_length=500)]


class Renderings(_Part, Generic[N]):
    """Lines in another language, by number."""

    lines: Annotated[list[Rendering[N]], Field(max_length=60)]


ItemAnswer = Answer[int, int, str, str]
P = TypeVar("P", bound=_Part)


def item_answer(own: int, known: int, topics: Sequence[str], audiences: Sequence[str]) -> type[ItemAnswer]:
    """The answer about one event.

    own: how many sentences its reports have; known: how many there are with the facts of earlier items, which only
    competitors, implications and timeline may cite; topics, audiences: the labels of the site.
    """
    parameters: Any = (_up_to(own), _up_to(known), Literal[tuple(topics)], Literal[tuple(audiences)])
    return cast("type[ItemAnswer]", Answer.__class_getitem__(parameters))


def numbered_answer(kind: type[P], known: int) -> type[P]:
    """An answer of a kind in which numbers go up to `known`: of what the model is given."""
    return cast("type[P]", kind.__class_getitem__(_up_to(known)))


def _up_to(last: int) -> Any:
    return Annotated[int, Ge(1), Le(last)]
