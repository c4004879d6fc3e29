//! Sheets that trick a reader: second tables, footers, numbering, columns that are not there. What is read is of the cell
//! it stands in, and what is left out is told.

#![allow(clippy::unwrap_used, clippy::panic)] // Tests fail by panicking.

#[path = "support/drawn.rs"]
mod drawn;

use std::path::PathBuf;
use yuebao::app::{ByForm, Options, Silent};

/// What was read, `region,period,indicator,measure,value` a line, and what was told, `code cell`.
#[derive(Debug)]
struct Got {
    lines: Vec<String>,
    told: Vec<String>,
}

impl Got {
    /// Exactly these lines, in any order.
    fn reads(&self, expected: &str) -> &Self {
        let mut expected: Vec<&str> = expected.split_whitespace().collect();
        expected.sort_unstable();
        assert_eq!(self.lines, expected, "{:#?}", self.told);
        self
    }
    fn tells(&self, expected: &str) -> &Self {
        assert!(self.told.iter().any(|told| told == expected), "{expected} not in {self:#?}");
        self
    }
    fn tells_no(&self, code: &str) -> &Self {
        assert!(!self.told.iter().any(|told| told.starts_with(code)), "{code} in {self:#?}");
        self
    }
}

const INDICATORS: &str = r#"
title = "测试"
[[indicators]]
name = "死亡人数"
kind = "flow"
unit = "人"
[[indicators]]
name = "火化遗体数"
kind = "flow"
unit = "具"
[[indicators]]
name = "孤儿"
kind = "stock"
unit = "人"
[[indicators]]
name = "火化率"
kind = "ratio"
unit = "%"
places = 2
"#;

/// Two columns of a table of regions.
const COLUMNS: &str = r#"
measure = "本月"
columns = [{ heads = ["死亡人数"], indicator = "死亡人数" }, { heads = ["火化遗体数"], indicator = "火化遗体数" }]
"#;

fn regions(more: &str) -> String {
    format!("[[tables]]\nrows_are = \"regions\"\nlabel_heads = [\"县区\"]\n{more}{COLUMNS}")
}

fn read(form: &str, sheet: &str) -> Got {
    read_book("数.xlsx", &format!("{INDICATORS}{form}"), &[("Sheet1", sheet)])
}

fn read_book(name: &str, form: &str, sheets: &[(&str, &str)]) -> Got {
    let drawn: Vec<(&str, Vec<String>)> = sheets
        .iter()
        .map(|(name, text)| (*name, text.trim_matches('\n').lines().map(str::to_owned).collect()))
        .collect();
    let drawn: Vec<(&str, &[String])> = drawn.iter().map(|(name, lines)| (*name, lines.as_slice())).collect();
    let folder = tempfile::tempdir().unwrap();
    let (form_path, book_path) = (folder.path().join("form.toml"), folder.path().join(name));
    std::fs::write(&form_path, form).unwrap();
    std::fs::write(&book_path, drawn::workbook(&drawn)).unwrap();
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let options = Options { home: Some(root), ..Options::default() };
    let read = ByForm::read(&options, &form_path, &[book_path], &Silent).unwrap_or_else(|error| {
        panic!("{}\n{form}", error.lines(yuebao::finding::Lang::Zh).join("\n"));
    });
    let line = |entry: &yuebao::ingest::Entry| {
        let value = entry.value.number().map_or_else(|| "-".to_owned(), |number| number.normalize().to_string());
        let name = read.indicator_name(&entry.indicator);
        format!("{},{},{name},{},{value}", entry.region.name, entry.period, entry.measure)
    };
    let counts = |entry: &&yuebao::ingest::Entry| entry.kind != yuebao::ingest::EntryKind::Subtotal;
    let mut lines: Vec<String> = read.entries.iter().filter(counts).map(line).collect();
    lines.sort();
    let told = read.findings.iter().map(|finding| {
        let cell = finding.place.cell.map(|cell| cell.to_string()).unwrap_or_default();
        format!("{} {cell}", finding.code).trim().to_owned()
    });
    Got { lines, told: told.collect() }
}

