"""Templates → text, in a sandbox, with plain values; what is wrong in a template comes back as Problems. The home of jinja2.

Two environments. In the Markdown one everything that is printed is Markdown-escaped unless a filter or macro of ours made it (the type
filters.Markdown); in the HTML one Jinja's own autoescape does the like. Both are strict: a name that does not exist is an error, never
an empty place. jinja2 is imported only when something is rendered, so that a build with nothing to do starts fast.

    environment = markdown_environment("templates/markdown")
    text, problems = render(environment, "topic.md.j2", page="topics/ecology.md", topic=topic)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache, partial, wraps
from types import CodeType
from typing import TYPE_CHECKING, Any, ClassVar, cast

from digest.model.problem import N_, Problem
from digest.render.filters import MARKDOWN_FILTERS, TEXT_FILTERS, Markdown, as_markdown
from digest.render.template_budget import LOOK, MOST_STEPS, Budget, Counting, ExhaustedError, is_refused, weight_of, write_joined
from digest.render.template_files import Sources, Unread, folder_named, template_names, template_place, template_text
from digest.render.template_problems import Said, line_of, names_of, problem_with_name, syntax_problem

if TYPE_CHECKING:
    from jinja2 import BaseLoader, BytecodeCache, Undefined
    from jinja2.compiler import CodeGenerator
    from jinja2.sandbox import SandboxedEnvironment
    from markupsafe import Markup

    class Environment(SandboxedEnvironment):
        """Jinja's sandbox as _classes() makes it: the statements that it refuses, and the folder that problems name."""

        refused: tuple[str, ...]
        label: str
        sources: Sources
        budget: Budget

# Jinja's own filters that a template may use. Left out: what marks text as safe, what depends on chance, what multiplies text.
ALLOWED = """abs batch count d default dictsort first groupby int items last length list lower map max min reject rejectattr replace
reverse round select selectattr sort string sum trim unique upper"""

MOST_COMPILED = 500  # templates whose code is kept
MOST_ASKED = 10_000  # attributes of types of which it is kept whether a template may ask for them
# Delimiters typed in full width, which Jinja would print as text
# matches {％ if · ｛｛ a · ％}      not 100％ · {{ a }} · {% if %}
FULL_WIDTH = re.compile(r"[{｛]％|％[}｝]|｛[{｛%]|\{｛|｝[}｝]|[}%]｝")


def markdown_environment(sources: Sources, label: str = "") -> Environment:
    """Templates of Markdown → their environment. `label` is the folder that problems name; by default the folder given."""
    environment = _environment(sources, label, refused=("AssignBlock", "FilterBlock", "Extends", "ScopedEvalContextModifier"))
    environment.filters |= _with_defined_values(MARKDOWN_FILTERS)
    environment.finalize = lambda value: environment.budget.printed(as_markdown(_ask_defined(value)))
    environment.code_generator_class = _classes()[3]
    return environment


def html_environment(sources: Sources, label: str = "") -> Environment:
    """Templates of HTML → their environment. What is HTML already is handed in as trusted_html(…); there is no |safe."""
    environment = _environment(sources, label, refused=("ScopedEvalContextModifier",))
    environment.autoescape = True
    environment.finalize = lambda value: environment.budget.printed(_printable(value))
    return environment


def trusted_html(html: str) -> Markup:
    """HTML that we made ourselves → a value that an HTML template prints as it stands. Never for text of a report."""
    from markupsafe import Markup

    return Markup(html)


def render(environment: Environment, name: str, /, **values: object) -> tuple[str | None, tuple[Problem, ...]]:
    """A template and its values → the text, or None and what is wrong: file:line, the line quoted, the names that exist."""
    try:
        environment.budget.begin()
        return environment.get_template(name).render(**values), ()
    except Exception as error:  # whatever an editor's template does wrong ends here, as a Problem; MemoryError and the like do not
        return None, (_problem(environment, name, error),)


def template_source(environment: Environment, name: str) -> str:
    """A template's name → its text as an editor wrote it, "" where there is none."""
    return template_text(environment.sources, name) or ""


def _environment(sources: Sources, label: str, refused: tuple[str, ...]) -> Environment:
    sandbox, missing, generator, _ = _classes()
    label = label or folder_named(sources)
    environment = sandbox(
        loader=_loader(sources, label),
        undefined=missing,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=compiled(),
    )
    environment.code_generator_class = generator
    environment.refused, environment.label, environment.sources, environment.budget = refused, label, sources, Budget()
    environment.filters = {n: environment.budget.filtered(n, environment.filters[n]) for n in ALLOWED.split()} | _with_defined_values(TEXT_FILTERS)
    del environment.globals["lipsum"]
    return environment


