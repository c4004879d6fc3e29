"""Reads the workbooks of an edition with openpyxl, without knowing yuebao, and tells as JSON what is wrong in them and how
much was looked at.

    read.py EDITION

tables.xlsx: every number that the sheet 数据来源 names stands in its cell as a number equal to what figures.csv or trace.json
print, with as many places; merges, print set-up, links, defined names, marks of judgement; every chart with its lines and axes, or its picture. data.xlsx: every row of
figures.csv, one named table a sheet, nothing merged, no empty row.
"""
import csv
import json
import re
import sys
import zipfile
from decimal import Decimal, InvalidOperation
from pathlib import Path

import openpyxl

problems = []
counts = {}
edition = Path(sys.argv[1])
with open(edition / "figures.csv", encoding="utf-8-sig", newline="") as file:
    figures = {row["trace"]: row for row in csv.DictReader(file)}
traced = json.load(open(edition / "trace.json", encoding="utf-8"))["figures"]
MARKS = {"E2EFDA": "●", "FFF2CC": "▲", "F8D7D0": "■"}
NUMERIC = re.compile(r"[-−+]?[\d,]+(\.\d+)?%?")


def wrong(what):
    problems.append(what)


def count(what, by=1):
    counts[what] = counts.get(what, 0) + by


def number(text):
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None


def places_of(form):
    """Decimal places a number format prints."""
    bare = re.sub(r'"[^"]*"|[*_] ', "", form).split(";")[0]
    return len(bare.split(".")[1]) if "." in bare else 0


def target_of(book, link):
    """The sheet and the cell a link inside the book leads to, if they are there."""
    match = re.fullmatch(r"'((?:[^']|'')+)'!\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?", link.lstrip("#"))
    if not match or match[1].replace("''", "'") not in book.sheetnames:
        return None
    sheet = book[match[1].replace("''", "'")]
    return sheet, sheet[match[2] + match[3]]


def shown_of(key):
    return figures[key]["shown"] if key in figures else traced.get(key, {}).get("shown")


def check_figure(sheet, cell, key):
    shown = shown_of(key)
    if shown is None:
        return wrong(f"{key}: neither in figures.csv nor in trace.json")
    if isinstance(cell.value, (int, float)):
        count("numbers")
        if number(shown) is None or Decimal(repr(cell.value)) != number(shown):
            wrong(f"{sheet.title}!{cell.coordinate}: {cell.value!r} is not {shown!r} of {key}")
        elif places_of(cell.number_format) != len(shown.partition(".")[2]):
            wrong(f"{sheet.title}!{cell.coordinate}: {cell.number_format} prints {shown} otherwise")
    elif number(shown) is not None and shown.lstrip("-−") not in str(cell.value):
        # A title, a note: the number stands in the words.
        wrong(f"{sheet.title}!{cell.coordinate}: {cell.value!r} says nothing of {shown!r} of {key}")
    else:
        count("words")


def check_sources(book):
    sheet = book["数据来源"]
    if sheet.sheet_state != "hidden" or book.sheetnames[-1] != sheet.title:
        wrong("数据来源 is not the last sheet, hidden")
    rows = list(sheet.iter_rows(min_row=2))
    keys = set()
    for row in rows:
        name, address, key = (cell.value for cell in row[:3])
        keys.add(key)
        if name not in book.sheetnames:
            wrong(f"数据来源: no sheet {name}")
            continue
        found = target_of(book, row[1].hyperlink.location)
        if found is None or (found[0].title, found[1].coordinate) != (name, address):
            wrong(f"数据来源: the link of {name}!{address} leads elsewhere")
        check_figure(book[name], book[name][address], key)
        if key in traced and traced[key]["formula"] != (row[10].value or ""):
            wrong(f"数据来源: the formula of {key} is not that of trace.json")
    return keys


def check_contents(book):
    sheet = book["目录"]
    linked = set()
    for row in sheet.iter_rows():
        for cell in row:
            if cell.hyperlink is None:
                continue
            found = target_of(book, cell.hyperlink.location)
            if found is None:
                wrong(f"目录!{cell.coordinate}: {cell.hyperlink.location} leads nowhere")
            else:
                linked.add(found[0].title)
    tables = [name for name in book.sheetnames if name not in ("封面", "目录", "数据来源")]
    if linked != set(tables):
        wrong(f"目录 leads to {sorted(linked)}, not to {tables}")
    return [book[name] for name in tables]


