"""Reads every workbook of an edition with openpyxl, without knowing yuebao, and tells as JSON what would print badly or
lead astray.

    printed.py EDITION

No number is wider than its column and no link than its cell; heads are repeated and stay in sight; a page is not shrunk so
far that its notes fall below six points; a link into another book leads to a sheet that is there; nothing refers to another
program's file; the books for clerks name no file of the templates; shades and the axes of charts cover the cells they speak of.
"""
import json
import re
import sys
import unicodedata
import zipfile
from pathlib import Path
from urllib.parse import unquote

import openpyxl
from openpyxl.utils import range_boundaries

edition = Path(sys.argv[1])
problems, counts, known = [], {}, {}
# Points within the margins that every sheet has, and of the notes under a table.
PAPER, NOTES, LEAST = {"portrait": 595, "landscape": 842}, 9, 6


def wrong(what):
    problems.append(what)


def count(what, by=1):
    counts[what] = counts.get(what, 0) + by


def units(text):
    return max((sum(1 + (unicodedata.east_asian_width(c) in "WFA") for c in line) for line in text.split("\n")), default=0)


def widths(sheet):
    found = {}
    for look in sheet.column_dimensions.values():
        for column in range(look.min, look.max + 1):
            found[column] = look.width - 5 / 7 if look.width else 8
    return found


def printed_number(cell):
    bare = re.sub(r'"[^"]*"|[*_] |\\.', "", cell.number_format).split(";")[0]
    places = len(bare.split(".")[1].strip("%")) if "." in bare else 0
    return len(f"{cell.value:.{places}f}") if bare != "General" else len(repr(cell.value))


def check_widths(name, sheet):
    wide, merged = widths(sheet), {c for area in sheet.merged_cells.ranges for c in area.cells}
    for row in sheet.iter_rows():
        for cell in row:
            room = wide.get(cell.column, 8)
            if isinstance(cell.value, (int, float)) and (cell.row, cell.column) not in merged:
                count("numbers")
                if printed_number(cell) > room:
                    wrong(f"{name} {sheet.title}!{cell.coordinate}: {cell.value} is wider than its column")
            if cell.hyperlink is not None and isinstance(cell.value, str) and cell.coordinate != "A1":
                count("links")
                if "\n" in cell.value or units(cell.value) > room + 1:
                    wrong(f"{name} {sheet.title}!{cell.coordinate}: the link {cell.value!r} is cut")


def check_page(name, sheet):
    setup, titles = sheet.page_setup, sheet.print_title_rows
    if sheet.title == "封面":
        return
    last = int(titles.split(":")[1].strip("$")) if titles else 0
    frozen = int(re.sub(r"\D", "", sheet.freeze_panes or "0") or 0)
    if not titles or frozen != last + 1:
        wrong(f"{name} {sheet.title}: heads {titles} are repeated, {sheet.freeze_panes} is frozen")
    if "&P" not in (sheet.oddFooter.center.text or ""):
        wrong(f"{name} {sheet.title}: no page numbers")
    area = sheet.print_area.split("!")[1].replace("$", "") if sheet.print_area else sheet.dimensions
    left, _, right, _ = range_boundaries(area)
    wide, margins = widths(sheet), sheet.page_margins
    points = sum(round(7 * wide.get(at, 8) + 5) * 0.75 for at in range(left, right + 1))
    room = PAPER[setup.orientation] - 72 * (margins.left + margins.right)
    across = 1 if setup.fitToWidth is None else int(setup.fitToWidth)
    if points * LEAST > room * across * NOTES * 1.02:
        wrong(f"{name} {sheet.title}: shrunk to {room * across / points:.2f}")
    count("pages set up")


def sheets_of(path):
    if path not in known:
        known[path] = openpyxl.load_workbook(path).sheetnames if path.is_file() else None
    return known[path]


def check_links(name, sheet):
    for row in sheet.iter_rows():
        for cell in row:
            link = cell.hyperlink
            if link is None or not link.target:
                continue
            count("links to other books")
            path = edition / unquote(link.target.removeprefix("file:///"))
            aim = re.fullmatch(r"'((?:[^']|'')+)'!\$?[A-Z]+\$?\d+", link.location or "")
            if sheets_of(path) is None:
                wrong(f"{name} {sheet.title}!{cell.coordinate}: no file {link.target}")
            elif aim is None or aim[1].replace("''", "'") not in sheets_of(path):
                wrong(f"{name} {sheet.title}!{cell.coordinate}: no {link.location} in {link.target}")


def check_words(name, sheet):
    shown = range_boundaries(sheet.print_area.split("!")[1].replace("$", ""))[2] if sheet.print_area else sheet.max_column
    for row in sheet.iter_rows(max_col=shown, values_only=True):
        for value in row:
            if isinstance(value, str) and re.search(r"desks/|templates/", value):
                wrong(f"{name} {sheet.title}: {value!r} is no word of a clerk")


def check_ranges(name, sheet):
    """Shades cover rows below the heads, and charts read cells of their own sheet that hold something."""
    body = int(re.sub(r"\D", "", sheet.freeze_panes or "0") or 0)
    for area in (area for rule in sheet.conditional_formatting for area in rule.sqref.ranges):
        count("shades")
        if area.min_row < body or area.max_row > sheet.max_row or area.min_col < 2:
            wrong(f"{name} {sheet.title}: shades over {area}")
    for chart in sheet._charts:
        for series in (series for part in chart._charts for series in part.series):
            parts = [part for source in (series.cat, series.val) for part in sources(source)]
            for part in parts:
                count("ranges of charts")
                match = re.fullmatch(r"'?([^'!]+)'?!\$([A-Z]+)\$(\d+):?\$?([A-Z]*)\$?(\d*)", part)
                if match is None or match[1] != sheet.title:
                    wrong(f"{name} {sheet.title}: a chart reads {part}")
                    continue
                cells = sheet[f"{match[2]}{match[3]}:{match[4] or match[2]}{match[5] or match[3]}"]
                if all(cell.value is None for row in cells for cell in row):
                    wrong(f"{name} {sheet.title}: a chart reads nothing in {part}")


def sources(source):
    if source is None:
        return []
    reference = source.numRef or getattr(source, "strRef", None)
    return reference.f.strip("()").split(",") if reference else []


for path in sorted(edition.glob("*.xlsx")):
    name = path.name
    with zipfile.ZipFile(path) as package:
        if any(part.startswith("xl/externalLinks") for part in package.namelist()):
            wrong(f"{name}: refers to another workbook")
    book = openpyxl.load_workbook(path)
    count("books")
    for sheet in book:
        check_links(name, sheet)
        if sheet.sheet_state != "visible":
            continue
        check_widths(name, sheet)
        # A book for programs has keys as long as they are.
        if name != "data.xlsx":
            check_page(name, sheet)
            check_ranges(name, sheet)
            check_words(name, sheet)

json.dump({"problems": problems[:40], "more": max(0, len(problems) - 40), "counts": counts}, sys.stdout, ensure_ascii=False)
