//! Names of rows that stand in several columns, are left to the row above, or cannot be told apart.

use super::*;

const LONG: &str = r#"
[[tables]]
rows_are = "records"
label_heads = ["县区"]
columns = [
  { heads = ["县区"], gives = "region", fill_down = true },
  { heads = ["所属期"], gives = "period", fill_down = true },
  { heads = ["死亡人数"], indicator = "死亡人数", measure = "本月" },
]
"#;

#[test]
fn a_ditto_mark_is_a_blank_where_blanks_are_filled() {
    let sheet = "| 县区 | 所属期 | 死亡人数 |\n| 魏都区 | 2021年5月 | 1 |\n| 〃 | 2021年6月 | 2 |\n| 同上 | 〃 | 3 |\n\
                 | 禹州市 | '\" | 4 |";
    read(LONG, sheet)
        .reads("魏都区,2021-05,死亡人数,month,1 魏都区,2021-06,死亡人数,month,- 禹州市,2021-06,死亡人数,month,4")
        .tells("value.conflict C4");
    read(&LONG.replace(", fill_down = true", ""), sheet)
        .reads("魏都区,2021-05,死亡人数,month,1")
        .tells("row.unknown A3")
        .tells("row.unknown B5");
}

#[test]
fn a_number_that_may_be_january_or_october_is_neither() {
    let sheet =
        "| 县区 | 所属期 | 死亡人数 |\n| 魏都区 | 2021.1 | 1 |\n| 魏都区 | '2021.10 | 2 |\n| 魏都区 | 2021.11 | 3 |";
    read(LONG, sheet).reads("魏都区,2021-10,死亡人数,month,2 魏都区,2021-11,死亡人数,month,3").tells("row.unknown B2");
}

const ROWS: &str = r#"
[[tables]]
label_heads = ["项目"]
columns = [
  { heads = ["县区"], gives = "region", fill_down = true },
  { heads = ["本月"], measure = "本月" },
]
rows = [
  { label = "死亡", indicator = "死亡人数", measures = ["本月"] },
  { label = "火化", indicator = "火化遗体数", measures = ["本月"] },
]
"#;

#[test]
fn each_region_has_the_rows_a_form_writes_down() {
    let sheet = "许昌市2021年5月\n| 县区 | 项目 | 本月 |\n| 魏都区 | 死亡 | 5 |\n| | 火化 | 4 |\n| 禹州市 | 死亡 | 9 |\n| | 火化 | 8 |";
    read(ROWS, sheet)
        .reads(
            "魏都区,2021-05,死亡人数,month,5 魏都区,2021-05,火化遗体数,month,4 \
             禹州市,2021-05,死亡人数,month,9 禹州市,2021-05,火化遗体数,month,8",
        )
        .tells_no("row.duplicate");
    read(ROWS, &format!("{sheet}\n| | 火化 | 7 |")).tells("row.duplicate C7");
}

#[test]
fn a_group_that_only_its_first_row_names_is_that_of_the_rows_below() {
    let form = ROWS.replace("  { heads = [\"县区\"], gives = \"region\", fill_down = true },\n", "");
    let form =
        form.replace("label = \"死亡\"", "label = \"城市/人数\"").replace("label = \"火化\"", "label = \"农村/人数\"");
    let sheet = "魏都区2021年5月\n| 类别 | 项目 | 本月 |\n| 城市 | 户数 | 1 |\n| | 人数 | 2 |\n| 农村 | 户数 | 3 |\n| | 人数 | 4 |";
    read(&form, sheet).reads("魏都区,2021-05,死亡人数,month,2 魏都区,2021-05,火化遗体数,month,4");
}

#[test]
fn one_head_over_two_columns_is_that_of_the_one_with_numbers() {
    let sheet = |first: &str, second: &str| {
        format!("许昌市2021年5月\n| 县区 | 死亡人数 | < | 火化遗体数 |\n| 魏都区 | {first} | {second} | 1 |")
    };
    let both = "魏都区,2021-05,死亡人数,month,5 魏都区,2021-05,火化遗体数,month,1";
    read(&regions(""), &sheet("5", "")).reads(both).tells_no("column.duplicate");
    read(&regions(""), &sheet("", "5")).reads(both).tells_no("column.duplicate");
    read(&regions(""), &sheet("5", "6")).tells("column.duplicate C2");
}