def check_page(sheet):
    setup, foot = sheet.page_setup, sheet.oddFooter.center.text or ""
    if int(setup.paperSize) != 9 or not sheet.sheet_properties.pageSetUpPr.fitToPage:
        wrong(f"{sheet.title}: not A4 fitted to its width")
    if "&P" not in foot or "&N" not in foot:
        wrong(f"{sheet.title}: no page numbers: {foot!r}")
    if not sheet.print_area or not sheet.print_title_rows:
        wrong(f"{sheet.title}: no print area or no repeated rows")
    back = sheet["A1"].hyperlink
    found = target_of(sheet.parent, back.location) if back else None
    if found is None or found[0].title != "目录":
        wrong(f"{sheet.title}: no way back to the contents")


def check_cells(sheet):
    covered = {}
    for area in sheet.merged_cells.ranges:
        count("merges")
        for row, column in area.cells:
            if (row, column) in covered:
                wrong(f"{sheet.title}: {area} overlaps {covered[row, column]}")
            covered[row, column] = str(area)
    first = int(sheet.print_title_rows.split(":")[1].strip("$"))
    for row in sheet.iter_rows():
        for cell in row:
            value = cell.value
            if isinstance(value, str) and NUMERIC.fullmatch(value.strip()):
                wrong(f"{sheet.title}!{cell.coordinate}: the number {value} is text")
            mark = MARKS.get((cell.fill.fgColor.rgb or "")[-6:] if cell.fill.patternType else "")
            if mark and cell.row > first:
                count("marked")
                if mark not in (cell.number_format if not isinstance(value, str) else value):
                    wrong(f"{sheet.title}!{cell.coordinate}: a colour without its mark {mark}")


def check_names(book, keys):
    for name, defined in book.defined_names.items():
        count("names")
        if not re.fullmatch(r"(table|figure)_\w+", name):
            wrong(f"a name that is not legal everywhere: {name}")
        found = target_of(book, defined.attr_text)
        if found is None:
            wrong(f"{name}: {defined.attr_text} leads nowhere")
        elif name.startswith("figure_") and found[1].value is None:
            wrong(f"{name}: nothing in {defined.attr_text}")
    if not any(name.startswith("table_") for name in book.defined_names):
        wrong("no name of a table")
    told = any("figure_" in str(cell.value) for cell in book["目录"]["A"])
    if keys and told != any(name.startswith("figure_") for name in book.defined_names):
        wrong("figures have names and the contents do not say so, or the other way round")


def words_of(title):
    paragraphs = title.tx.rich.p if title is not None and title.tx is not None and title.tx.rich is not None else []
    return "".join(run.t for paragraph in paragraphs for run in paragraph.r or [])


def check_chart(sheet, chart, heads):
    """Its title is the sheet's; it reads every column of a target or a total; a line has both its axes named."""
    if words_of(chart.title) != sheet["A2"].value:
        wrong(f"{sheet.title}: the chart is called {words_of(chart.title)!r}, not {sheet['A2'].value!r}")
    read = [series.val.numRef.f for part in chart._charts for series in part.series]
    for column, head in heads.items():
        if re.match(r"目标\d", head) and not any(f"${column}$" in area for area in read):
            wrong(f"{sheet.title}: no line at {head}")
        elif re.match(r"目标\d", head):
            count("lines at targets")
    if chart.tagname == "lineChart" and heads.get("A") == "时间" and not (words_of(chart.x_axis.title) and words_of(chart.y_axis.title)):
        wrong(f"{sheet.title}: an axis without a name")
    if any(series.val.numRef.f == "" for part in chart._charts for series in part.series):
        wrong(f"{sheet.title}: a series that reads nothing")


