"""A county answers: the first query of its annotated copy is explained in the copy's own list.

usage: answer.py COPY.xlsx ANSWER.xlsx; prints {"number": the finding's id}
"""
import json
import sys

import openpyxl


def main():
    book = openpyxl.load_workbook(sys.argv[1])
    sheet = book.worksheets[0]
    heads = next(row for row in sheet.iter_rows() if any(cell.value == "编号" for cell in row))
    column = {cell.value: cell.column for cell in heads if cell.value}
    for row in range(heads[0].row + 1, sheet.max_row + 1):
        if sheet.cell(row, column["级别"]).value == "核实":
            sheet.cell(row, column["说明"]).value = "经核实，情况属实"
            sheet.cell(row, column["填写人"]).value = "王核实"
            sheet.cell(row, column["日期"]).value = "2021-03-08"
            number = sheet.cell(row, column["编号"]).value
            book.save(sys.argv[2])
            print(json.dumps({"number": number}))
            return
    raise SystemExit("no query in " + sys.argv[1])


if __name__ == "__main__":
    main()
