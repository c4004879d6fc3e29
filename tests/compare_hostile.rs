//! What a comparison must not be misled by: other cities' files that are not what they seem, numbers in doubt, a source
//! that breaks after a good edition; and the way back from a number to its cells.
#![allow(clippy::unwrap_used)] // Tests and their helpers fail by panicking.

mod support;

use std::path::Path;
use support::{Row, home, root, rows, stderr, stdout, tree, yuebao};

const HEAD: &str = "# 样子：县区\n\nname = \"县区\"\noffice = \"宝鸡市民政局\"\ntheme = \"official\"\nwording = \"brief\"\n\
                    mark_days = 31\napart_days = 92\nleast_members = 2\n\n[[bands]]\nname = \"各地\"\nup_to = 100\n";
const THING: &str = "\n[[indicators]]\nid = \"occupancy\"\nname = \"入住率\"\nunit = \"%\"\nplaces = 2\nbetter = \"up\"\n\
                     basis = \"stock\"\nnumerator = \"eldercare.residents\"\ndenominator = \"eldercare.beds\"\nfactor = 100\n";
const COLUMNS: &str = "remark,region_code,indicator,measure,period,value,unit,missing\r\n";

/// A set of members from `given/<file>`, with the file as it is.
fn given(members: &[&str], file: &str, bytes: &[u8]) -> tempfile::TempDir {
    let home = home();
    let member =
        |code: &&str| format!("\n[[members]]\nregion = \"{code}\"\nname = \"区{code}\"\nfile = \"given/{file}\"\n");
    let text = format!("{HEAD}{}{THING}", members.iter().map(member).collect::<String>());
    std::fs::write(home.path().join("templates/comparisons/given.toml"), text).unwrap();
    std::fs::create_dir_all(home.path().join("given")).unwrap();
    std::fs::write(home.path().join("given").join(file), bytes).unwrap();
    home
}

fn compare(home: &Path) -> std::process::Output {
    yuebao(&["compare", "--set", "given", "--home", home.to_str().unwrap()])
}

/// Residents and beds of a region, with their units and what is missing of the residents.
fn pair(region: &str, [residents, unit, missing]: [&str; 3], [beds, of]: [&str; 2]) -> String {
    format!(
        ",{region},eldercare.residents,stock,2020-11,{residents},{unit},{missing}\r\n,{region},eldercare.beds,stock,2020-11,{beds},{of},\r\n"
    )
}

fn figures(home: &Path) -> Vec<Row> {
    rows(&std::fs::read(home.join("outputs/compare/given/latest/第1版/figures.csv")).unwrap())
}

#[test]
fn another_citys_rows_are_taken_for_what_they_say_or_stand_apart() {
    let mut text = format!("\u{feff}{COLUMNS}");
    text.push_str(&pair("A", ["50", "人", ""], ["100", "张"]));
    // 0.006 of ten thousand are 60 persons; the row stands there twice, alike.
    text.push_str(&pair("B", ["0.006", "万人", ""], ["100", "张"]).repeat(2));
    text.push_str(&pair("C", ["77", "人", "suppressed"], ["100", "张"]));
    text.push_str(&pair("D", ["约九十", "人", ""], ["100", "张"]));
    text.push_str(&pair("E", ["95", "人", ""], ["100", "具"]));
    text.push_str(&pair("F", ["96", "人", "incomplete"], ["100", "张"]));
    text.push_str(&pair("G", ["97", "人", ""], ["0", "张"]));
    let home = given(&["A", "B", "C", "D", "E", "F", "G", "H"], "figures.csv", text.as_bytes());
    let output = compare(home.path());
    assert!(output.status.success(), "{}", stderr(&output));
    let figures = figures(home.path());
    let of = |region: &str, measure: &str| -> Vec<String> {
        let found = figures.iter().filter(|row| row["region_code"] == region && row["measure"] == measure);
        found.map(|row| row["shown"].clone()).collect()
    };
    assert_eq!(
        ["A", "B"].map(|one| (of(one, "compared"), of(one, "rank"))),
        [(vec!["50.00".to_owned()], vec!["2".to_owned()]), (vec!["60.00".to_owned()], vec!["1".to_owned()]),]
    );
    for apart in ["C", "D", "E", "F", "G", "H"] {
        assert!(of(apart, "rank").is_empty(), "{apart}");
    }
    assert!(figures.iter().all(|row| !row["shown"].starts_with("77")), "what is withheld is not printed");
    let trace = std::fs::read_to_string(home.path().join("outputs/compare/given/latest/第1版/trace.json")).unwrap();
    assert!(trace.contains("万人折算为人：×10000"), "{trace}");
    let reasons = std::fs::read(home.path().join("outputs/compare/given/latest/第1版/data.xlsx")).unwrap();
    let (catalog, _) = yuebao::app::templates(&yuebao::app::Options::default()).unwrap();
    let book = yuebao::ingest::read_workbook(&reasons, &catalog.bounds, &|| false).unwrap();
    let grid = book.sheets.iter().find(|grid| &*grid.name == "standings").unwrap();
    let reason = |region: &str| {
        let row = (1..20).find(|row| grid.text(*row, 3) == region).unwrap();
        grid.text(row, 13)
    };
    assert!(reason("C").contains("不宜公布") || reason("C").contains("不公布"), "{}", reason("C"));
    assert!(reason("E").contains("计量单位不同") && reason("E").contains('具'), "{}", reason("E"));
    assert!(reason("G").starts_with("分母为零"), "{}", reason("G"));
    assert_eq!(reason("H"), "提供的文件里没有这个地区的数");
    // The way back, by words and by key.
    let at = home.path().to_str().unwrap();
    let told = stdout(&yuebao(&["trace", "--set", "given", "--home", at, "区B", "入住率", "rank"]));
    assert!(told.contains("入住率") && told.contains("given/figures.csv") && told.contains("“0.006”"), "{told}");
    let told = yuebao(&["trace", "--set", "given", "--home", at, "--json", "B/occupancy/compared/2020-11"]);
    let json: serde_json::Value = serde_json::from_slice(&told.stdout).unwrap();
    assert_eq!(json["figures"]["B/occupancy/compared/2020-11"]["shown"], "60.00");
    let none = yuebao(&["trace", "--set", "given", "--home", at, "区B", "床位"]);
    assert_eq!(none.status.code(), Some(2), "{}", stdout(&none));
}

