"""Tells, as JSON, what openpyxl finds in a workbook: its sheets with their values, links, filters, panes and outlines."""

import json
import sys

import openpyxl


def links(sheet):
    found = {}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.hyperlink is not None:
                found[cell.coordinate] = [cell.hyperlink.target, cell.hyperlink.location]
    return found


def told(sheet):
    return {
        "name": sheet.title,
        "rows": [list(row) for row in sheet.iter_rows(values_only=True)],
        "filter": sheet.auto_filter.ref,
        "panes": sheet.freeze_panes,
        "titles": sheet.print_title_rows,
        "landscape": sheet.page_setup.orientation == "landscape",
        "paper": int(sheet.page_setup.paperSize),
        # One page wide is what is left out; as many pages long as it takes is 0.
        "fitted": bool(sheet.sheet_properties.pageSetUpPr.fitToPage)
        and sheet.page_setup.fitToWidth in (None, 1)
        and sheet.page_setup.fitToHeight == 0,
        "hidden": sheet.sheet_state != "visible",
        "folded": [row for row, look in sheet.row_dimensions.items() if look.hidden],
        "outlined": [row for row, look in sheet.row_dimensions.items() if look.outlineLevel > 0],
        "indented": [
            cell.coordinate for row in sheet.iter_rows() for cell in row if cell.alignment.indent > 1 and cell.value
        ],
        "links": links(sheet),
        "dates": [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.is_date],
    }


book = openpyxl.load_workbook(sys.argv[1])
json.dump([told(sheet) for sheet in book], sys.stdout, ensure_ascii=False)
