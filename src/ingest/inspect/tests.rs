//! Tables found without a form, on sheets as people make them; and on such as no one makes.

use super::table::{Role, Table, detect};
use super::{Against, draft, of_book};
use crate::catalog::{Catalog, load, load_with_form};
use crate::finding::Lang;
use crate::ingest::scope::{InputFile, Scope};
use crate::ingest::workbook::{Content, Grid, GridCell, Merge, Workbook};
use crate::ingest::{Entry, read_loose, settle};
use crate::model::{Cell, Decimal, Month};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

fn files() -> &'static BTreeMap<String, Vec<u8>> {
    static FILES: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    FILES.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        let mut files = BTreeMap::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
                    files.insert(name, std::fs::read(&path).unwrap());
                }
            }
        }
        files
    })
}

fn catalog() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| load(files(), String::new()).unwrap())
}

fn cell(text: &str) -> GridCell {
    let number = Decimal::from_str_exact(text).map(Content::Number);
    GridCell { content: number.unwrap_or_else(|_| Content::Text(text.into())), percent: false }
}

/// Rows of cells parted by `|`, from the cell at `row`, `column` on.
fn put(grid: &mut Grid, row: u32, column: u32, rows: &[&str]) {
    for (line, number) in rows.iter().zip(row..) {
        for (text, at) in line.split('|').map(str::trim).zip(column..).filter(|(text, _)| !text.is_empty()) {
            grid.cells.insert(Cell::new(number, at), cell(text));
        }
    }
}

fn grid(rows: &[&str]) -> Grid {
    let mut grid = Grid { name: "Sheet1".into(), ..Grid::default() };
    put(&mut grid, 0, 0, rows);
    grid
}

fn file(path: &str) -> InputFile {
    InputFile { path: path.into(), month: Month::new(2021, 1).unwrap(), sha256: "".into(), bytes: Vec::new().into() }
}

fn places(tables: &[Table]) -> Vec<String> {
    tables.iter().map(|table| format!("{}:{}", table.first_cell(), table.last_cell())).collect()
}

/// The draft for a file of one sheet, and what reading by it gives: cell, region, period, indicator, measure, value.
fn drafted(path: &str, rows: &[&str]) -> (String, Vec<String>) {
    let quoted = |text: &str| format!("\"{}\"", text.trim().replace('"', "\"\""));
    let line = |row: &&str| row.split('|').map(quoted).collect::<Vec<_>>().join(",");
    let csv = rows.iter().map(line).collect::<Vec<_>>().join("\n");
    let file = InputFile { bytes: csv.into_bytes().into(), ..file(path) };
    let text = draft::draft(catalog(), Against::All, &file, &|| false).unwrap().unwrap();
    let (catalog, id) = load_with_form(files(), String::new(), "f", text.as_bytes())
        .unwrap_or_else(|e| panic!("{text}\n{}", e.iter().map(|e| e.text(Lang::Zh)).collect::<Vec<_>>().join("\n")));
    let reading = read_loose(&catalog, &catalog.forms[&id], &file, &|| false);
    let entries = settle(&catalog, reading.entries, &mut Vec::new());
    let line = |entry: &Entry| {
        let value = entry.value.number().map_or("?".to_owned(), |n| n.normalize().to_string());
        let of = format!("{} {} {}", entry.region.name, entry.period, entry.indicator);
        format!("{} {of} {} {value}", entry.source.cell, entry.measure.name())
    };
    (text, entries.iter().map(line).collect())
}

#[test]
fn tables_are_found_wherever_they_stand() {
    let mut sheet = grid(&["通讯录", "姓名|分机", "甲某|8011", "乙某|8012"]);
    put(
        &mut sheet,
        29,
        9,
        &[
            "某县2021年9月情况",
            "单位：人|||2021年9月",
            "机构名称|性质|床位|老人",
            "甲院|民办|10|7",
            "乙院|公办|20|9",
            "合计||30|16",
            "注：略",
        ],
    );
    let tables = detect(&sheet);
    assert_eq!(places(&tables), ["A2:B4", "J32:M35"]);
    assert_eq!(tables[1].label().unwrap().column, 9);
    assert_eq!(
        (tables[1].first, tables[1].rows, tables[1].below.as_slice()),
        (32, 3, ["注：略".to_owned()].as_slice())
    );
    assert!(tables[0].is_roster() && tables[0].labels.is_empty());
}

