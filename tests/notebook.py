"""The notebook of the Guandao year, once executed: notebook.py NOTEBOOK SUMMARY

It draws its three pictures, shows its tables, and counts what the program that made the year counted.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

notebook, summary = (Path(argument).read_text("utf-8") for argument in sys.argv[1:])
outputs = [output for cell in json.loads(notebook)["cells"] for output in cell.get("outputs", [])]
kinds = [kind for output in outputs for kind in output.get("data", {})]
html = ["".join(output["data"]["text/html"]) for output in outputs if "text/html" in output.get("data", {})]

assert kinds.count("image/png") == 3, kinds
assert any("<caption>case " in table and "<td>registered as " in table for table in html), "no timeline"
assert any("<caption>person:" in table for table in html), "no passbook"
assert any(table.startswith("<ul><li>") for table in html), "no tree"
for rate in ("response", "resolution", "satisfaction"):
    part, of = re.search(rf"{rate} [\d.]+% \((\d+)/(\d+)\)", summary).groups()
    row = rf"<th>{rate}</th>\s*<td>{part}</td>\s*<td>{of}</td>"
    assert any(re.search(row, table) for table in html), f"{rate} is not {part} of {of}"
(outstanding,) = re.findall(r"(\d+) outstanding\n", summary)
assert any(f"<td>{outstanding}</td>" in table for table in html), f"{outstanding} points are not outstanding"
times = re.findall(r"<td>(2025-\d\d-\d\d (\d\d):\d\d:\d\d)", "".join(table for table in html if "<caption>case " in table))
assert times and all(6 <= int(hour) <= 22 for _, hour in times), f"not by the ward's own clocks: {times}"
