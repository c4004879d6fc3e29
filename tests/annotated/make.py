"""Workbooks as counties send them, to be marked by tests/annotated.rs. Usage: make.py FOLDER"""

import sys
import zipfile
from pathlib import Path

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

OUT = Path(sys.argv[1])
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def full():
    """All that a workbook has of its own."""
    book = Workbook()
    cover = book.active
    cover.title = "封面"
    cover["A1"] = "填报单位"
    table = book.create_sheet("表4 殡葬")
    table["A1"] = "殡葬月报"
    table.merge_cells("A1:D1")
    thin = Side(style="thin")
    for row in range(3, 8):
        table.cell(row, 1, f"指标{row}")
        cell = table.cell(row, 2, row * 1.5)
        cell.number_format = "#,##0.00"
        cell.font = Font(bold=True, color="FF112233")
        cell.alignment = Alignment(horizontal="right")
        cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
        cell.protection = Protection(locked=False)
    table["B3"].fill = PatternFill("solid", fgColor="FF00FF00")
    table["C5"] = "=B5*2"
    table.merge_cells("B9:C10")
    table["B9"] = 7
    table["B4"].comment = Comment("县里原有的批注", "王")
    table["D7"].comment = Comment("另一条", "李")
    table.column_dimensions["A"].width = 30
    table.row_dimensions[3].height = 33
    choice = DataValidation(type="list", formula1='"是,否"')
    choice.add("D3:D7")
    table.add_data_validation(choice)
    table.conditional_formatting.add("B3:B7", CellIsRule(operator="greaterThan", formula=["100"], fill=PatternFill(bgColor="FFFF0000")))
    chart = BarChart()
    chart.add_data(Reference(table, min_col=2, min_row=3, max_row=7))
    table.add_chart(chart, "F2")
    table.print_area = "A1:D10"
    table.print_title_rows = "1:2"
    table.protection.sheet = True
    book.defined_names["合计"] = DefinedName("合计", attr_text="'表4 殡葬'!$B$7")
    other = book.create_sheet("问题清单")
    other["A1"] = "县里自己的清单"
    other.print_area = "A1:B2"
    book.active = 1
    book.save(OUT / "full.xlsx")


def edited(source, target, change):
    """A copy of a package with parts changed: change(name, bytes) gives the new bytes; and new ones added."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, data in change.added.items():
            new.writestr(name, data)


def active():
    """Macros, a link to another workbook, a ribbon of its own."""
    book = Workbook()
    sheet = book.active
    sheet.title = "表1"
    sheet["A1"], sheet["B1"], sheet["B2"] = "指标", 5, 8
    sheet["A2"] = "=B2+1"
    book.defined_names["上月"] = DefinedName("上月", attr_text="[1]表1!$B$1")
    book.save(OUT / "plain.xlsx")
    linked = (
        '<c r="A3"><f>[1]表1!B1*2</f><v>42</v></c><c r="B3"><f t="shared" ref="B3:B4" si="0">\'[1]表 2\'!A1</f><v>1.5</v></c></row>'
        '<row r="4"><c r="A4" t="str"><f>上月&amp;"人"</f><v>9人</v></c><c r="B4"><f t="shared" si="0"/><v>2.5</v></c>'
    )

    def change(name, data):
        text = data.decode("utf-8") if name.endswith((".xml", ".rels")) else None
        if name == "[Content_Types].xml":
            text = text.replace(
                "</Types>",
                '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
                f'<Override PartName="/xl/externalLinks/externalLink1.xml" ContentType="{SHEET_TYPE}.externalLink+xml"/></Types>',
            ).replace(f"{SHEET_TYPE}.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
        elif name == "xl/_rels/workbook.xml.rels":
            text = text.replace(
                "</Relationships>",
                '<Relationship Id="rv" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/>'
                f'<Relationship Id="rx" Type="{RELS}/externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>',
            )
        elif name == "_rels/.rels":
            text = text.replace(
                "</Relationships>",
                '<Relationship Id="ru" Type="http://schemas.microsoft.com/office/2006/relationships/ui/extensibility" '
                'Target="customUI/customUI.xml"/></Relationships>',
            )
        elif name == "xl/workbook.xml":
            text = text.replace(
                "<definedNames>", f'<externalReferences><externalReference xmlns:r="{RELS}" r:id="rx"/></externalReferences><definedNames>'
            )
        elif name == "xl/worksheets/sheet1.xml":
            text = text.replace("</row></sheetData>", f'</row><row r="3">{linked}</row></sheetData>')
        return data if text is None else text.encode("utf-8")

    change.added = {
        "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0dummy",
        "xl/_rels/vbaProject.bin.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        'Type="http://schemas.microsoft.com/office/2006/relationships/vbaProjectSignature" Target="vbaProjectSignature.bin"/>'
        "</Relationships>",
        "xl/vbaProjectSignature.bin": b"signature",
        "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{MAIN}"><externalBook xmlns:r="{RELS}" r:id="r1"/></externalLink>',
        "xl/externalLinks/_rels/externalLink1.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{RELS}/externalLinkPath" Target="file:///上月.xlsx" TargetMode="External"/></Relationships>',
        "customUI/customUI.xml": "<customUI/>",
    }
    edited(OUT / "plain.xlsx", OUT / "active.xlsm", change)
    (OUT / "plain.xlsx").unlink()


def bare(target, main, rels, prefix, sheet):
    """A package written by hand, without styles."""
    p = f"{prefix}:" if prefix else ""
    space = f'xmlns:{prefix}="{main}"' if prefix else f'xmlns="{main}"'
    with zipfile.ZipFile(OUT / target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
            f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SHEET_TYPE}.worksheet+xml"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{rels}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        package.writestr(
            "xl/workbook.xml",
            f'<{p}workbook {space}><{p}sheets><{p}sheet xmlns:q="{rels}" name="表&amp;1" sheetId="3" q:id="rId1"/></{p}sheets></{p}workbook>',
        )
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{rels}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
        )
        package.writestr("xl/worksheets/sheet1.xml", f"<{p}worksheet {space}>{sheet}</{p}worksheet>")


def by_hand():
    x = "x:"
    rows = (
        '<x:row><x:c t="inlineStr"><x:is><x:t>指标</x:t></x:is></x:c><x:c><x:v>3</x:v></x:c></x:row>'
        '<x:row/><x:row r="5"><x:c r="C5"><x:v>8</x:v></x:c><x:c><x:v>9</x:v></x:c></x:row>'
    )
    bare("prefixed.xlsx", MAIN, RELS, "x", f"<{x}sheetData>{rows}</{x}sheetData><{x}pageMargins left='1' right='1' top='1' bottom='1' header='0' footer='0'/>")
    bare("strict.xlsx", STRICT_MAIN, STRICT_RELS, "", '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>')
    bare("empty.xlsx", MAIN, RELS, "", "<sheetData/>")


full()
active()
by_hand()
