"""Has LibreOffice open workbooks and save them again, and tells as JSON whether it read the same in them as openpyxl.

    office.py SOFFICE BOOK...

Each book is converted to XLSX and to PDF: a book that needs repair is not converted. Values, merges, names, hidden sheets
must be the same in what LibreOffice saves; the PDF of a book has at least a page for every sheet that is shown.
"""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl

problems = []
counts = {"cells": 0, "pages": 0, "books": 0}


def convert(soffice, books, kind, folder):
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [soffice, profile, "--headless", "--convert-to", kind, "--outdir", str(folder / kind), *map(str, books)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=600)
    if run.returncode != 0:
        problems.append(f"soffice: {run.stderr[:300]}")


def same(a, b):
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return abs(a - b) <= 1e-12 * max(abs(a), abs(b), 1)
    return a == b


def names(book):
    return {name: re.sub(r"['$]", "", defined.attr_text) for name, defined in book.defined_names.items()}


def compare(path, saved):
    ours, theirs = openpyxl.load_workbook(path), openpyxl.load_workbook(saved)
    if [(s.title, s.sheet_state) for s in ours] != [(s.title, s.sheet_state) for s in theirs]:
        return problems.append(f"{path.name}: sheets {theirs.sheetnames}, not {ours.sheetnames}")
    if names(ours) != {name: area for name, area in names(theirs).items() if not name.startswith("_xlnm")}:
        problems.append(f"{path.name}: other defined names")
    for sheet in ours:
        other = theirs[sheet.title]
        if {str(area) for area in sheet.merged_cells.ranges} != {str(area) for area in other.merged_cells.ranges}:
            problems.append(f"{path.name} {sheet.title}: other merges")
        for row in sheet.iter_rows():
            for cell in row:
                counts["cells"] += cell.value is not None
                if not same(cell.value, other[cell.coordinate].value):
                    problems.append(f"{path.name} {sheet.title}!{cell.coordinate}: {other[cell.coordinate].value!r}, not {cell.value!r}")
    return ours


soffice, books = sys.argv[1], [Path(book) for book in sys.argv[2:]]
with tempfile.TemporaryDirectory() as folder:
    folder = Path(folder)
    convert(soffice, books, "xlsx", folder)
    # Only the book people print: a book for programs has thousands of rows.
    printed = [book for book in books if book.name == "tables.xlsx"]
    convert(soffice, printed, "pdf", folder)
    for book in books:
        saved = folder / "xlsx" / book.name
        if not saved.exists():
            problems.append(f"{book.name}: not converted")
            continue
        read = compare(book, saved)
        counts["books"] += 1
        if book in printed and read is not None:
            made = folder / "pdf" / "tables.pdf"
            pages = len(re.findall(rb"/Type\s*/Page\b", made.read_bytes())) if made.exists() else 0
            counts["pages"] += pages
            if pages < sum(sheet.sheet_state == "visible" for sheet in read):
                problems.append(f"{book.name}: {pages} pages")

json.dump({"problems": problems[:40], "counts": counts}, sys.stdout, ensure_ascii=False)
