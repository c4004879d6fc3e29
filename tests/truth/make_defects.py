"""Writes defects.tsv: what is wrong in the returns of inputs/xuchang-2021, as the program that invented them wrote it down.

usage: make_defects.py DEFECTS.csv TRUTH.csv > defects.tsv

Of defects.csv every error and warning of a return that counts; of truth.csv the cells that belong to a defect of a whole sheet.
"""
import csv
import sys


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def main():
    defects, truth = rows(sys.argv[1]), rows(sys.argv[2])
    out = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n")
    out.writerow(["id", "kind", "severity", "file", "sheet", "cell", "region", "period"])
    for d in defects:
        if d["severity"] != "info" and d["in_effective_return"] != "0":
            out.writerow([d["defect_id"], d["kind"], d["severity"], d["file"], d["sheet"].strip(), d["cell"], d["region_code"], d["period"]])
    whole = {d["defect_id"] for d in defects if d["sheet"] and not d["cell"]}
    for t in truth:
        for defect in sorted(set(t["defect_ids"].split()) & whole):
            if t["cell"]:
                out.writerow([defect, "part", "", t["file"], t["sheet"].strip(), t["cell"], t["region"], t["period"]])


if __name__ == "__main__":
    main()