def _loader(sources: Sources, label: str) -> BaseLoader:
    """Where texts come from; every template's file name is the one that a problem shows."""
    from jinja2 import BaseLoader, TemplateNotFound

    class Loader(BaseLoader):
        def get_source(self, environment: object, template: str) -> tuple[str, str, None]:
            text = template_text(sources, template)
            if text is None:
                raise TemplateNotFound(template)
            return text, template_place(sources, label, template), None

        def list_templates(self) -> list[str]:
            return template_names(sources)

    return Loader()


@cache
def compiled() -> BytecodeCache:
    """→ the code of templates compiled in this process, by their text: who builds again has changed few of them."""
    from jinja2 import BytecodeCache
    from jinja2.bccache import Bucket

    kept: dict[tuple[str, str], CodeType] = {}

    class Kept(BytecodeCache):
        def get_bucket(self, environment: Any, name: str, filename: str | None, source: str) -> Bucket:
            """What it is compiled to depends on the statements that are refused too; the file is the one of this environment."""
            bucket = Bucket(environment, f"{name} {environment.autoescape} {environment.refused}", source)
            code = kept.get((bucket.key, source))
            bucket.code = code and code.replace(co_filename=filename or name)
            return bucket

        def set_bucket(self, bucket: Bucket) -> None:
            if len(kept) > MOST_COMPILED:
                kept.clear()
            if bucket.code:
                kept[bucket.key, bucket.checksum] = bucket.code

    return Kept()


def _with_defined_values(filters: Mapping[str, Callable[..., object]]) -> dict[str, Callable[..., object]]:
    """Filters → the same, which refuse a value that does not exist by its name instead of by its type."""

    def strict(function: Callable[..., object]) -> Callable[..., object]:
        return wraps(function)(lambda *arguments, **named: function(*map(_ask_defined, arguments), **named))

    return {name: strict(function) for name, function in filters.items()}


def _ask_defined(value: object) -> object:
    from jinja2 import Undefined

    return str(value) if isinstance(value, Undefined) else value  # str() of it raises, naming it


def _printable(value: object) -> object:
    """What an HTML template prints → itself, where it is text, a number or HTML."""
    if type(value) in (str, int, Decimal):  # nearly all that a page prints
        return value
    if not hasattr(_ask_defined(value), "__html__"):
        as_markdown(value)  # refuses what is neither text nor number
    return value


@cache
def _classes() -> tuple[type[Environment], type[Undefined], type[CodeGenerator], type[CodeGenerator]]:
    """→ Jinja's classes as we change them: the environment, the undefined name, the code generator, and that of Markdown."""
    from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
    from jinja2.compiler import CodeGenerator
    from jinja2.runtime import Macro
    from jinja2.sandbox import SandboxedEnvironment

    class Sandbox(Counting, SandboxedEnvironment):
        """The sandbox, which also refuses full-width delimiters and the statements that would print without escaping; what it does is counted."""

        refused: tuple[str, ...] = ()
        label = ""
        sources: Sources = ""
        safe: ClassVar[dict[tuple[type, str], bool]] = {}

        def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
            if match := FULL_WIDTH.search(source):
                line = source.count("\n", 0, match.start()) + 1
                raise TemplateSyntaxError(f"unexpected char {match[0]!r}", line, name, filename)
            tree = super()._parse(source, name, filename)
            for node in tree.find_all(tuple(getattr(nodes, kind) for kind in self.refused)):
                statement = REFUSED.get(type(node).__name__, "{% autoescape %}")
                raise TemplateSyntaxError(f"{statement} is not available", node.lineno, name, filename)
            for loop in tree.find_all(nodes.For):
                weight, counted = weight_of(loop.find_all(nodes.TemplateData)), nodes.EnvironmentAttribute("counted", lineno=loop.lineno)
                loop.iter = nodes.Call(counted, [loop.iter, nodes.Const(weight)], [], None, None, lineno=loop.lineno).set_environment(self)
            return tree

        def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
            """As Jinja decides it, once for each type: pages ask for a hundred attributes each, of a few dozen types."""
            asked = (type(obj), attr)
            known = self.safe.get(asked)
            if known is None:
                known = not is_refused(obj, attr) and bool(super().is_safe_attribute(obj, attr, value))
                if len(self.safe) < MOST_ASKED:
                    self.safe[asked] = known
            return known

        def marked(self, macro: Macro) -> Macro:
            macro.__class__ = MarkdownMacro
            return macro

    class Missing(StrictUndefined):
        """A name that does not exist; its error carries what was asked of what."""

        @property
        def _undefined_message(self) -> str:
            message = Said(super()._undefined_message)
            message.name, message.owner = self._undefined_name, self._undefined_obj
            return message

    class MarkdownMacro(Macro):
        """A macro of a Markdown template: what it gives is Markdown already."""

        def _invoke(self, arguments: list[Any], autoescape: bool) -> str:
            return Markdown(super()._invoke(arguments, False))

    class Generator(CodeGenerator):
        """Compiles a ~ b into a call that is bounded."""

        visit_Concat = write_joined  # noqa: N815 (the name that Jinja asks for)

    class OfMarkdown(Generator):
        """Compiles macros into MarkdownMacros, too."""

        def macro_def(self, macro_ref: Any, frame: Any) -> None:
            self.write("environment.marked(")
            super().macro_def(macro_ref, frame)
            self.write(")")

    return cast("type[Environment]", Sandbox), Missing, Generator, OfMarkdown  # by the name that it has where jinja2 is not loaded yet


