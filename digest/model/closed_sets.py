"""The closed sets of reports: the words that a level, a part, a measure, a bound … can be, and no other.

They are those of docs/methods.md and of the published schema of records. The checker of types (make test) refuses a word that is not
among them, whoever writes it; files of editors are held to them by content/schema.py. Sets of one noun alone stand beside that noun.
"""

from __future__ import annotations

from typing import Literal, get_args

Format = Literal["text", "markdown", "html", "docx", "pdf", "doc", "rtf", "odt", "xml"]  # in which a source is written
Level = Literal["national", "province", "prefecture", "county"]  # of a place, the highest first
Completeness = Literal["full", "excerpt", "abridged"]  # of the text at hand
Part = Literal["opening", "review", "plan", "government", "closing", "glossary"]  # of a report, in its order
Kind = Literal["actual", "target"]  # what was reached, what is aimed at
Measure = Literal["level", "growth", "change", "share"]  # of a fact
FigureMeasure = Literal[Measure, "rank"]  # of any figure: the second in the province
Role = Literal["done", "aim", "volume"]  # of a fact: completed, aimed at, or merely standing: 总投资1080亿元的175个项目
Bound = Literal["=", ">=", "<=", "~", "range"]  # how a number is meant: 12.1%, 12%以上, 3%以内, 12%左右, 5%—6%
Relation = Literal["above", "below", "with", "within", "kept", "falling", "rising", "met", "better"]  # of an aim to what it is aimed at
Detail = Literal["brief", "full"]  # how much a digest says
Milestone = Literal["前期", "签约", "在建", "开工", "主体完工", "竣工", "投用", "投产", "通车"]  # of a project; the later one decides

LEVELS: tuple[Level, ...] = get_args(Level)
COMPLETENESSES: tuple[Completeness, ...] = get_args(Completeness)
PARTS: tuple[Part, ...] = get_args(Part)
KINDS: tuple[Kind, ...] = get_args(Kind)
MEASURES: tuple[Measure, ...] = get_args(Measure)
FIGURE_MEASURES: tuple[FigureMeasure, ...] = get_args(FigureMeasure)
ROLES: tuple[Role, ...] = get_args(Role)
BOUNDS: tuple[Bound, ...] = get_args(Bound)
RELATIONS: tuple[Relation, ...] = get_args(Relation)
MILESTONES: tuple[Milestone, ...] = get_args(Milestone)
