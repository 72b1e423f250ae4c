"""Shows that every public noun and verb of the core is in each binding, or why not: parity.py [--write]

What the core has is read from its source, what a binding has from its stub or its sources. `parity.toml` says which is
which; it fails when a name of the core is not in it, when it names what is not there, or when `core/docs/parity.md` is not
what it comes to.
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10
    import tomli as tomllib

ROOT = Path(__file__).parents[1]
BINDINGS = ("Python", "Kotlin", "Swift")
HIDDEN = {"tests", "conformance.rs"}  # what a store of one's own is tested with is for Rust


def core() -> dict[str, set[str]]:
    """Its nouns and their verbs, by module."""
    found: dict[str, set[str]] = {}
    source = ROOT / "core" / "src"
    for path in sorted(source.rglob("*.rs")):
        inside = path.relative_to(source)
        if HIDDEN & set(inside.parts):
            continue
        text = path.read_text("utf-8").split("#[cfg(test)]\nmod tests")[0]
        names = found.setdefault(inside.parts[0].removesuffix(".rs"), set())
        noun, macro = "", ""
        for line in text.splitlines():
            if started := re.match(r"(\w+)! \{$", line):
                macro = started[1]
            elif started := re.match(r"impl(?:<.*?>)? (.*)\{", line):
                noun = "" if " for " in started[1] else re.match(r"\w+", started[1])[0]
            elif line.startswith("}"):
                noun = macro = ""
            elif defined := re.match(r" {0,4}pub (?:struct|enum|trait|type) (\w+)", line):
                names.add(defined[1])
            elif defined := re.match(r"pub (?:const )?fn (\w+)", line):
                names.add(defined[1])
            elif noun and (defined := re.match(r"    pub (?:const )?fn (\w+)", line)):
                names.add(f"{noun}.{defined[1]}")
            elif macro == "verbs" and (defined := re.match(r"    (\w+)\(\w+\)", line)):
                names.add(f"Ward.{defined[1]}")
            elif macro.endswith("ids") and (defined := re.match(r"    (\w+)(?: within \w+)?;", line)):
                names.add(defined[1])
            elif macro == "bytes" and (defined := re.match(r"    (\w+)\b", line)):
                names.add(defined[1])
    return {module: names for module, names in found.items() if names}


def python() -> set[str]:
    package = ROOT / "bindings-python" / "python" / "linli"
    names = set()
    for file in ("_linli.pyi", "errors.py"):
        for node in ast.parse((package / file).read_text("utf-8")).body:
            if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
                names.add(node.name)
            if isinstance(node, ast.ClassDef):
                members = (item for item in node.body if isinstance(item, ast.FunctionDef))
                names |= {f"{node.name}.{member.name}" for member in members}
                names |= {f"{node.name}.{item.target.id}" for item in node.body if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name)}
    return names


def kotlin() -> set[str]:
    sources = ROOT / "bindings-mobile" / "kotlin" / "src"
    return declared(
        [*sources.glob("main/**/*.kt"), *sources.glob("generated/**/*.kt")],
        r"\b(?:class|interface|object|typealias) `?(\w+)",
        r"\b(?:fun|val|var) (?:`?(\w+)`?\.)?`?(\w+)`?",
    )


def swift() -> set[str]:
    return declared(
        (ROOT / "bindings-mobile" / "swift" / "Sources").glob("Linli/**/*.swift"),
        r"\b(?:class(?! func)|struct|enum|protocol|extension|typealias) (\w+)",
        r"\b(?:func|let|var|case) ()`?(\w+)`?",
    )


def declared(files, noun: str, verb: str) -> set[str]:
    """Types, and members by every type they stand in, as the brackets nest."""
    names = set()
    for path in files:
        depth = 0
        inside: list[tuple[int, str]] = []  # how deep a type is declared, and its name
        text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
        for line in text.splitlines():
            code = re.sub(r'"[^"]*"', '""', line).split("//")[0].strip()
            if not code:
                continue
            if not code.startswith("{"):  # a type whose brackets have closed, or never opened
                inside = [(at, name) for at, name in inside if at < depth]
            found = re.match(r"[\w\s@()`,.]*?" + noun, code)
            for owner, member in [] if found else re.findall(verb, code):
                owners = [owner] if owner else [name for _, name in inside]
                names |= {f"{name}.{member}" for name in owners}
            if found:
                names |= {found[1]} | {f"{outer}.{found[1]}" for _, outer in inside}
                names |= {f"{found[1]}.{member}" for _, member in re.findall(verb, code[found.end() :])}
                inside.append((depth, found[1]))
            depth += sum(code.count(open) for open in "({") - sum(code.count(shut) for shut in ")}")
    return names


def main() -> int:
    table = tomllib.loads((ROOT / "tests" / "parity.toml").read_text("utf-8"))
    reasons = table.pop("reasons")
    had, has = core(), (python(), kotlin(), swift())
    wrong, used, pages = [], set(), []
    for module in sorted(had | table):
        rows, known = table.get(module, {}), had.get(module, set())
        wrong += [f"{module}::{name} is in the core and not in tests/parity.toml" for name in sorted(known - set(rows))]
        wrong += [f"{module}::{name} is in tests/parity.toml and not in the core" for name in sorted(set(rows) - known)]
        pages += [f"\n## {module}\n", "| core | Python | Kotlin | Swift |", "|---|---|---|---|"]
        for name, cells in sorted(rows.items()):
            cells = [cells] * 3 if isinstance(cells, str) else cells
            shown = []
            for binding, cell, names in zip(BINDINGS, cells, has, strict=True):
                if cell.startswith("-"):
                    used.add(cell[1:])
                    shown.append(f"*{cell[1:]}*")
                    if cell[1:] not in reasons:
                        wrong.append(f"{module}::{name} gives the reason `{cell[1:]}`, which is not explained")
                else:
                    shown.append(f"`{cell}`")
                    if cell not in names:
                        wrong.append(f"{binding} has no `{cell}`, which tests/parity.toml names for {module}::{name}")
            pages.append(f"| `{name}` | {' | '.join(shown)} |")
    wrong += [f"the reason `{reason}` is used nowhere" for reason in sorted(set(reasons) - used)]
    intro = [
        "# What each language has",
        "",
        "Every public noun and verb of the core by module, and its name in each binding. Where one does without, the word in",
        "italics says why:",
        "",
        *(f"- *{reason}*: {why}" for reason, why in reasons.items()),
        "",
        "Written by `tests/parity.py --write` from `tests/parity.toml`, and checked against the sources of all four.",
    ]
    page = "\n".join(intro + pages) + "\n"
    shown = ROOT / "core" / "docs" / "parity.md"
    if "--write" in sys.argv:
        shown.write_text(page, "utf-8")
    elif not shown.exists() or shown.read_text("utf-8") != page:
        wrong.append("core/docs/parity.md is not up to date: run tests/parity.py --write")
    print(*wrong, sep="\n")
    print(f"{sum(map(len, had.values()))} names of the core, {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
