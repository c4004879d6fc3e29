"""Reads a DOCX with Python's own zip and XML and compares it with what the document says.

    read.py FILE.docx EXPECTED.json

Exit status 1 and a line for every difference. Where python-docx is installed, it has to open the file too.
"""

import json
import re
import sys
import zipfile
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MARKS = str.maketrans("", "", "●▲■○")
NAMES = {"heading 1", "Normal", "公文正文", "表题", "表头", "表格文字", "公文表格", "Title", "footer", "header"}
wrong = []


def check(what, got, wanted):
    if got != wanted:
        wrong.append(f"{what}: {got!r} instead of {wanted!r}")


def squeezed(text):
    return re.sub(r"\s+", "", text).translate(MARKS)


def value(node, path):
    found = node.find(path)
    return None if found is None else found.get(W + "val")


def words(node):
    return "".join(t.text or "" for t in node.iter(W + "t"))


def head_rows(table):
    return [row for row in table.findall(W + "tr") if row.find(f"{W}trPr/{W}tblHeader") is not None]


def span(cell):
    return int(value(cell, f"{W}tcPr/{W}gridSpan") or 1)


def paths(rows, columns):
    """The heads above each column, merged cells followed to where they begin."""
    found = [[] for _ in range(columns)]
    for row in rows:
        at = 0
        for cell in row.findall(W + "tc"):
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = merge is not None and merge.get(W + "val") != "restart"
            for column in range(at, at + span(cell)):
                if not goes_on:
                    found[column].append(words(cell))
            at += span(cell)
        check("columns of a head row", at, columns)
    return found


def without_repeats(path):
    path = [squeezed(head) for head in path]
    return [head for no, head in enumerate(path) if head and (no == 0 or head != path[no - 1])]


def compare_table(no, table, wanted):
    columns = len(wanted["paths"])
    heads = head_rows(table)
    rows = table.findall(W + "tr")
    check(f"table {no}: head rows", len(heads), max(len(path) for path in wanted["paths"]))
    check(f"table {no}: rows", len(rows) - len(heads), len(wanted["rows"]))
    check(f"table {no}: grid", len(table.findall(f"{W}tblGrid/{W}gridCol")), columns)
    for at, (got, path) in enumerate(zip(paths(heads, columns), wanted["paths"])):
        check(f"table {no} column {at}", without_repeats(got), without_repeats(path))
    for at, (row, cells) in enumerate(zip(rows[len(heads):], wanted["rows"])):
        got = row.findall(W + "tc")
        check(f"table {no} row {at}: columns", sum(span(cell) for cell in got), columns)
        check(f"table {no} row {at}", [squeezed(words(c)) for c in got], [squeezed(c) for c in cells])
    for row in rows:
        if row.find(f"{W}trPr/{W}cantSplit") is None:
            wrong.append(f"table {no}: a row may be broken")


def bookmarked(body):
    """The words between the ends of every bookmark."""
    open_, found = {}, {}
    for node in body.iter():
        if node.tag == W + "bookmarkStart":
            open_[node.get(W + "id")] = node.get(W + "name")
            if node.get(W + "name") in found:
                wrong.append(f"bookmark {node.get(W + 'name')} twice")
            found[node.get(W + "name")] = ""
        elif node.tag == W + "bookmarkEnd":
            open_.pop(node.get(W + "id"))
        elif node.tag == W + "t":
            for name in open_.values():
                found[name] += node.text or ""
    return found


def main(path, wanted):
    parts = zipfile.ZipFile(path)
    if any(info.date_time[:3] != (1980, 1, 1) for info in parts.infolist()):
        wrong.append("a time in the package")
    tree = {name: ElementTree.fromstring(parts.read(name)) for name in parts.namelist() if name.endswith((".xml", ".rels"))}
    body = tree["word/document.xml"].find(W + "body")
    tables = [t for t in body.findall(W + "tbl") if head_rows(t)]
    check("tables", len(tables), len(wanted["tables"]))
    check("boxes", len(body.findall(W + "tbl")) - len(tables), wanted["boxes"])
    for no, (table, expected) in enumerate(zip(tables, wanted["tables"])):
        compare_table(no, table, expected)
    # The words in order; heads were compared above.
    said, plots = [], []
    for node in body:
        if node in tables:
            said.append("<heads>")
            said.extend(words(row) for row in node.findall(W + "tr") if row not in head_rows(node))
        elif value(node, f"{W}pPr/{W}pStyle") in ("GwFigureTitle", "GwFigureNote"):
            # A chart stands where it stands on the page, which may be after text that comes behind it in the document.
            plots.append(words(node))
        else:
            said.append(words(node))
    check("plots", squeezed("".join(plots)), squeezed("".join(wanted["plots"])))
    check("words", squeezed("".join(said)), squeezed("".join(wanted["pieces"])))
    # Figures.
    list_ = tree["customXml/item1.xml"]
    check("figures", sorted(figure.get("key") for figure in list_), sorted(wanted["figures"]))
    marked = bookmarked(body)
    for figure in list_:
        name, shown = figure.get("bookmark"), figure.get("shown")
        if name not in marked or (marked[name] and marked[name] != shown):
            wrong.append(f"{name}: {marked.get(name)!r} instead of {shown!r}")
    # Styles.
    styles = {s.get(W + "styleId"): s for s in tree["word/styles.xml"].findall(W + "style")}
    names = {value(s, W + "name") for s in styles.values()}
    check("missing styles", NAMES - names, set())
    check("default", [i for i, s in styles.items() if s.get(W + "default")], ["Normal"])
    headings = []
    for paragraph in body.iter(W + "p"):
        style = value(paragraph, f"{W}pPr/{W}pStyle")
        if style is None or style not in styles:
            wrong.append(f"a paragraph without a style: {words(paragraph)[:20]}")
            continue
        level = value(styles[style], f"{W}pPr/{W}outlineLvl")
        if level is not None:
            headings.append([int(level) + 1, words(paragraph)])
    check("headings", headings, wanted["headings"])
    # Pictures and pages.
    alts = [node.get("descr") for node in body.iter(WP + "docPr")]
    check("pictures", len(alts), wanted["charts"])
    if not all(alts):
        wrong.append("a picture that does not say what it shows")
    sections = list(body.iter(W + "sectPr"))
    for section in sections:
        size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
        turned = size.get(W + "orient") == "landscape"
        check("sheet", (size.get(W + "w"), size.get(W + "h")), ("16838", "11906") if turned else ("11906", "16838"))
        sides = [margins.get(W + side) for side in ("top", "right", "bottom", "left")]
        check("margins", sides, ["1588", "2098", "1474", "1984"] if turned else ["2098", "1474", "1984", "1588"])
        kinds = {node.get(W + "type") for node in section.findall(W + "footerReference")}
        check("feet", kinds, {"default", "even"})
    if tree["word/settings.xml"].find(W + "evenAndOddHeaders") is None:
        wrong.append("odd and even pages are alike")
    if wanted["notice"] and wanted["notice"] not in words(tree["word/header1.xml"]):
        wrong.append("no notice")
    try:
        import docx
    except ImportError:
        return
    opened = docx.Document(path)
    check("python-docx: tables", len(opened.tables), len(wanted["tables"]) + wanted["boxes"])
    first = next(table for table in opened.tables if len(table.rows) > 1)
    check("python-docx: columns", len(first.columns), len(wanted["tables"][0]["paths"]))


main(sys.argv[1], json.load(open(sys.argv[2], encoding="utf-8")))
print("\n".join(line[:2000] for line in wrong))
sys.exit(bool(wrong))