#[test]
fn stacked_and_side_by_side_and_numbered_heads() {
    let stacked = grid(&["表一", "县|人数", "甲县|1", "乙县|2", "注：略", "表二", "指标|本月", "丙|3", "丁|4"]);
    assert_eq!(places(&detect(&stacked)), ["A2:B4", "A7:B9"]);
    let beside = grid(&["县|人数||县|户数", "甲县|1||丙县|3", "乙县|2||丁县|4"]);
    assert_eq!(places(&detect(&beside)), ["A1:B3", "D1:E3"]);
    let close = grid(&["县|人数|县|户数", "甲县|1|丙县|3", "乙县|2|丁县|4"]);
    assert_eq!(places(&detect(&close)), ["A1:B3", "C1:D3"]);
    let inserted = grid(&["县|人数||户数", "甲县|1||3", "乙县|2||4"]);
    assert_eq!(places(&detect(&inserted)), ["A1:D3"]);
    let numbered = grid(&["指标|行次|本月|累计", "甲|乙|1|2", "丙项|1|5|6"]);
    let tables = detect(&numbered);
    assert_eq!((tables[0].first, tables[0].columns[1].role), (2, Role::Code));
    let years = grid(&["县|2019|2020", "甲县|5|6", "乙县|7|8"]);
    assert_eq!(detect(&years)[0].columns[1].head, ["2019"]);
    let remark = grid(&["县|人数", "甲县|1|||批示：速办", "乙县|2"]);
    assert_eq!(places(&detect(&remark)), ["A1:B3"]);
    assert_eq!(detect(&grid(&["标题", "只有字|没有数"])), []);
}

#[test]
fn a_merged_head_is_a_path() {
    let mut sheet = grid(&["县|低保||救助", "|户|人|", "甲县|1|2|3", "乙县|4|5|6"]);
    let merge = |a, b| Merge { first: Cell::new(a, b), last: Cell::new(a, b) };
    sheet.merges = vec![
        Merge { last: Cell::new(1, 0), ..merge(0, 0) },
        Merge { last: Cell::new(0, 2), ..merge(0, 1) },
        Merge { last: Cell::new(1, 3), ..merge(0, 3) },
        Merge { last: Cell::new(1_048_575, 16_383), ..merge(3, 0) },
    ];
    let tables = detect(&sheet);
    let heads: Vec<String> = tables[0].columns.iter().map(super::table::Column::path).collect();
    assert_eq!(heads, ["县", "低保/户", "低保/人", "救助"]);
    assert_eq!(tables[0].first, 2);
}

#[test]
fn months_across_and_one_indicator_in_the_title() {
    let rows = ["甲县2021年救助站接待（人次）分月情况", "项目|1月|2月|上半年|累计", "站内|1|2|9|9", "街面|3|4|8|8"];
    let (text, read) = drafted("x.csv", &rows);
    assert_eq!(read.len(), 8, "{text}\n{read:?}");
    assert!(read[0].contains("2021-01 站内 本月 1"), "{read:?}");
    assert!(text.contains("each = \"period\"") && text.contains("猜"), "{text}");
}

#[test]
fn regions_across_and_indicators_down() {
    let rows =
        ["2021年5月主要指标", "指标|计量单位|甲县|乙县|丙区|合计", "甲类人数|人|1|2|3|6", "乙类资金|万元|4|5|6|15"];
    let (text, read) = drafted("x.csv", &rows);
    assert_eq!(read.len(), 8, "{text}\n{read:?}");
    assert_eq!(read[0], "C3 甲县 2021-05 甲类人数 本月 1", "{text}");
    assert!(text.contains("totals = [\"合计\"]"), "{text}");
}

#[test]
fn a_long_list_says_everything_in_columns() {
    let mut rows = vec!["地区|期别|指标|单位|数值".to_owned()];
    for region in ["甲县", "乙县", "丙区"] {
        for month in 1..=3 {
            rows.push(format!("{region}|2021年{month}月|接待人次|人次|{month}"));
            rows.push(format!("{region}|2021年{month}月|接待户次|人次|{month}"));
        }
    }
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let (text, read) = drafted("x.csv", &rows);
    assert_eq!(read.len(), 18, "{text}\n{read:?}");
    assert_eq!(read[0], "E2 甲县 2021-01 接待人次 本月 1", "{text}");
}

#[test]
fn rosters_are_counted_and_their_names_not_repeated() {
    let rows = [
        "2021年6月名册",
        "序号|县区|姓名|金额（元）|状态",
        "1|甲县|张三丰|10|正常",
        "2|甲县|李四光|20|停发",
        "3|乙县|王五娘|30|正常",
    ];
    let (text, read) = drafted("x.csv", &rows);
    assert!(["张三丰", "李四光", "王五娘"].iter().all(|name| !text.contains(name)), "{text}");
    assert_eq!(read.len(), 4, "{text}\n{read:?}");
    assert!(read.iter().any(|line| line.ends_with("本月 10")) && text.contains("not = [\"停发\"]"), "{text}\n{read:?}");
}

