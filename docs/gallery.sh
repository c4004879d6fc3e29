#!/usr/bin/env bash
# The pictures of docs/gallery.md, made from the bundled returns: docs/gallery.sh
# It wants poppler-utils, imagemagick and libreoffice (calc, writer); YUEBAO names a program already built.
set -euo pipefail
cd "$(dirname "$0")/.."

for tool in pdftoppm convert soffice; do
    command -v "$tool" >/dev/null || { echo "docs/gallery.sh: no $tool: install poppler-utils, imagemagick, libreoffice" >&2; exit 1; }
done
if [ -z "${YUEBAO:-}" ]; then
    cargo build --release --locked
    YUEBAO="${CARGO_TARGET_DIR:-target}/release/yuebao"
fi
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
out=docs/gallery
rm -rf "$out"
mkdir -p "$out"

edition() { # desk, period, further reports
    "$YUEBAO" report --desk "$1" --period "$2" ${3:+--also "$3"} --out "$work/$1" --quiet
    mv "$work/$1"/第*版 "$work/$1/now"
}
# Few colours make small files; no date is kept in them.
small() { convert "$1" -strip -colors "${3:-48}" -define png:exclude-chunks=date,time "PNG8:$out/$2.png"; }
page() { # name, PDF, page
    [ -n "$3" ] || exit 1 # What was looked for is not there, as has been said.
    pdftoppm -r 80 -png -singlefile -f "$3" -l "$3" "$2" "$work/page"
    small "$work/page.png" "$1"
}
last() { pdfinfo "$1" | sed -n 's/^Pages: *//p'; }
find_page() { # PDF, words: the first page that has them
    local at
    for at in $(seq 1 "$(last "$1")"); do
        # Without spaces: a justified line may have some.
        if pdftotext -f "$at" -l "$at" "$1" - | tr -d '[:space:]' | grep -q -F -- "$2"; then echo "$at"; return; fi
    done
    echo "docs/gallery.sh: no page of $1 says $2" >&2
    exit 1
}
letter() { # words: the first letter that has them
    local file
    while IFS= read -r file; do
        if pdftotext "$file" - | tr -d '[:space:]' | grep -q -F -- "$1"; then echo "$file"; return; fi
    done < <(find "$x/函" -name '*.pdf' | LC_ALL=C sort)
    echo "docs/gallery.sh: no letter says $1" >&2
    exit 1
}
# The office program shows the bundled faces where an office has 方正小标宋, 仿宋_GB2312 and the others.
alias() { printf '<match target="pattern"><test name="family"><string>%s</string></test><edit name="family" mode="assign" binding="strong"><string>%s</string></edit></match>\n' "$1" "$2"; }
{
    printf '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>\n'
    printf '<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>%s/templates/fonts</dir>\n' "$PWD"
    alias 方正小标宋简体 'Noto Serif SC Black'
    alias 宋体 'Noto Serif SC'
    alias 黑体 'Noto Sans SC Medium'
    alias 楷体_GB2312 'Yuebao Kai'
    alias 仿宋_GB2312 'FandolFang R'
    printf '</fontconfig>\n'
} >"$work/fonts.conf"
office() { # name, file, page: as an office program shows it
    FONTCONFIG_FILE="$work/fonts.conf" soffice "-env:UserInstallation=file://$work/office" --headless --convert-to pdf --outdir "$work/office-out" "$2" >/dev/null 2>&1
    page "$1" "$work/office-out/$(basename "${2%.*}").pdf" "$3"
}
chart() { # name, PNG
    convert "$2" -strip -resize 900x -colors 64 -define png:exclude-chunks=date,time "PNG8:$out/$1.png"
}

compare() { # set, then the arguments of the command
    local set="$1"
    shift
    "$YUEBAO" compare --set "$set" "$@" --out "$work/$set" --quiet
    mv "$work/$set"/第*版 "$work/$set/now"
}