REFUSED = {"AssignBlock": "{% set … %}…{% endset %}", "FilterBlock": "{% filter %}", "Extends": "{% extends %}"}


def _problem(environment: Environment, name: str, error: Exception) -> Problem:
    from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
    from jinja2.utils import missing

    if isinstance(error, Unread):
        return error.problem
    where, line, known = _where_it_failed(environment, name, error)
    quote = line_of(environment, where, line)
    # matches No filter named 'figur'.      not No template named 'figur'.
    if match := re.match(r"No (filter|test) named '([^']{1,80})'", str(error)):
        existing = environment.filters if match[1] == "filter" else environment.tests
        message = N_("there is no filter {name}") if match[1] == "filter" else N_("there is no test {name}")
        return problem_with_name("template.unknown-filter", where, line, quote, message, (("name", match[2]),), match[2], existing)
    if isinstance(error, TemplateSyntaxError):
        return syntax_problem(environment, error, where, line, quote)
    if isinstance(error, TemplateNotFound):
        message, values = N_("there is no template {name}"), (("name", str(error.name)),)
        return problem_with_name("template.missing", where, line, quote, message, values, str(error.name), environment.list_templates())
    if isinstance(error, UndefinedError) and isinstance(error.args[0], Said) and isinstance(error.args[0].name, str):
        said = error.args[0]
        if said.owner is missing:
            message = N_("{name} is not a name known here")
            return problem_with_name("template.unknown-name", where, line, quote, message, (("name", said.name),), said.name, known)
        owner = (("owner", type(said.owner).__name__), ("name", said.name))
        return problem_with_name("template.unknown-field", where, line, quote, N_("{owner} has no {name}"), owner, said.name, names_of(said.owner))
    if isinstance(error, ExhaustedError):
        return Problem(where, line, "template.too-much", error.message, LOOK, (("steps", str(MOST_STEPS)),), quote)
    hint = N_("change this line, or take the template back to its last good state")
    reason = str(error) if isinstance(error, TypeError) else f"{type(error).__name__}: {error}"
    return Problem(where, line, "template.failed", N_("this cannot be done: {reason}"), hint, (("reason", reason),), quote)


def _where_it_failed(environment: Environment, name: str, error: Exception) -> tuple[str, int, tuple[str, ...]]:
    """An error → the template's file, its line, the names known there. Jinja puts template frames into the traceback."""
    from jinja2 import TemplateSyntaxError

    place = partial(template_place, environment.sources, environment.label)
    where = set(map(place, environment.list_templates()))
    if isinstance(error, (TemplateSyntaxError, SyntaxError)) and error.filename in where:
        return error.filename, error.lineno or 0, ()
    found: tuple[str, int, tuple[str, ...]] = (place(name), 0, ())
    trace = error.__traceback__
    while trace is not None:
        frame = trace.tb_frame
        if frame.f_code.co_filename in where:
            names = tuple(n for n in frame.f_locals if not n.startswith("_") and n not in environment.globals)
            found = frame.f_code.co_filename, trace.tb_lineno, names or found[2]  # the frame of a loop with `if` has no names of its own
        trace = trace.tb_next
    return found