#[test]
fn two_periods_beside_one_another_are_heads_and_counts_are_no_money() {
    let rows = [
        "甲市救助对比表",
        "金额单位：元",
        "县区|2021年11月|2021年11月|2020年11月|2020年11月",
        "|甲类人数|乙类资金|甲类人数|乙类资金",
        "丙县|1|2|3|4",
        "丁县|5|6|7|8",
    ];
    let (text, read) = drafted("x.csv", &rows);
    assert_eq!(read.len(), 8, "{text}\n{read:?}");
    assert!(read.contains(&"D5 丙县 2020-11 甲类人数 期末 3".to_owned()), "{text}\n{read:?}");
    assert!(read.contains(&"C6 丁县 2021-11 乙类资金 本月 6".to_owned()), "{text}\n{read:?}");
    assert!(text.contains("unit = \"人\"   # 猜") && text.contains("unit = \"元\"\n"), "{text}");
}

#[test]
fn units_below_heads_and_dates_as_rows() {
    let (text, read) = drafted("甲县2021年5月.csv", &["地区|甲类|乙类", "|人|万元", "丙镇|1|2.5", "丁镇|3|4"]);
    assert_eq!(read.len(), 4, "{text}\n{read:?}");
    assert!(text.contains("unit = \"万元\"\n") && !text.contains("name = \"万元\""), "{text}");
    let (text, read) = drafted("甲县.csv", &["月份|接待量", "2021-01-31|5", "2021-02-28|—", "2021-03-31|7"]);
    assert!(text.contains("rows_are = \"periods\"") && text.contains("placeholders = [\"—\"]"), "{text}");
    assert_eq!(read.len(), 3, "{text}\n{read:?}");
}

#[test]
fn who_stands_for_an_office_is_not_repeated_and_makes_no_roster() {
    let rows = [
        "2021年11月机构情况　联系人：钱某某",
        "机构名称|法定代表人|联系电话|甲类数",
        "甲敬老院|赵某某|13812345678|10",
        "乙敬老院|孙某某|13912345678|20",
    ];
    let (text, read) = drafted("x.csv", &rows);
    assert!(!["赵某", "孙某", "钱某", "13812"].iter().any(|secret| text.contains(secret)), "{text}");
    assert_eq!(text.matches("personal = true").count(), 2, "{text}");
    assert_eq!(read, ["D3 甲敬老院 2021-11 甲类数 期末 10", "D4 乙敬老院 2021-11 甲类数 期末 20"], "{text}");
}

#[test]
fn labelled_cells_without_a_head_are_fields() {
    let (text, read) = drafted("甲县2021年5月.csv", &["接待人次|143", "", "留宿人次|12"]);
    assert!(text.contains("[[fields]]"), "{text}");
    assert_eq!(read.len(), 2, "{text}\n{read:?}");
}

#[test]
fn twins_on_one_sheet_are_told_apart_by_their_titles() {
    let rows = [
        "表一 2021年5月甲项",
        "地区|接待量",
        "甲县|1",
        "乙县|2",
        "表二 2021年5月乙项",
        "地区|接待量",
        "甲县|3",
        "乙县|4",
    ];
    let (text, read) = drafted("x.csv", &rows);
    assert_eq!(read.iter().filter(|line| !line.ends_with('?')).count(), 4, "{text}\n{read:?}");
}

#[test]
fn what_is_odd_in_a_text_does_not_spoil_the_draft() {
    let rows = ["\"引\\号\"标题", "县|\"人\"\\数|*号|带/斜", "甲县|1|2|3", "乙\"县|4|5|6"];
    let (text, read) = drafted("甲县\"2021年5月.csv", &rows);
    assert_eq!(read.len(), 4, "{text}\n{read:?}");
}

fn texts() -> impl Strategy<Value = GridCell> {
    let words = [
        "甲县",
        "合计",
        "小计",
        "指标",
        "本月",
        "累计/人数",
        "1月",
        "2021年",
        "单位：万元",
        "姓名",
        "—",
        "人数（人）",
        "*",
        "\"",
        " ",
        "注：",
        "12",
        "3.5%",
        "上年同期",
        "全市",
        "县区",
        "金额\n（元）",
        "甲",
    ];
    prop_oneof![
        (0_u32..3000).prop_map(|n| GridCell { content: Content::Number(Decimal::from(n)), percent: n % 7 == 0 }),
        prop::sample::select(words.to_vec())
            .prop_map(|text| GridCell { content: Content::Text(text.into()), percent: false }),
        prop::sample::select(words.to_vec())
            .prop_map(|text| GridCell { content: Content::Text(text.into()), percent: false }),
        "\\PC{0,6}".prop_map(|text| GridCell { content: Content::Text(text.as_str().into()), percent: false }),
        Just(GridCell { content: Content::Date(Decimal::from(44520)), percent: false }),
        Just(GridCell { content: Content::Error("#REF!".into()), percent: false }),
        Just(GridCell { content: Content::NoResult, percent: false }),
    ]
}

