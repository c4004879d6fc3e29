//! Rows that are no data, and names behind numbering.

use super::*;

#[test]
fn a_footer_is_no_region() {
    let got = read(
        &regions(""),
        "
许昌市2021年11月
| 县区 | 死亡人数 | 火化遗体数 |
| 魏都区 | 5 | 1 |
| 钧台街道 | 7 | 2 |
| 制表人：张三 | 电话： | 13837412345 |
| 联系电话 | 2121212 | |
| 填表日期 | 2021.11 | |
| 审核人 | 李四 | 13837412346 |
| 报出时间：2021年12月2日 | 12 | 2 |
",
    );
    got.reads(
        "魏都区,2021-11,死亡人数,month,5 魏都区,2021-11,火化遗体数,month,1
         钧台街道,2021-11,死亡人数,month,7 钧台街道,2021-11,火化遗体数,month,2",
    );
    for row in 5..=9 {
        got.tells(&format!("row.unknown A{row}"));
    }
}

#[test]
fn numbering_is_no_part_of_a_name() {
    let got = read(
        &regions(""),
        "
许昌市2021年11月
| 县区 | 死亡人数 | 火化遗体数 |
| 1.魏都区 | 1 | 10 |
| 二、建安区 | 2 | 20 |
| （3）鄢陵县 | 3 | 30 |
| 其中：襄城县 | 4 | 40 |
| 　　禹州市 | 5 | 50 |
| ⑥长葛市 | 6 | 60 |
| （七）、清河镇 | 7 | 70 |
| 一组村 | 8 | 80 |
",
    );
    got.reads(
        "魏都区,2021-11,死亡人数,month,1 魏都区,2021-11,火化遗体数,month,10
         建安区,2021-11,死亡人数,month,2 建安区,2021-11,火化遗体数,month,20
         鄢陵县,2021-11,死亡人数,month,3 鄢陵县,2021-11,火化遗体数,month,30
         襄城县,2021-11,死亡人数,month,4 襄城县,2021-11,火化遗体数,month,40
         禹州市,2021-11,死亡人数,month,5 禹州市,2021-11,火化遗体数,month,50
         长葛市,2021-11,死亡人数,month,6 长葛市,2021-11,火化遗体数,month,60
         清河镇,2021-11,死亡人数,month,7 清河镇,2021-11,火化遗体数,month,70
         一组村,2021-11,死亡人数,month,8 一组村,2021-11,火化遗体数,month,80",
    );
}

#[test]
fn a_line_that_numbers_the_columns_has_no_data() {
    for line in [
        "| 甲 | 1 | 2 |",
        "| 甲 | — | 4 |",
        "| 甲 | 乙 | 丙 |",
        "| 1 | 2 | 3 |",
        "| 栏次 | 1 | 2=1+3 |",
        "| | (1) | (2) |",
        "| 乙 | '1 | '2 |",
    ] {
        let sheet = format!(
            "许昌市2021年11月
| 县区 | 死亡人数 | 火化遗体数 | 备注 |
{line}
| 魏都区 | 5 | 1 | 无 |
{line}
| 建安区 | 2 | 3 | 无 |"
        );
        let sheet = if line.starts_with("| |") { sheet.replacen("| | (1) | (2) |\n| 建", "| 建", 1) } else { sheet };
        read(&regions(""), &sheet)
            .reads(
                "魏都区,2021-11,死亡人数,month,5 魏都区,2021-11,火化遗体数,month,1
                 建安区,2021-11,死亡人数,month,2 建安区,2021-11,火化遗体数,month,3",
            )
            .tells_no("row.unknown")
            .tells_no("column.unknown");
    }
}

#[test]
fn the_first_row_may_be_known_by_its_number_only() {
    let form = r#"
[[tables]]
label_heads = ["指标名称"]
code_heads = ["行次"]
columns = [{ heads = ["本月数"], measure = "本月" }]
[[tables.rows]]
code = "1"
label = "死亡人数"
indicator = "死亡人数"
[[tables.rows]]
code = "2"
label = "火化遗体数"
indicator = "火化遗体数"
"#;
    let sheet = "
魏都区2021年11月
| 指标名称 | 行次 | 本月数 |
| 死亡总数 | 1 | 5 |
| 火化遗体数 | 2 | 4 |
";
    read(form, sheet)
        .reads("魏都区,2021-11,死亡人数,month,5 魏都区,2021-11,火化遗体数,month,4")
        .tells("row.by_code A3");
    read(form, &sheet.replace("| 1 |", "| '1 |").replace("| 5 |", "| — |"))
        .reads("魏都区,2021-11,死亡人数,month,- 魏都区,2021-11,火化遗体数,month,4")
        .tells("row.by_code A3");
}

#[test]
fn a_first_row_without_a_name_is_no_head() {
    let form = format!(
        "[[tables]]\nrows_are = \"records\"\nlabel_heads = [\"地区\"]\n{}",
        COLUMNS.replace("columns = [", "columns = [{ heads = [\"地区\"], gives = \"region\" }, ")
    );
    read(&form, "许昌市2021年11月\n| 地区 | 死亡人数 | 火化遗体数 |\n| | 5 | 6 |\n| 魏都区 | 7 | 8 |")
        .reads("魏都区,2021-11,死亡人数,month,7 魏都区,2021-11,火化遗体数,month,8")
        .tells("name.blank A3");
}

#[test]
fn a_line_of_units_below_the_heads_says_their_units() {
    let sheet =
        "许昌市2021年11月\n| 县区 | 人数 | < |\n| | 死亡人数 | 火化遗体数 |\n| | 万人 | （具） |\n| 魏都区 | 5 | 1 |";
    read(&regions(""), sheet)
        .reads("魏都区,2021-11,死亡人数,month,50000 魏都区,2021-11,火化遗体数,month,1")
        .tells("unit.converted B4");
}

#[test]
fn a_footer_without_numbers_is_not_worth_a_word() {
    let sheet =
        "许昌市2021年11月\n| 县区 | 死亡人数 | 火化遗体数 |\n| 魏都区 | 5 | 1 |\n| 制表人：张三 | | 2021年12月2日 |";
    let got = read(&regions(""), sheet);
    got.reads("魏都区,2021-11,死亡人数,month,5 魏都区,2021-11,火化遗体数,month,1");
    assert!(got.told.is_empty(), "{got:#?}");
}

#[test]
fn a_total_in_a_name_column_is_one() {
    let gives = "columns = [{ heads = [\"县\"], gives = \"region\" }, { heads = [\"月份\"], gives = \"period\" }, ";
    let columns = COLUMNS.replace("columns = [", gives);
    let form =
        format!("[[tables]]\nrows_are = \"records\"\nlabel_heads = [\"死亡人数\"]\ntotals = [\"合计\"]\n{columns}");
    let sheet = "
许昌市2021年
| 县 | 月份 | 死亡人数 | 火化遗体数 |
| 魏都区 | 1月 | 5 | 1 |
| 合计 | 1月 | 5 | 1 |
| 合计 | | 9 | 3 |
";
    read(&form, sheet).reads(
        "魏都区,2021-01,死亡人数,month,5 魏都区,2021-01,火化遗体数,month,1
         许昌市,2021-01,死亡人数,month,5 许昌市,2021-01,火化遗体数,month,1",
    );
}
