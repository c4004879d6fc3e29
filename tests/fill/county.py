"""Makes a table by county as clerks keep it: short names, spaces, rows and columns the form has not, signs, formulas,
a locked column, a hidden row, another sheet.

    county.py OUT.xlsx
"""

import sys

import openpyxl
from openpyxl.styles import Protection
from openpyxl.worksheet.formula import ArrayFormula

book = openpyxl.Workbook()
sheet = book.active
sheet.title = "分县"
sheet["A1"] = "２０２１年１１月各县（市、区）殡葬情况"
sheet.merge_cells("A1:G1")
sheet["A2"] = "填报单位：许昌市民政局"
heads = ["县　（市、区）", "死亡人数", "火化遗体数", "火化率（％）", "骨灰寄存数", "责任科室", "备注"]
names = ["全市", "魏都", "建安区　", "禹州", "长葛市", "鄢陵", "襄 城 县", "示范区", "经开区", "东城区", "航空港区", "市区小计", "合　计"]
for column, text in enumerate(heads, start=1):
    sheet.cell(3, column, text)
for row, name in enumerate(names, start=4):
    sheet.cell(row, 1, name)
    sheet.cell(row, 6, "殡葬科")
    for column in (2, 3):
        sheet.cell(row, column).protection = Protection(locked=False)
sheet["B9"], sheet["C9"], sheet["D9"] = "见附件", "—", "×"
sheet["B16"] = "=SUM(B5:B12)"
sheet["C11"] = ArrayFormula("C11:C12", "=B11:B12*1")
sheet.row_dimensions[7].hidden = True
sheet["A17"] = "注：本表按户籍统计。"
sheet["A18"] = "单位负责人：　　填表人："
sheet.protection.sheet = True
book.create_sheet("填表说明")["A1"] = "次月5日前报出"
book.save(sys.argv[1])
