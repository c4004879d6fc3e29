"""Makes the workbook a province sends out, as a person would: merged heads, styles, formulas, another sheet.

    make.py OUT.xlsx
"""

import sys

import openpyxl
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation

thin = Border(*[Side(style="thin")] * 4)
grey = PatternFill("solid", fgColor="FFEEEEEE")
book = openpyxl.Workbook()

sheet = book.active
sheet.title = "汇总"
sheet["A1"] = "民政事业汇总表"
sheet.merge_cells("A1:F1")
sheet["A1"].font = Font(name="黑体", size=16, bold=True)
sheet["A1"].alignment = Alignment(horizontal="center")
sheet["A2"] = "填报单位：许昌市民政局"
sheet["D2"] = "2021年11月"
for cell, text in {"A3": "指标", "B3": "代码", "C3": "计量单位", "D3": "数量", "D4": "本月", "E4": "本年累计", "F3": "期末数"}.items():
    sheet[cell] = text
for merged in ("A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:F4"):
    sheet.merge_cells(merged)
rows = [
    ("结婚登记", "S01", "对"),
    ("离婚登记", "S02", "对"),
    ("低保资金支出", "S03", "元"),
    ("低保人数合计", "S04", "人"),
    ("结婚离婚合计", "S05", "对"),
    ("福利彩票销售", "S06", "万元"),
]
for at, row in enumerate(rows, start=5):
    for column, text in enumerate(row, start=1):
        sheet.cell(at, column, text)
    for column in range(1, 7):
        sheet.cell(at, column).border = thin
        sheet.cell(at, column).fill = grey
        sheet.cell(at, column).number_format = "#,##0.00" if at == 7 and column > 3 else "General"
sheet["D9"] = "=D5+D6"
sheet["E6"] = 1
sheet["F8"] = "—"
sheet["A12"] = "单位负责人：　　　　填表人："
sheet.column_dimensions["A"].width = 33
sheet.row_dimensions[5].height = 27
sheet.freeze_panes = "D5"
sheet.conditional_formatting.add("D5:F10", CellIsRule(operator="lessThan", formula=["0"], fill=grey))
check = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0")
check.add("D5:F10")
sheet.add_data_validation(check)

places = book.create_sheet("分县")
places["A1"] = "2021年11月各县（市、区）火化情况"
for cell, text in {"A2": "单位", "B2": "火化率", "C2": "死亡人数"}.items():
    places[cell] = text
units = ["魏都区", "建安区", "禹州市", "长葛市", "鄢陵县", "襄城县"]
for at, unit in enumerate(units, start=3):
    places.cell(at, 1, unit)
    places.cell(at, 2).number_format = "0.00%"
    places.cell(at, 3).font = Font(color="FF0000FF")
places["A9"] = "合计"
places["C9"] = "=SUM(C3:C8)"

other = book.create_sheet("填表说明")
other["A1"] = "本表于次月5日前报出。"
other["B7"] = "=汇总!D5*2"
other.sheet_view.zoomScale = 120
book.defined_names["火化"] = openpyxl.workbook.defined_name.DefinedName("火化", attr_text="分县!$B$3:$B$8")
book.save(sys.argv[1])