#[test]
fn a_roster_adds_amounts_by_the_unit_of_their_row_and_goes_on_over_its_pages() {
    let form = r#"
[[indicators]]
name = "投资"
kind = "stock"
unit = "万元"
places = 2
[[tables]]
rows_are = "records"
label_heads = ["编号"]
columns = [{ heads = ["县区"], gives = "region", fill_down = true }, { heads = ["资金单位"], gives = "unit" }]
aggregates = [{ indicator = "孤儿", sum = ["人数"] }, { indicator = "投资", sum = ["投资额"] }]
"#;
    let head = "| 县区 | 编号 | 人数 | 投资额 | 资金单位 |";
    let page = "| | 编号 | 人数 | 投资额 | 资金单位 |";
    let rows = "| 魏都区 | 'a1 | 2 | 12 | 万元 |\n| | 'a2 | 3 | 345000 | 元 |";
    let sheet = format!(
        "许昌市2021年5月\n{head}\n{rows}\n{page}\n| | 'a3 | 1 | '1,000元 | 万元 |\n| 禹州市 | 'b1 | 4 | 7 | 万元 |"
    );
    read(form, &sheet).reads(
        "魏都区,2021-05,孤儿,stock,6 魏都区,2021-05,投资,stock,46.6 \
         禹州市,2021-05,孤儿,stock,4 禹州市,2021-05,投资,stock,7",
    );
    let unknown = sheet.replace("| 345000 | 元 |", "| 345000 | 美元 |");
    read(form, &unknown)
        .reads(
            "魏都区,2021-05,孤儿,stock,- 魏都区,2021-05,投资,stock,- \
             禹州市,2021-05,孤儿,stock,4 禹州市,2021-05,投资,stock,7",
        )
        .tells("unit.unknown E4");
}

const LIST: &str = r#"
[[tables]]
rows_are = "records"
label_heads = ["编号"]
unique = ["证件号"]
columns = [{ heads = ["乡镇"], gives = "region" }, { heads = ["证件号"], personal = true }]
aggregates = [{ indicator = "孤儿", count = true }]
"#;

#[test]
fn a_record_without_its_region_is_of_no_one() {
    let sheet =
        "许昌市2021年5月\n| 编号 | 乡镇 | 证件号 |\n| 1 | 方岗镇 | '1 |\n| 2 | | '2 |\n| 3 | 13800001111 | '3 |";
    let got = read(LIST, sheet);
    got.reads("方岗镇,2021-05,孤儿,stock,1").tells("name.blank B4").tells("row.unknown B5");
}

#[test]
fn one_person_is_one_however_the_number_is_written() {
    let sheet = |second: &str| {
        format!(
            "许昌市2021年5月\n| 编号 | 乡镇 | 证件号 |\n| 1 | 方岗镇 | '41100219900101124X |\n| 2 | 方岗镇 | '{second} |"
        )
    };
    for second in ["41100219900101124x", "’41100219900101124X"] {
        let first = LIST.replace("unique", "duplicates = \"first\"\nunique");
        read(&first, &sheet(second)).reads("方岗镇,2021-05,孤儿,stock,1");
        read(LIST, &sheet(second)).reads("方岗镇,2021-05,孤儿,stock,-").tells("record.duplicate A4");
    }
}

#[test]
fn a_unit_that_no_one_knows_or_that_changes_inside_is_told() {
    let sheet = |line: &str, inside: &str| {
        format!(
            "许昌市2021年5月\n{line}\n| 县区 | 死亡人数 | 火化遗体数 |\n| 魏都区 | 5 | 1 |\n{inside}\n| 禹州市 | 6 | 2 |"
        )
    };
    read(&regions(""), &sheet("单位：人头", "")).tells("unit.line A3");
    read(&regions(""), &sheet("填报单位：许昌市民政局", "")).tells_no("unit.line");
    read(&regions(""), &sheet("单位：人、具", "单位：百人")).tells_no("unit.line").tells("unit.inside A5");
}

#[test]
fn what_is_no_place_is_no_region() {
    let rows =
        ["总数", "合计数", "10月", "1-11月", "比上月", "人均", "数据来源"].map(|name| format!("| {name} | 9 | 9 |"));
    let sheet = format!("许昌市2021年5月\n| 县区 | 死亡人数 | 火化遗体数 |\n| 魏都区 | 5 | 1 |\n{}", rows.join("\n"));
    read(&regions(""), &sheet)
        .reads("魏都区,2021-05,死亡人数,month,5 魏都区,2021-05,火化遗体数,month,1")
        .tells("row.unknown A4")
        .tells("row.unknown A10");
}
