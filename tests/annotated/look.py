"""What openpyxl and the zip itself say of a copy beside its original, as JSON. Usage: look.py ORIGINAL COPY"""

import json
import sys
import zipfile

from openpyxl import load_workbook


def parts(path):
    """Every part: its unpacked bytes, and as they are stored."""
    found = {}
    with zipfile.ZipFile(path) as package, open(path, "rb") as file:
        for info in package.infolist():
            file.seek(info.header_offset + 26)
            name, extra = (int.from_bytes(file.read(2), "little") for _ in range(2))
            file.seek(info.header_offset + 30 + name + extra)
            found[info.filename] = (package.read(info.filename), file.read(info.compress_size))
    return found


def cells(sheet):
    found = {}
    for row in sheet.iter_rows():
        for cell in row:
            style = [cell.number_format, cell.font.b, cell.font.color and cell.font.color.rgb, cell.alignment.horizontal]
            style += [cell.border.left.style, cell.protection.locked, cell.fill.fill_type and cell.fill.fgColor.rgb]
            found[cell.coordinate] = {
                "value": cell.value,
                "style": [str(part) for part in style],
                "comment": cell.comment and cell.comment.text,
                "link": cell.hyperlink and cell.hyperlink.location,
            }
    return found


def sheets(path):
    book = load_workbook(path)
    found = {}
    for sheet in book.worksheets:
        found[sheet.title] = {
            "cells": cells(sheet),
            "merged": sorted(str(area) for area in sheet.merged_cells.ranges),
            "print_area": sheet.print_area,
            "titles": sheet.print_title_rows,
            "validations": [str(v.sqref) for v in sheet.data_validations.dataValidation],
            "conditions": [str(c.sqref) for c in sheet.conditional_formatting],
            "charts": len(sheet._charts),
            "protected": sheet.protection.sheet,
            "selected": bool(sheet.sheet_view.tabSelected),
            "heights": {str(k): d.height for k, d in sheet.row_dimensions.items() if d.height},
        }
    names = {name: value.attr_text for name, value in book.defined_names.items()}
    return {"order": book.sheetnames, "active": book.active.title, "names": names, "sheets": found}


old, new = parts(sys.argv[1]), parts(sys.argv[2])
same = [name for name in old if name in new and old[name] == new[name]]
changed = [name for name in old if name in new and old[name] != new[name]]
json.dump(
    {
        "same": sorted(same),
        "changed": sorted(changed),
        "gone": sorted(set(old) - set(new)),
        "added": sorted(set(new) - set(old)),
        "types": new["[Content_Types].xml"][0].decode("utf-8"),
        "old": sheets(sys.argv[1]),
        "new": sheets(sys.argv[2]),
    },
    sys.stdout,
    default=str,
)
