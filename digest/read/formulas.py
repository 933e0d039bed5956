"""A formula in TeX, as converters write numbers → the plain text of it: $6\\%$ → 6%, 10^{8} → 10⁸, \\frac{2}{3} → 2/3, \\geq 5\\% → ≥5%."""

from __future__ import annotations

import re

from digest.read.raised_text import raised

# A formula; words between two sums of dollars are none
# matches $6\%$ · \(5.5\%\) · $10^{8}\text{元}$      not $5亿，进口$ · 3$
FORMULA = re.compile(
    r"(?<!\\)\$\$?(?P<a>(?:[^$\u3000-\u9fff\n]|\\(?:text|mbox|mathrm)\{[^{}$]{1,20}\}){1,120}?)\$?\$|\\\((?P<b>(?:[^\u3000-\u9fff\n]){1,120}?)\\\)"
)
# matches \text{亿元} · \mathrm{PM} · \mathbf{ 6 }      not \frac{2}{3}
WRAPPER = re.compile(r"\\(?:text(?:bf|rm|it)?|math(?:rm|bf|it|sf|tt)|boldsymbol|mbox|operatorname)\s{0,4}\{([^{}]{0,80})\}")
# matches \frac{2}{3} · \dfrac {1} {2}      not \frac
FRACTION = re.compile(r"\\[dt]?frac\s{0,4}\{([^{}]{1,40})\}\s{0,4}\{([^{}]{1,40})\}")
# matches \textcircled{3}      not \textcircled
CIRCLED = re.compile(r"\\textcircled\s{0,4}\{?\s{0,4}([0-9]{1,2})\s{0,4}\}?")
# matches ^{8} · ^2 · ^{[1]} · ^{\circ}      not x2
POWER = re.compile(r"\^\s{0,4}(?:\{([^{}]{1,20})\}|(\\[a-z]{1,10}|[0-9A-Za-z①-⑳]))")
# matches _{2.5} · _2      not 2_
INDEX = re.compile(r"_\s{0,4}(?:\{([^{}]{1,20})\}|([0-9A-Za-z]))")
# matches \% · \geq · \,      not 6%
COMMAND = re.compile(r"\\([A-Za-z]{1,16}|[^A-Za-z])\s{0,4}")
SIGNS = {
    "%": "%", "$": "$", "&": "&", "#": "#", "_": "_", "{": "", "}": "", ",": "", ";": "", ":": "", "!": "", " ": "", "quad": "", "qquad": "",
    "left": "", "right": "", "sim": "~", "thicksim": "~", "geq": "≥", "ge": "≥", "geqslant": "≥", "leq": "≤", "le": "≤", "leqslant": "≤",
    "gt": ">", "lt": "<", "approx": "约", "times": "×", "pm": "±", "cdot": "·", "rightarrow": "→", "to": "→", "permil": "‰", "mu": "μ",
    "circ": "°", "ldots": "…", "colon": ":", "div": "÷", "bullet": "•", "rm": "", "bf": "", "it": "", "displaystyle": "",
}  # fmt: skip


def without_formulas(text: str) -> str:
    """A line with formulas in TeX → the same as plain text; a formula with a command that is not known stays as it stands."""
    if "$" not in text and "\\(" not in text:
        return text
    return FORMULA.sub(lambda found: _plain(found["a"] or found["b"] or "", text[: found.start()][-2:], found[0]), text)


def _plain(formula: str, before: str, whole: str) -> str:
    """A formula, the characters before it, and how it stands → its text."""
    for _ in range(4):
        formula = WRAPPER.sub(r"\1", formula)
    formula = FRACTION.sub(lambda m: f"{m[1].strip()}/{m[2].strip()}", CIRCLED.sub(lambda m: f"[{m[1]}]", formula))
    formula = POWER.sub(lambda m: _power(m[1] or m[2], before + formula[: m.start()]), formula)
    formula = INDEX.sub(lambda m: (m[1] or m[2]).strip(), formula)
    if any(command not in SIGNS for command in COMMAND.findall(formula)):
        return whole
    formula = COMMAND.sub(lambda m: SIGNS[m[1]], formula)
    return re.sub(r"[{}\s]", "", formula).replace("°C", "℃")


def _power(said: str, before: str) -> str:
    said = said.strip()
    return said + " " if said.startswith("\\") else raised(said, before.rstrip(" {}"))