fn at() -> impl Strategy<Value = (u32, u32)> {
    prop_oneof![
        40 => (0_u32..12, 0_u32..10),
        1 => (prop::sample::select(vec![0_u32, 500, 1_048_575]), prop::sample::select(vec![0_u32, 300, 16_383])),
    ]
}

fn hostile() -> impl Strategy<Value = Grid> {
    let cells = prop::collection::vec((at(), texts()), 0..90);
    let merges = prop::collection::vec((at(), at()), 0..8);
    (cells, merges, any::<bool>()).prop_map(|(cells, merges, hidden)| Grid {
        name: "1月".into(),
        hidden: hidden && cells.len() % 5 == 0,
        cells: cells.into_iter().map(|((row, column), cell)| (Cell::new(row, column), cell)).collect(),
        merges: merges
            .into_iter()
            .map(|(a, b)| Merge {
                first: Cell::new(a.0.min(b.0), a.1.min(b.1)),
                last: Cell::new(a.0.max(b.0), a.1.max(b.1)),
            })
            .collect(),
        ..Grid::default()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn no_sheet_is_too_odd_to_look_at(grid in hostile()) {
        let file = file("甲县.xlsx");
        let scope = Scope { catalog: catalog(), file: &file, out_of_time: &|| false };
        for table in detect(&grid) {
            prop_assert!(table.top <= table.first && table.first <= table.last && !table.columns.is_empty());
        }
        let book = Workbook { sheets: vec![grid], ..Workbook::default() };
        prop_assert_eq!(of_book(scope, Against::All, &book).len(), 1);
        if let Some(text) = draft::of_book(scope, Against::All, &book) {
            let loaded = load_with_form(files(), String::new(), "f", text.as_bytes());
            let (catalog, id) = match loaded {
                Ok(loaded) => loaded,
                Err(errors) => {
                    let told: Vec<String> = errors.iter().map(|e| e.text(Lang::Zh)).collect();
                    return Err(TestCaseError::fail(format!("{text}\n{}", told.join("\n"))));
                }
            };
            let form = catalog.forms.get(&id).unwrap();
            let scope = Scope { catalog: &catalog, file: &file, out_of_time: &|| false };
            of_book(scope, Against::Form(form), &book);
        }
    }
}

#[test]
fn a_sheet_full_of_odds_and_ends_is_quick() {
    let mut grid = Grid::default();
    for n in 0..20_000_u32 {
        let (row, column) = ((n * 7919) % 1_048_576, (n * 104_729) % 16_384);
        grid.cells.insert(Cell::new(row, column), cell(if n % 2 == 0 { "12" } else { "甲县" }));
        grid.merges.push(Merge { first: Cell::new(row, column), last: Cell::new(row + 1, column + 1) });
    }
    let begun = std::time::Instant::now();
    detect(&grid);
    assert!(begun.elapsed().as_secs() < 5);
}

#[test]
fn a_table_that_is_still_empty_is_drafted_by_its_heads_and_names() {
    let rows = [
        "2021年5月接待情况",
        "填报单位：甲县",
        "指标|单位|本月|本年累计",
        "接待人次|人次||",
        "留宿人次|人次||",
        "负责人：|||填表人：",
    ];
    let (text, read) = drafted("甲县2021年5月.csv", &rows);
    assert!(text.contains("接待人次") && text.contains("留宿人次") && !text.contains("7"), "{text}");
    // A return by this form, two cells filled in.
    let filled = rows.map(|row| if row.starts_with("接待") { "接待人次|人次|143|1204" } else { row });
    let (_, of_filled) = drafted("甲县2021年5月.csv", &filled);
    let places = |read: &[String]| read.iter().map(|line| line[..2].to_owned()).collect::<Vec<_>>();
    // The blank has a place for every row, a return at least for what is in it.
    assert_eq!(places(&read), ["C4", "D4", "C5", "D5"]);
    assert!(places(&of_filled).iter().all(|place| places(&read).contains(place)), "{of_filled:?}");
}