mod names_without_a_head {
    use super::*;

    fn bare() -> String {
        regions("").replace("[\"县区\"]", "[]")
    }

    #[test]
    fn a_second_head_below_starts_anew() {
        let got = read(
            &bare(),
            "
2021年5月
| | 死亡人数 | 火化遗体数 |
| 鄢陵县 | 278 | 210 |
| 襄城县 | 337 | 271 |

| | 火化遗体数 | 死亡人数 |
| 魏都区 | 100 | 200 |
",
        );
        got.reads(
            "鄢陵县,2021-05,死亡人数,month,278 鄢陵县,2021-05,火化遗体数,month,210
             襄城县,2021-05,死亡人数,month,337 襄城县,2021-05,火化遗体数,month,271
             魏都区,2021-05,死亡人数,month,200 魏都区,2021-05,火化遗体数,month,100",
        );
    }

    #[test]
    fn a_column_of_texts_with_a_head_holds_no_names() {
        let got = read(
            &bare(),
            "
2021年5月
| | 责任单位 | 死亡人数 | 火化遗体数 |
| 鄢陵县 | 民政局 | 278 | 1 |
| 襄城县 | 殡葬所 | 337 | 2 |
",
        );
        got.reads(
            "鄢陵县,2021-05,死亡人数,month,278 鄢陵县,2021-05,火化遗体数,month,1
             襄城县,2021-05,死亡人数,month,337 襄城县,2021-05,火化遗体数,month,2",
        );
    }

    #[test]
    fn tables_side_by_side_have_names_of_their_own() {
        let got = read(
            &bare(),
            "
2021年5月
| | 死亡人数（人） | 火化遗体数 | | | 死亡人数 | 火化遗体数 |
| 鄢陵县 | 278 | 210 | | 魏都区 | 5 | 6 |
| 襄城县 | 337 | 271 | | 建安区 | 7 | 8 |
",
        );
        got.reads(
            "鄢陵县,2021-05,死亡人数,month,278 鄢陵县,2021-05,火化遗体数,month,210
             襄城县,2021-05,死亡人数,month,337 襄城县,2021-05,火化遗体数,month,271
             魏都区,2021-05,死亡人数,month,5 魏都区,2021-05,火化遗体数,month,6
             建安区,2021-05,死亡人数,month,7 建安区,2021-05,火化遗体数,month,8",
        );
    }

    #[test]
    fn of_two_columns_without_a_head_the_one_with_known_names_counts() {
        let got = read(
            &bare(),
            "
2021年5月
| | | | 死亡人数 | 火化遗体数 |
| 东部 | 鄢陵县 | 未审 | 278 | 210 |
| 西部 | 襄城县 | 已审 | 337 | 271 |
",
        );
        got.reads(
            "鄢陵县,2021-05,死亡人数,month,278 鄢陵县,2021-05,火化遗体数,month,210
             襄城县,2021-05,死亡人数,month,337 襄城县,2021-05,火化遗体数,month,271",
        );
    }
}

mod rows {
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
        for line in ["| 甲 | 1 | 2 |", "| 1 | 2 | 3 |", "| 栏次 | 1 | 2=1+3 |", "| | (1) | (2) |", "| 乙 | '1 | '2 |"]
        {
            let sheet = format!(
                "许昌市2021年11月
| 县区 | 死亡人数 | 火化遗体数 | 备注 |
{line}
| 魏都区 | 5 | 1 | 无 |
{line}
| 建安区 | 2 | 3 | 无 |"
            );
            let sheet =
                if line.starts_with("| |") { sheet.replacen("| | (1) | (2) |\n| 建", "| 建", 1) } else { sheet };
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
}

mod second_tables {
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
}

mod cells {
    use super::*;

    const FIELDS: &str = "[[fields]]\nlabels = [\"孤儿\"]\nindicator = \"孤儿\"\n";