def check_charts(book, sheets):
    """A sheet of a chart has it, as a native chart or a picture, or is shaded and says so; no number is skipped."""
    own = [sheet for sheet in sheets if re.fullmatch(r"图\d+", sheet.title)]
    if sorted(int(sheet.title[1:]) for sheet in own) != list(range(1, len(own) + 1)):
        wrong(f"charts {[sheet.title for sheet in own]}: a number is missing")
    pictured = 0
    for sheet in own:
        said = [cell.value for cell in sheet["A"] if isinstance(cell.value, str) and cell.value.startswith("本图")]
        head = int(sheet.print_title_rows.split(":")[1].strip("$"))
        heads = {cell.column_letter: cell.value for cell in sheet[head] if isinstance(cell.value, str)}
        pictured += any("图片" in words for words in said)
        if (len(sheet._charts) == 1) == bool(said):
            wrong(f"{sheet.title}: {len(sheet._charts)} charts, and it says {said}")
        for chart in sheet._charts:
            check_chart(sheet, chart, heads)
    with zipfile.ZipFile(edition / "tables.xlsx") as package:
        pictures = [name for name in package.namelist() if name.startswith("xl/media/")]
    count("pictures", len(pictures))
    if len(pictures) != pictured:
        wrong(f"{pictured} sheets speak of a picture, there are {len(pictures)}")


def check_tables():
    book = openpyxl.load_workbook(edition / "tables.xlsx")
    if book.sheetnames[:2] != ["封面", "目录"]:
        wrong(f"tables.xlsx begins with {book.sheetnames[:2]}")
    keys = check_sources(book)
    sheets = check_contents(book)
    check_charts(book, sheets)
    for sheet in sheets:
        count("sheets")
        count("charts", len(sheet._charts))
        check_page(sheet)
        check_cells(sheet)
    check_names(book, keys)


def check_data():
    book = openpyxl.load_workbook(edition / "data.xlsx")
    if book.sheetnames[:3] != ["封面", "目录", "说明"]:
        wrong(f"data.xlsx begins with {book.sheetnames[:3]}")
    listed = {row[0].value: row for row in book["目录"].iter_rows(min_row=2)}
    for sheet in book:
        if sheet.merged_cells.ranges:
            wrong(f"data.xlsx {sheet.title}: merged cells")
        if sheet.title in ("封面", "目录", "说明"):
            continue
        count("tables of data")
        rows = list(sheet.iter_rows(values_only=True))
        if any(all(value is None for value in row) for row in rows):
            wrong(f"data.xlsx {sheet.title}: an empty row")
        if len(set(rows[0])) != len(rows[0]) or None in rows[0] or sheet.freeze_panes != "A2":
            wrong(f"data.xlsx {sheet.title}: the header is not one row of names that stays in sight")
        told = listed.get(sheet.title)
        found = target_of(book, told[0].hyperlink.location) if told else None
        if found is None or found[0] is not sheet or not told[1].value or told[3].value != len(rows) - 1:
            wrong(f"data.xlsx {sheet.title}: not in the contents as it is")
        if len(rows) > 1 and [(t.name, t.ref) for t in sheet.tables.values()] != [(told[2].value, sheet.dimensions)]:
            wrong(f"data.xlsx {sheet.title}: not one table with the name that the contents tell")
    check_records(book["figures"])


def check_records(sheet):
    rows = sheet.iter_rows(values_only=True)
    heads = next(rows)
    seen = set()
    for values in rows:
        row = dict(zip(heads, values))
        wanted = figures.get(row["trace"])
        seen.add(row["trace"])
        count("records")
        if wanted is None:
            wrong(f"data.xlsx: {row['trace']} is not in figures.csv")
            continue
        value = number(wanted["value"]) if wanted["value"] else None
        if (row["value"] is None) != (value is None) or (value is not None and float(value) != row["value"]):
            wrong(f"data.xlsx {row['trace']}: {row['value']!r} is not {wanted['value']}")
        for name in ("shown", "missing", "unit", "region", "region_code", "indicator", "measure", "indicator_name"):
            if (row[name] or "") != wanted[name]:
                wrong(f"data.xlsx {row['trace']}: {name} is {row[name]!r}, not {wanted[name]!r}")
        if row["places"] != int(wanted["places"]) or bool(row["shorthand"]) != bool(wanted["missing"]):
            wrong(f"data.xlsx {row['trace']}: places {row['places']}, shorthand {row['shorthand']}")
    if seen != set(figures):
        wrong(f"data.xlsx lacks {len(set(figures) - seen)} of figures.csv")


check_tables()
check_data()
json.dump({"problems": problems[:40], "more": max(0, len(problems) - 40), "counts": counts}, sys.stdout, ensure_ascii=False)
