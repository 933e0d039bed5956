"""What the rendering of a template may take: steps, and lengths of texts. A bomb ends as an error at its line, whatever it is made of.

Steps are counted, not seconds, so that the same template ends the same way on any machine: an item of a loop is one, and so are a hundred
characters that a loop prints; a call is ten. What can not be counted beforehand is bounded by the
processor's time.
"""

from __future__ import annotations

import operator
import time
from collections.abc import Callable, Iterable, Iterator, Sized
from functools import wraps
from typing import Any

from digest.model.problem import N_

MOST_STEPS = 3_000_000  # some sixty times what the largest page of fifteen reports takes
OF_A_CALL = 10  # steps
MOST_SECONDS = 10.0  # of a processor; the longest of our own templates takes less than one
LONGEST = 2_000_000  # characters of a text that is put together, items of a list
LARGEST = 1 << 256  # numbers that are multiplied
OFTEN = 64  # steps between two looks at the clock
# What multiplies a text, or changes a value under those who read it.
NO_METHODS = frozenset("center expandtabs format format_map join ljust replace rjust translate zfill".split())
NO_CHANGES = frozenset("add append clear difference_update discard extend insert intersection_update pop popitem remove reverse setdefault sort "
                       "symmetric_difference_update update".split())  # fmt: skip
OF_TEXTS = ("lower", "replace", "string", "trim", "upper")  # filters of Jinja that would write a list out as text
NO_TEXT = "a list is no text: join its items"
TOO_MUCH = N_("it takes more than a page ever needs: {steps} steps")
LOOK = N_("look for a loop within a loop, or for a text that grows with each turn")
TOO_LONG = N_("it makes a text or a list longer than a page ever needs")


class ExhaustedError(Exception):
    """A template takes more than a page ever needs; the message, and its values, for a Problem."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Budget:
    """What is left of the steps of one rendering."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """A rendering begins."""
        self.steps = MOST_STEPS
        self.looked = MOST_STEPS
        self.until = time.process_time() + MOST_SECONDS

    def take(self, steps: int) -> None:
        """So many are taken; ExhaustedError where there are none left."""
        self.steps -= steps
        if self.steps < 0 or (self.looked - self.steps > OFTEN and self._late()):
            raise ExhaustedError(TOO_MUCH)

    def _late(self) -> bool:
        self.looked = self.steps
        return time.process_time() > self.until

    def counted(self, items: Any, weight: int = 1) -> Any:
        """What a loop runs over, and what an item of it weighs → the same, counted."""
        if isinstance(items, Sized):
            self.take(1 + weight * len(items))
            return items
        return self._one_by_one(items, weight) if isinstance(items, Iterable) else items

    def _one_by_one(self, items: Iterable[Any], weight: int) -> Iterator[Any]:
        for item in items:
            self.take(weight)
            yield item

    def joined(self, join: Callable[[Any], str], parts: tuple[Any, ...]) -> str:
        """a ~ b: the texts in one; lists are not written out."""
        if any(isinstance(part, (list, tuple, dict, set, frozenset)) for part in parts):
            raise TypeError(NO_TEXT)
        text: str = self.bounded(join(parts))
        return text

    def printed(self, value: Any) -> Any:
        """What is printed → the same; a long text counts, however often it is."""
        if isinstance(value, str) and len(value) > 1000:
            self.take(len(value) // 100)
        return value

    def bounded(self, value: Any) -> Any:
        """A text or list that was put together → the same, where it is not too long."""
        if isinstance(value, (str, list, tuple)):
            if len(value) > LONGEST:
                raise ExhaustedError(TOO_LONG)
            self.take(len(value) // 100)
        return value

    def calculated(self, sign: str, left: Any, right: Any) -> Any:
        """left + right, and so on, where the result can not be enormous."""
        if sign == "+":
            return self.bounded(operator.add(left, right))
        if any(isinstance(one, (str, bytes, list, tuple)) for one in (left, right)):
            raise TypeError(f"{sign}: texts and lists are not multiplied")
        if sign == "**" and isinstance(right, int) and abs(right) > 64:
            raise ExhaustedError(TOO_LONG)
        if any(isinstance(one, int) and abs(one) > LARGEST for one in (left, right)):
            raise ExhaustedError(TOO_LONG)
        return {"*": operator.mul, "%": operator.mod, "**": operator.pow}[sign](left, right)

    def filtered(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """A filter of Jinja → the same, counted by the length of what it is given."""

        @wraps(function)
        def counting(*arguments: Any, **named: Any) -> Any:
            for argument in arguments:
                if isinstance(argument, (str, list, tuple, dict, range)):
                    if name in OF_TEXTS and not isinstance(argument, str):
                        raise TypeError(NO_TEXT)
                    self.take(1 + (len(argument) // 100 if isinstance(argument, str) else 2 * len(argument)))
            if name == "replace":
                texts = [argument for argument in arguments if isinstance(argument, str)]
                if len(texts) > 2 and (texts[0].count(texts[1]) + 1) * len(texts[2]) > LONGEST:
                    raise ExhaustedError(TOO_LONG)
            if name == "batch" and any(isinstance(argument, int) and argument > LONGEST for argument in (*arguments, *named.values())):
                raise ExhaustedError(TOO_LONG)
            return function(*arguments, **named)

        return counting


class Counting:
    """What an environment of Jinja does → the same, counted; in front of Jinja's own class."""

    intercepted_binops = frozenset(("*", "%", "**", "+"))
    budget: Budget

    def counted(self, items: Any, weight: int) -> Any:
        """What a loop runs over, as templates are compiled."""
        return self.budget.counted(items, weight)

    def joined(self, join: Callable[[Any], str], parts: tuple[Any, ...]) -> str:
        """a ~ b, as templates are compiled."""
        return self.budget.joined(join, parts)

    def call(__self, __context: Any, __obj: Any, *arguments: Any, **named: Any) -> Any:  # noqa: N805 (a template may use any name)
        """A call in a template."""
        __self.budget.take(OF_A_CALL)
        return super().call(__context, __obj, *arguments, **named)  # type: ignore[misc]

    def call_binop(self, context: Any, sign: str, left: Any, right: Any) -> Any:
        """An operation of `intercepted_binops`."""
        return self.budget.calculated(sign, left, right)

    def wrap_str_format(self, value: Any) -> None:
        """Jinja's own way of letting a template fill in '{}'.format(…), which can make any length of it: there is none."""

    def _load_template(self, name: Any, globals: Any) -> Any:
        self.budget.take(OF_A_CALL)
        return super()._load_template(name, globals)  # type: ignore[misc]


def weight_of(texts: Iterable[Any]) -> int:
    """The texts in the body of a loop, as Jinja parses them → how many steps a turn of it is."""
    return 1 + sum(len(text.data) for text in texts) // 100


def write_joined(generator: Any, node: Any, frame: Any) -> None:
    """Jinja's generator of code, and a ~ b → code that calls joined()."""
    generator.write(f"environment.joined({'markup_join' if frame.eval_ctx.autoescape else 'str_join'}, (")
    for argument in node.nodes:
        generator.visit(argument, frame)
        generator.write(", ")
    generator.write("))")


def is_refused(value: Any, attribute: str) -> bool:
    """Whether a template may not ask a value for a method: 'a'.ljust, [].append."""
    return (isinstance(value, str) and attribute in NO_METHODS) or (isinstance(value, (list, dict, set)) and attribute in NO_CHANGES)