    #[test]
    fn a_label_that_stands_twice_has_one_number_or_none() {
        let sheet = |second: &str| format!("魏都区2021年5月\n| 孤儿 | 8 |\n| 其中 | 集中 | 3 |\n{second}");
        read(FIELDS, &sheet("| 孤儿 | 9 |")).reads("魏都区,2021-05,孤儿,stock,-").tells("value.conflict B4");
        read(FIELDS, &sheet("| 孤儿 | '8人 |")).reads("魏都区,2021-05,孤儿,stock,8").tells_no("value.conflict");
        read(FIELDS, &sheet("| 孤儿 | 情况 |")).reads("魏都区,2021-05,孤儿,stock,8").tells_no("value.not_a_number");
        read(FIELDS, &sheet("孤儿：9人")).reads("魏都区,2021-05,孤儿,stock,-").tells("value.conflict A4");
        let within = "[[fields]]\nlabels = [\"孤儿\"]\nwithin = [\"期末\"]\nindicator = \"孤儿\"\n";
        read(within, "魏都区2021年5月\n期末：孤儿 8 人，其他 3 人\n期末：孤儿 7 人")
            .reads("魏都区,2021-05,孤儿,stock,-")
            .tells("value.conflict A3");
    }

    #[test]
    fn a_percentage_where_people_are_counted_is_not_taken() {
        let sheet = "许昌市2021年5月\n| 县区 | 死亡人数 | 火化率 |\n| 魏都区 | 50%% | 95.1%% |";
        let form = regions("").replace(
            "{ heads = [\"火化遗体数\"], indicator = \"火化遗体数\" }",
            "{ heads = [\"火化率\"], indicator = \"火化率\", measure = \"比率\" }",
        );
        read(&form, sheet)
            .reads("魏都区,2021-05,死亡人数,month,- 魏都区,2021-05,火化率,ratio,95.1")
            .tells("value.percent B3");
    }

    #[test]
    fn only_the_note_itself_makes_blanks_zero() {
        let form = format!("zero_if_note = [\"空白表示无\"]\n{INDICATORS}{}", regions(""));
        let read = |note: &str| {
            let sheet = format!("许昌市2021年5月\n| 县区 | 死亡人数 | 火化遗体数 |\n| 魏都区 | 5 | |\n{note}");
            read_book("数.xlsx", &form, &[("Sheet1", &sheet)])
        };
        for note in [
            "空白表示无",
            "注：空白表示无。",
            "注：1.本表按月报送；2.空白表示无。",
            "说明：本月起，空 白 表示无，不得漏填",
            "（空白表示无）",
            "注空白表示无",
            "注：“空白表示无”",
        ] {
            read(note).reads("魏都区,2021-05,死亡人数,month,5 魏都区,2021-05,火化遗体数,month,0");
        }
        for note in ["不得以空白表示无", "注：空白表示无法统计", "空白表示无的须说明", "本表不再用空白表示无"]
        {
            read(note)
                .reads("魏都区,2021-05,死亡人数,month,5 魏都区,2021-05,火化遗体数,month,-")
                .tells("value.missing C3");
        }
    }
}

mod periods {
    use super::*;

    fn titled(title: &str) -> Got {
        let sheet = format!("{title}\n| 县区 | 死亡人数 | 火化遗体数 |\n| 魏都区 | 5 | 1 |");
        read_book("2021年8月.xlsx", &format!("{INDICATORS}{}", regions("")), &[("Sheet1", &sheet)])
    }

    #[test]
    fn a_period_of_comparison_is_not_that_of_the_sheet() {
        for title in [
            "许昌市2021年11月情况（上年同期2020年11月）",
            "许昌市2021年11月情况（上年同期为2020年11月）",
            "许昌市2021年11月较2020年11月",
            "许昌市2021年11月情况（与2020年11月相比）",
            "许昌市2021年11月（同期：2020年11月）",
        ] {
            titled(title)
                .reads("魏都区,2021-11,死亡人数,month,5 魏都区,2021-11,火化遗体数,month,1")
                .tells_no("period.unclear");
        }
    }

