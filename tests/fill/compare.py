"""Compares a workbook that was filled in with the blank, by openpyxl: what each cell holds, and all that may not change.

    compare.py BLANK.xlsx FILLED.xlsx

Prints the cells that differ as JSON: {"汇总!D5": [before, after], …}; exit status 1 where anything else differs.
"""

import json
import sys
import zipfile

import openpyxl

blank, filled = (openpyxl.load_workbook(path) for path in sys.argv[1:3])
wrong = []


def same(what, a, b):
    if a != b:
        wrong.append(f"{what}: {a!r} became {b!r}")


def look(cell):
    parts = (cell.font, cell.fill, cell.border, cell.alignment, cell.protection, cell.number_format)
    return tuple(map(repr, parts))


same("sheets", blank.sheetnames, filled.sheetnames)
same("names", {n: d.attr_text for n, d in blank.defined_names.items()}, {n: d.attr_text for n, d in filled.defined_names.items()})
changed = {}
for name in blank.sheetnames:
    a, b = blank[name], filled[name]
    same(f"{name} merges", sorted(map(str, a.merged_cells.ranges)), sorted(map(str, b.merged_cells.ranges)))
    same(f"{name} columns", {k: v.width for k, v in a.column_dimensions.items()}, {k: v.width for k, v in b.column_dimensions.items()})
    same(f"{name} rows", {k: v.height for k, v in a.row_dimensions.items()}, {k: v.height for k, v in b.row_dimensions.items()})
    same(f"{name} panes", a.freeze_panes, b.freeze_panes)
    same(f"{name} zoom", a.sheet_view.zoomScale, b.sheet_view.zoomScale)
    same(f"{name} validations", repr(a.data_validations), repr(b.data_validations))
    same(f"{name} rules", [str(r.sqref) for r in a.conditional_formatting], [str(r.sqref) for r in b.conditional_formatting])
    same(f"{name} size", a.dimensions, b.dimensions)
    for row in range(1, max(a.max_row, b.max_row) + 1):
        for column in range(1, max(a.max_column, b.max_column) + 1):
            one, other = a.cell(row, column), b.cell(row, column)
            same(f"{name} {one.coordinate} look", look(one), look(other))
            before, after = (getattr(value, "text", value) for value in (one.value, other.value))
            if before != after:
                changed[f"{name}!{one.coordinate}"] = [before, after]
# Parts that no number is in are the same bytes.
one, other = (zipfile.ZipFile(path) for path in sys.argv[1:3])
same("parts", one.namelist(), other.namelist())
for part in one.namelist():
    if part not in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        same(part, one.read(part), other.read(part))
if b'fullCalcOnLoad="1"' not in other.read("xl/workbook.xml"):
    wrong.append("formulas would show what they were for the blank")
print("\n".join(wrong) if wrong else json.dumps(changed, ensure_ascii=False))
sys.exit(bool(wrong))