x="$work/xuchang-2021/now"
edition xuchang-2021 2021-11 notice,inquiry,meeting
edition mianyang-2021 2021-11
edition sichuan-2021 2021-11
edition shanwei-2024 2024-11
edition baoji-2020 2020-11
compare five-cities
compare xuchang-counties --period 2021-11
# No set that comes with the program asks for a radar: this home's does.
mkdir "$work/asking"
cp -r templates "$work/asking/templates"
ln -s "$PWD/inputs" "$work/asking/inputs"
cat >>"$work/asking/templates/comparisons/sichuan-prefectures.toml" <<'TOML'

[radar]
members = ["510100", "510700", "511500"]
indicators = ["nursing_bed_share", "beds_per_ten_thousand", "public_private_rate", "destitute_in_homes"]
TOML
printf '\n::chart radar | 三市优于其他市（州）的比重 | 单位：%%，越靠外位次越靠前，来源见{{ see("sources") }}\n' >>"$work/asking/templates/comparisons/brief.md"
compare sichuan-prefectures --home "$work/asking" --period 2021-11
# Kinds of documents.
page monthly "$x/briefing.pdf" 1
page monthly-final "$work/baoji-2020/now/briefing.pdf" 1
page completion "$x/completion.pdf" 1
page circular "$x/circular.pdf" 1
page circular-last "$x/circular.pdf" "$(last "$x/circular.pdf")"
page brief "$x/brief.pdf" 1
page brief-province "$work/sichuan-2021/now/brief.pdf" 1
page notice "$x/notice.pdf" 1
page inquiry "$x/inquiry.pdf" 1
page meeting "$x/meeting.pdf" 1
remind="$(letter '关于催报')"
return="$(letter '关于退回')"
page letter-remind "$remind" 1
page letter-return "$return" 1
# Pages of comparisons.
s="$work/sichuan-prefectures/now/briefing.pdf"
five="$work/five-cities/now/briefing.pdf"
counties="$work/xuchang-counties/now/briefing.pdf"
page compare-cities "$five" 1
page compare-prefectures "$s" 1
page compare-counties "$counties" 1

# Kinds of charts.
for kind in ranking trend progress heat subsidies; do chart "chart-$kind" "$x/charts/$kind.png"; done
chart chart-counties "$work/baoji-2020/now/charts/counties.png"
chart chart-spending "$work/shanwei-2024/now/charts/spending.png"
chart chart-places "$work/sichuan-2021/now/charts/places.png"
chart chart-radar "$work/sichuan-prefectures/now/charts/radar.png"

# Tables.
page table-key "$x/briefing.pdf" "$(find_page "$x/briefing.pdf" '表1')"
page table-form "$x/briefing.pdf" "$(find_page "$x/briefing.pdf" '附表2')"
page table-wide "$work/sichuan-2021/now/briefing.pdf" "$(find_page "$work/sichuan-2021/now/briefing.pdf" '（续表）')"
page table-parts "$x/briefing.pdf" "$(find_page "$x/briefing.pdf" '附表1社会救助（全市）')"
page table-split "$work/mianyang-2021/now/briefing.pdf" "$(find_page "$work/mianyang-2021/now/briefing.pdf" '目标完成率（二）')"
page table-ledger "$work/shanwei-2024/now/briefing.pdf" "$(find_page "$work/shanwei-2024/now/briefing.pdf" '八项行动”工作台账')"
page table-quality "$x/briefing.pdf" "$(find_page "$x/briefing.pdf" '附表9报送与审核情况')"
page table-ranking "$x/circular.pdf" "$(find_page "$x/circular.pdf" '位次单位本月上月位次')"
page table-overall "$s" "$(find_page "$s" '附表1')"
page table-standing "$s" "$(find_page "$s" '附表2')"
page table-apart "$five" 2
page table-sources "$five" "$(find_page "$five" '附表2公布的数')"

# The books and the document to edit, as LibreOffice shows them.
office book-cover "$x/tables.xlsx" 1
page book-table "$work/office-out/tables.pdf" "$(find_page "$work/office-out/tables.pdf" '低保资金支出')"
office data-cover "$x/data.xlsx" 1
office docx "$x/briefing.docx" 1
du -sh "$out"