    #[test]
    fn a_title_of_two_periods_is_told() {
        for title in ["许昌市2021年11月、2021年10月情况", "许昌市2020年11月—2021年11月", "许昌市10月和11月情况"]
        {
            titled(title)
                .reads("魏都区,2021-08,死亡人数,month,5 魏都区,2021-08,火化遗体数,month,1")
                .tells("period.unclear");
        }
        titled("许昌市2021年11月情况\n统计时段：2021年11月1日至11月30日").tells_no("period.unclear");
    }

    #[test]
    fn a_change_since_january_is_not_one_of_the_month() {
        let form = r#"
[[tables]]
rows_are = "regions"
label_heads = ["县区"]
indicator = "死亡人数"
columns = [{ heads = ["*/人数"], each = "period", measure = "本月" },
    { heads = ["*/同比"], each = "period", measure = "同比" },
    { heads = ["*/增减"], each = "period", measure = "同比增减" }]
"#;
        let sheet = "
2021年情况
| 县区 | 11月 | < | < | 1-11月 | < | < |
| ^ | 人数 | 同比 | 增减 | 人数 | 同比 | 增减 |
| 魏都区 | 5 | 1.5 | 1 | 50 | 2.5 | 2 |
";
        read(form, sheet).reads(
            "魏都区,2021-11,死亡人数,month,5 魏都区,2021-11,死亡人数,yoy_rate,1.5
             魏都区,2021-11,死亡人数,yoy_change,1 魏都区,2021-11,死亡人数,ytd,50
             魏都区,2021-11,死亡人数,yoy_rate_ytd,2.5 魏都区,2021-11,死亡人数,yoy_change_ytd,2",
        );
    }
}

mod whose {
    use super::*;

    fn tidy(sheet: &str, fill: bool) -> Got {
        let gives = format!("{{ heads = [\"县\"], gives = \"region\", fill_down = {fill} }}");
        let columns = COLUMNS.replace("columns = [", &format!("columns = [{gives}, "));
        let form =
            format!("[[tables]]\nrows_are = \"records\"\nlabel_heads = [\"序号\"]\ntotals = [\"合计\"]\n{columns}");
        read(&form, sheet)
    }

    #[test]
    fn a_blank_region_is_not_that_of_the_title() {
        let sheet = "许昌市2021年11月\n| 序号 | 县 | 死亡人数 | 火化遗体数 |\n| 1 | 魏都区 | 5 | 1 |\n| 2 | | 6 | 2 |\n注：本表按月报送";
        tidy(sheet, false)
            .reads("魏都区,2021-11,死亡人数,month,5 魏都区,2021-11,火化遗体数,month,1")
            .tells("name.blank B4")
            .tells_no("value.missing");
        let sheet = sheet.replace("6 | 2", "| ").replace("| 5 | 1 |", "| 5 | 1 |\n| 合计 | | 9 | 4 |");
        tidy(&sheet, false).reads(
            "魏都区,2021-11,死亡人数,month,5 魏都区,2021-11,火化遗体数,month,1
             许昌市,2021-11,死亡人数,month,9 许昌市,2021-11,火化遗体数,month,4",
        );
    }