#[test]
fn a_file_that_cannot_be_trusted_is_refused_and_the_last_edition_stays() {
    let good = format!(
        "{COLUMNS}{}{}",
        pair("A", ["50", "人", ""], ["100", "张"]),
        pair("B", ["60", "人", ""], ["100", "张"])
    );
    let home = given(&["A", "B"], "figures.csv", good.as_bytes());
    assert!(compare(home.path()).status.success());
    let before = tree(&home.path().join("outputs"));
    let refused = |text: &str| {
        std::fs::write(home.path().join("given/figures.csv"), text).unwrap();
        let output = compare(home.path());
        assert_eq!(output.status.code(), Some(2), "{}", stdout(&output));
        assert_eq!(tree(&home.path().join("outputs")), before);
        stderr(&output)
    };
    // What a spreadsheet makes of 2020-11.
    let said = refused(&good.replace("2020-11,60", "Nov-20,60"));
    assert!(said.contains("第4行的 period “Nov-20”不是报告期"), "{said}");
    let said = refused(&good.replace("remark,", "value,"));
    assert!(said.contains("栏目 value 有两列"), "{said}");
    // The same number in another unit is another number.
    let said = refused(&format!("{good},B,eldercare.beds,stock,2020-11,100,万张,\r\n"));
    assert!(said.contains("有两个不同的数"), "{said}");
    let said = refused("PK\u{3}\u{4}");
    assert!(said.contains("given/figures.csv"), "{said}");
    std::fs::write(home.path().join("given/figures.csv"), good).unwrap();
    assert!(stdout(&compare(home.path())).contains("未另出新版"));
}

#[test]
fn a_damaged_workbook_is_refused() {
    let home = given(&["A", "B"], "data.xlsx", b"PK\x03\x04 not a workbook");
    let output = compare(home.path());
    assert_eq!(output.status.code(), Some(2), "{}", stdout(&output));
    assert!(stderr(&output).contains("given/data.xlsx"), "{}", stderr(&output));
}

#[test]
fn a_number_with_an_open_finding_is_marked() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    let output = yuebao(&["compare", "--set", "xuchang-counties", "--period", "2021-10", "--out", out]);
    assert!(output.status.success(), "{}", stderr(&output));
    let bytes = std::fs::read(folder.path().join("第1版/data.xlsx")).unwrap();
    let (catalog, _) = yuebao::app::templates(&yuebao::app::Options::default()).unwrap();
    let book = yuebao::ingest::read_workbook(&bytes, &catalog.bounds, &|| false).unwrap();
    let grid = book.sheets.iter().find(|grid| &*grid.name == "standings").unwrap();
    // Column D has the region, A the thing, M the marks. The zone's persons in October have an open finding at H12.
    let row = (1..200).find(|row| grid.text(*row, 3) == "XC-SFQ" && grid.text(*row, 0) == "dibao_spending_per_person");
    let marks = grid.text(row.unwrap(), 12);
    assert!(marks.contains("含待核实的上报数"), "{marks}");
    assert!(root().join("inputs/xuchang-2021/2021-10").exists());
}
