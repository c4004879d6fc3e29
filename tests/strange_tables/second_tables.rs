//! Tables, columns and sheets the form does not describe, or describes and does not find.

use super::*;

const FIRST: &str = "许昌市2021年11月
| 县区 | 死亡人数 | 火化遗体数 |
| 魏都区 | 5 | 1 |

| 清河镇 | 7 | 2 |
";
const READ: &str = "魏都区,2021-11,死亡人数,month,5 魏都区,2021-11,火化遗体数,month,1
    清河镇,2021-11,死亡人数,month,7 清河镇,2021-11,火化遗体数,month,2";

#[test]
fn one_that_no_form_describes_is_left_out_and_told() {
    for (below, cell) in [
        ("\n| 乡镇 | 孤儿 | 收养登记 |\n| 老城镇 | 80 | 2 |", "A7"),
        ("| 乡镇 | 孤儿 | 收养登记 |\n| 老城镇 | 80 | 2 |", "A6"),
        ("\n表二 孤儿情况\n| 乡镇 | 孤儿 |\n| 老城镇 | 80 |", "A8"),
        ("表二 孤儿情况\n| 县区 | 孤儿 | 收养登记 |\n| 魏都区 | 80 | 2 |", "A7"),
        ("\n| 乡镇 | 火化遗体数 | 死亡人数 |\n| 老城镇 | 80 | 2 |", "A7"),
        ("\n| | 孤儿 | 收养登记 |\n| 老城镇 | 80 | 2 |", "A7"),
    ] {
        read(&regions(""), &format!("{FIRST}{below}")).reads(READ).tells(&format!("table.not_described {cell}"));
    }
}

#[test]
fn rows_that_hold_words_are_no_heads() {
    let rows = "| 建安区 | 未报 | 待报 |\n| 老城镇 | 见附件 | 同上 |\n| 鄢陵县 | 停电 | 无 |\n| 增福镇 | — | / |\n| 禹州市 | 8 | 9 |";
    let got = read(&regions(""), &format!("{FIRST}{rows}"));
    got.tells_no("table.not_described");
    assert!(got.lines.contains(&"禹州市,2021-11,死亡人数,month,8".to_owned()), "{got:#?}");
    // The same heads again, over a page of the same table.
    let again = "| 乡镇 | 死亡人数 | 火化遗体数 |\n| 禹州市 | 8 | 9 |";
    read(&regions(""), &format!("{FIRST}{again}"))
        .reads(&format!("{READ} 禹州市,2021-11,死亡人数,month,8 禹州市,2021-11,火化遗体数,month,9"))
        .tells_no("table.not_described");
    let heads = "\n（续表）\n| 县区 | 火化遗体数 | 死亡人数 |\n| 禹州市 | 9 | 8 |";
    read(&regions(""), &format!("{FIRST}{heads}"))
        .reads(&format!("{READ} 禹州市,2021-11,死亡人数,month,8 禹州市,2021-11,火化遗体数,month,9"))
        .tells_no("table.not_described");
}

#[test]
fn a_table_the_form_tells_apart_by_its_title_is_told_too() {
    let form = regions("above = [\"表一\"]");
    let sheet = "
2021年5月
表一 死亡
| 县区 | 死亡人数 | 火化遗体数 |
| 魏都区 | 80 | 3 |
表二 迁出
| 县区 | 死亡人数 | 火化遗体数 |
| 魏都区 | 2 | 1 |
";
    read(&form, sheet)
        .reads("魏都区,2021-05,死亡人数,month,80 魏都区,2021-05,火化遗体数,month,3")
        .tells("table.not_described A6");
}

#[test]
fn a_column_that_no_part_of_the_table_has_is_told() {
    let lacking = "许昌市2021年11月\n| 县区 | 死亡人数 | 火化数 |\n| 魏都区 | 5 | 1 |";
    read(&regions(""), lacking)
        .reads("魏都区,2021-11,死亡人数,month,5")
        .tells("column.missing")
        .tells("column.unknown C2");
    let parts = "许昌市2021年11月\n| 县区 | 死亡人数 |\n| 魏都区 | 5 |\n\n| 县区 | 火化遗体数 |\n| 魏都区 | 1 |";
    read(&regions(""), parts)
        .reads("魏都区,2021-11,死亡人数,month,5 魏都区,2021-11,火化遗体数,month,1")
        .tells_no("column.missing");
}

#[test]
fn a_copy_of_a_sheet_is_told_and_not_read() {
    let form = format!("sheets = [\"表1\"]\n{INDICATORS}{}", regions(""));
    let sheet = |n: u32| format!("魏都区2021年5月\n| 县区 | 死亡人数 | 火化遗体数 |\n| 魏都区 | {n} | 1 |");
    for copy in ["表1 (2)", "表1（副本）", "表1 - 副本"] {
        let got = read_book("数.xlsx", &form, &[("表1", &sheet(5)), (copy, &sheet(6)), ("表10", &sheet(7))]);
        got.reads("魏都区,2021-05,死亡人数,month,5 魏都区,2021-05,火化遗体数,month,1").tells("sheet.copy");
        assert_eq!(got.told.iter().filter(|told| *told == "sheet.copy").count(), 1, "{got:#?}");
    }
}

#[test]
fn a_place_with_words_for_numbers_is_no_head() {
    let rows = "\n| 老城镇 | 合并入东城 | 已撤 |\n| 幸福养老院 | 装修 | 关门 |\n| 禹州市 | 8 | 9 |";
    read(&regions(""), &format!("{FIRST}{rows}"))
        .reads(&format!("{READ} 禹州市,2021-11,死亡人数,month,8 禹州市,2021-11,火化遗体数,month,9"))
        .tells_no("table.not_described");
}

#[test]
fn a_table_of_last_year_is_not_this_years() {
    let sheet = "许昌市2021年5月\n| 县区 | 死亡人数 | 火化遗体数 |\n| 魏都区 | 5 | 1 |\n\n上年同期殡葬情况\n\
                 | 县区 | 死亡人数 | 火化遗体数 |\n| 禹州市 | 8 | 9 |";
    read(&regions(""), sheet)
        .reads("魏都区,2021-05,死亡人数,month,5 魏都区,2021-05,火化遗体数,month,1")
        .tells("table.last_year A6");
}