    #[test]
    fn a_total_is_of_the_region_in_its_row() {
        let form = |fill: bool| {
            let gives = format!("{{ heads = [\"县\"], gives = \"region\", fill_down = {fill} }}");
            let columns = COLUMNS.replace("columns = [", &format!("columns = [{gives}, "));
            format!("[[tables]]\nrows_are = \"regions\"\nlabel_heads = [\"乡镇\"]\ntotals = [\"合计\"]\n{columns}")
        };
        let sheet = "
许昌市2021年11月
| 县 | 乡镇 | 死亡人数 | 火化遗体数 |
| 禹州市 | 火龙镇 | 4 | 1 |
| ^ | 方山镇 | 5 | 2 |
| ^ | 合计 | 9 | 3 |
| 襄城县 | 颍阳镇 | 6 | 4 |
| ^ | 合计 | 6 | 4 |
| | 合计 | 15 | 7 |
";
        let expected = "火龙镇,2021-11,死亡人数,month,4 火龙镇,2021-11,火化遗体数,month,1
            方山镇,2021-11,死亡人数,month,5 方山镇,2021-11,火化遗体数,month,2
            颍阳镇,2021-11,死亡人数,month,6 颍阳镇,2021-11,火化遗体数,month,4
            禹州市,2021-11,死亡人数,month,9 禹州市,2021-11,火化遗体数,month,3
            襄城县,2021-11,死亡人数,month,6 襄城县,2021-11,火化遗体数,month,4
            许昌市,2021-11,死亡人数,month,15 许昌市,2021-11,火化遗体数,month,7";
        read(&form(false), sheet).reads(expected);
        read(&form(true), sheet).reads(expected);
        // The same without merged cells: a total that follows a total is of the whole.
        read(&form(true), &sheet.replace("| ^ |", "| |")).reads(expected);
        // One total alone is of the whole.
        let sheet = sheet.replace("| ^ | 合计 | 9 | 3 |\n", "").replace("| ^ | 合计 | 6 | 4 |\n", "");
        let expected: Vec<&str> = expected
            .split_whitespace()
            .filter(|line| !line.starts_with("禹州市") && !line.starts_with("襄城县"))
            .collect();
        read(&form(true), &sheet.replace("| ^ |", "| |")).reads(&expected.join(" "));
    }

    #[test]
    fn a_name_behind_its_parents_is_not_the_parent() {
        let got = read(
            &regions(""),
            "
长葛市2021年11月
| 县区 | 死亡人数 | 火化遗体数 |
| 清河镇 | 5 | 1 |
| 长葛市清河镇 | 6 | 1 |
| 禹州市颍川街道 | 7 | 2 |
| 禹州路街道 | 8 | 3 |
| 长葛市老城镇敬老院 | 9 | 4 |
",
        );
        got.reads(
            "清河镇,2021-11,死亡人数,month,- 清河镇,2021-11,火化遗体数,month,1
             禹州市颍川街道,2021-11,死亡人数,month,7 禹州市颍川街道,2021-11,火化遗体数,month,2
             禹州路街道,2021-11,死亡人数,month,8 禹州路街道,2021-11,火化遗体数,month,3
             长葛市老城镇敬老院,2021-11,死亡人数,month,9 长葛市老城镇敬老院,2021-11,火化遗体数,month,4",
        );
        got.tells("value.conflict B4");
    }

    #[test]
    fn a_title_of_a_town_is_not_of_its_county() {
        let form = format!(
            "{INDICATORS}[[tables]]\nlabel_heads = [\"指标\"]\ncolumns = [{{ heads = [\"本月\"], measure = \"本月\" }}]"
        );
        let table = "| 指标 | 本月 |\n| 死亡人数 | 5 |";
        for (title, region) in [
            ("长葛市清河镇2021年11月情况", "清河镇"),
            ("填报单位：长葛市清河镇人民政府\n2021年11月", "清河镇"),
            ("许昌市长葛市清河镇2021年11月情况", "清河镇"),
            ("长葛市乡镇2021年11月情况", "长葛市"),
            ("长葛市城镇2021年11月情况", "长葛市"),
            ("长葛市各乡镇2021年11月情况", "长葛市"),
            ("长葛市民政局2021年11月情况", "长葛市"),
            ("填报单位：长葛市民政局\n2021年11月", "长葛市"),
        ] {
            read_book("数.xlsx", &form, &[("Sheet1", &format!("{title}\n{table}"))])
                .reads(&format!("{region},2021-11,死亡人数,month,5"));
        }
    }
}
