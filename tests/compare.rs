//! Comparison sets from the command to the edition: who is compared, what is told apart and why, and that every number
//! leads to a cell, a row or a quote.
#![allow(clippy::unwrap_used)] // Tests and their helpers fail by panicking.

mod support;

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use support::books::{compared_by_openpyxl, printed};
use support::{Row, copy_tree, home, openpyxl, root, rows, stderr, stdout, tree, yuebao};
use yuebao::model::Digest;

const PREFECTURES: &str = "sichuan-prefectures";

/// Compares into a folder of its own; the edition's folder.
fn compared(out: &Path, arguments: &[&str]) -> PathBuf {
    let output = yuebao(&[&["compare", "--out", out.to_str().unwrap()], arguments].concat());
    assert!(output.status.success(), "{}", stderr(&output));
    out.join("第1版")
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn figures(edition: &Path) -> Vec<Row> {
    rows(&std::fs::read(edition.join("figures.csv")).unwrap())
}

/// A sheet of `data.xlsx` by its heads.
fn sheet(edition: &Path, name: &str) -> Vec<Row> {
    let bytes = std::fs::read(edition.join("data.xlsx")).unwrap();
    let (catalog, _) = yuebao::app::templates(&yuebao::app::Options::default()).unwrap();
    let book = yuebao::ingest::read_workbook(&bytes, &catalog.bounds, &|| false).unwrap();
    let grid = book.sheets.iter().find(|grid| &*grid.name == name).unwrap();
    let last = grid.cells.keys().map(|cell| cell.row).max().unwrap();
    let heads: Vec<(u32, String)> =
        (0..40).map(|column| (column, grid.text(0, column))).filter(|(_, head)| !head.is_empty()).collect();
    let row = |row| heads.iter().map(|(column, head)| (head.clone(), grid.text(row, *column))).collect();
    (1..=last).map(row).collect()
}

/// The prefectures of November, made once.
fn prefectures() -> &'static Path {
    static MADE: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    let make = || {
        let folder = tempfile::tempdir().unwrap();
        let edition = compared(folder.path(), &["--set", PREFECTURES, "--period", "2021-11"]);
        (folder, edition)
    };
    &MADE.get_or_init(make).1
}

/// Four charts of dots and one of places that moved; the homes have none, as not the same are ranked in both months.
#[test]
fn the_books_of_a_comparison_print_whole_with_every_chart() {
    compared_by_openpyxl(prefectures(), 5);
    printed(prefectures());
}

#[test]
fn the_five_cities_are_compared_on_what_their_documents_allow_and_everything_else_has_a_reason() {
    let folder = tempfile::tempdir().unwrap();
    let edition = compared(folder.path(), &["--set", "templates/comparisons/five-cities.toml"]);
    let standings = sheet(&edition, "standings");
    let members: BTreeSet<&str> = standings.iter().map(|row| row["region_code"].as_str()).collect();
    let things: BTreeSet<&str> = standings.iter().map(|row| row["indicator"].as_str()).collect();
    assert_eq!(members, BTreeSet::from(["411000", "441500", "510000", "510700", "610300"]));
    assert_eq!(standings.len(), 5 * things.len(), "every member stands somewhere, in everything");
    for row in &standings {
        assert!(row["rank"].is_empty(), "documents of other years and definitions give nobody a place: {row:?}");
        assert_eq!(row["reasons"].is_empty(), row["state"] != "apart", "{row:?}");
    }
    let of = |indicator: &str, region: &str| {
        standings.iter().find(|row| row["indicator"] == indicator && row["region_code"] == region).unwrap()
    };
    // What Xuchang says is of a denominator it does not name; what Shanwei says is a plan.
    let cremation = of("cremation_rate", "411000");
    assert_eq!((cremation["value"].as_str(), cremation["state"].as_str()), ("98.14", "apart"));
    assert!(cremation["reasons"].contains("分母未注明"), "{cremation:?}");
    assert!(of("social_work_stations", "441500")["reasons"].contains("计划数"));
    assert_eq!(of("beds", "411000")["reasons"], "文件未公布");
    // Each value has its document's words.
    let trace = json(&edition.join("trace.json"));
    let sources = sheet(&edition, "sources");
    assert!(sources.len() > 10, "{}", sources.len());
    for source in &sources {
        let mut found = BTreeMap::new();
        cells(&trace, &source["figure"], &mut found);
        assert!(!found.is_empty(), "{source:?}");
        for cell in found.values() {
            let quote = cell["raw"].as_str().unwrap();
            assert!(!quote.is_empty() && source["source"].contains(&format!("“{quote}”")), "{source:?}: {quote}");
        }
    }
    // 64 of 75 homes; a year is printed as a year.
    let homes = of("public_private_rate", "411000");
    assert!(homes["value"].starts_with("85.3333"), "{homes:?}");
    assert_eq!((of("beds", "610300")["as_of"].as_str(), homes["as_of"].as_str()), ("2020", "2021-12-24"));
    // Every value that is printed is among the figures, those set apart too.
    let told = figures(&edition);
    for row in standings.iter().filter(|row| !row["value"].is_empty()) {
        let is_it = |one: &&Row| {
            one["region_code"] == row["region_code"]
                && one["indicator"] == row["indicator"]
                && one["measure"] == "compared"
                && one["value"] == row["value"]
        };
        assert_eq!(told.iter().filter(is_it).count(), 1, "{row:?}");
    }
    let traced = |query: &[&str]| stdout(&yuebao(&[&["trace", "--set", "five-cities"], query].concat()));
    for (query, quote) in [
        (&["许昌市", "火化率", "compared"][..], "提高到11月份的98.14%"),
        (&["宝鸡", "36"], "每千名老人拥有床位数达到36张"),
        (&["汕尾市", "1780"], "特殊困难老年人家庭适老化改造1780户"),
        (&["3.3万余人"], "3.3 万余名生活困难残疾人"),
    ] {
        assert!(traced(query).contains(quote), "{query:?}: {}", traced(query));
    }
    assert!(sources.iter().any(|source| source["source"].contains("“提高到11月份的98.14%”")));
}

#[test]
fn the_prefectures_stand_where_numpy_puts_them_to_the_last_printed_digit() {
    let figures = prefectures().join("figures.csv");
    let Some(told) = openpyxl("tests/compare/prefectures.py", &[&root(), &figures]) else { return };
    assert_eq!(told["problems"], Value::Array(Vec::new()), "{told}");
    let count = |measure: &str| told["counts"][measure].as_u64().unwrap_or(0);
    for (measure, least) in [("rank", 84), ("percentile", 84), ("median", 5), ("from_best", 84), ("to_best", 80)] {
        assert!(count(measure) >= least, "{measure}: {told}");
    }
    assert_eq!(told["members"], 21);
}

/// The cells a figure leads to.
fn cells<'t>(trace: &'t Value, id: &str, found: &mut BTreeMap<String, &'t Value>) {
    for operand in trace["figures"][id]["operands"].as_array().unwrap() {
        let operand = operand.as_str().unwrap();
        match trace["cells"].get(operand) {
            Some(cell) => drop(found.insert(operand.to_owned(), cell)),
            None => cells(trace, operand, found),
        }
    }
}

#[test]
fn every_figure_leads_to_cells_of_the_returns_and_to_published_rows() {
    let trace = json(&prefectures().join("trace.json"));
    let figures = figures(prefectures());
    let ids: BTreeSet<&str> = figures.iter().map(|row| row["trace"].as_str()).collect();
    assert_eq!(ids.len(), figures.len(), "one row a key");
    for row in &figures {
        let figure = &trace["figures"][&row["trace"]];
        assert_eq!(
            (&figure["value"], &figure["shown"]),
            (&row["value"].as_str().into(), &row["shown"].as_str().into())
        );
        assert_eq!(row["desk"], PREFECTURES);
    }
    let mut found = BTreeMap::new();
    cells(&trace, "510700/beds_per_ten_thousand/compared/2021-11", &mut found);
    let ids: Vec<&str> = found.keys().map(String::as_str).collect();
    assert_eq!(ids.len(), 2, "{ids:?}");
    assert!(ids[0].starts_with("comparisons/published/sichuan-census-2020.toml#"), "{ids:?}");
    assert_eq!(ids[1], "sichuan-2021:2021-11/绵阳市 11月报表.xlsx#表3 养老服务!G15");
    assert_eq!((&found[ids[0]]["raw"], &found[ids[1]]["raw"]), (&"绵阳市 4868243".into(), &"16042".into()));
    let file = root().join("inputs/sichuan-2021/2021-11/绵阳市 11月报表.xlsx");
    let sha256 = Digest::of(&std::fs::read(file).unwrap()).hex();
    assert_eq!(found[ids[1]]["sha256"], sha256.as_str());
    // The manifest lists what was read, under the same names.
    let manifest = json(&prefectures().parent().unwrap().join("manifest.json"));
    let inputs = manifest["inputs"].as_array().unwrap();
    let input = |path: &str| inputs.iter().find(|input| input["path"] == path).unwrap();
    assert_eq!(input("sichuan-2021:2021-11/绵阳市 11月报表.xlsx")["sha256"], sha256.as_str());
    assert_eq!(input("comparisons/published/sichuan-census-2020.toml")["state"], "effective");
    assert_eq!((&manifest["desk"], &manifest["period"]), (&PREFECTURES.into(), &"2021-11".into()));
    // A whole total is made of all its units.
    let mut found = BTreeMap::new();
    cells(&trace, "510000/nursing_bed_share/compared/2021-11", &mut found);
    assert_eq!(found.len(), 2 * 21);
}

const HEAD: &str = "office = \"宝鸡市民政局\"\nnotice = \"模拟数据\"\ntheme = \"official\"\nwording = \"brief\"\n\
                    mark_days = 31\napart_days = 92\nleast_members = 3\n\n\
                    [[bands]]\nname = \"前列\"\nup_to = 50\n\n[[bands]]\nname = \"后列\"\nup_to = 100\n";
const THINGS: &str = "
[[indicators]]
id = \"nursing\"
name = \"护理型床位占比\"
unit = \"%\"
places = 2
better = \"up\"
basis = \"stock\"
aspects = { \"分母\" = \"养老机构床位\" }
indicator = \"eldercare.nursing_bed_share\"

[[indicators]]
id = \"occupancy\"
name = \"入住率\"
unit = \"%\"
places = 2
better = \"up\"
basis = \"stock\"
aspects = { \"分母\" = \"养老机构床位\" }
numerator = \"eldercare.residents\"
denominator = \"eldercare.beds\"
factor = 100
";
/// Counties of a bundled desk, small enough to be read often.
const COUNTIES: [(&str, &str); 4] =
    [("610302", "渭滨区"), ("610303", "金台区"), ("610304", "陈仓区"), ("610322", "凤翔县")];

/// A set of the counties, each from the same source.
fn counties(name: &str, source: &dyn Fn(&str) -> String) -> String {
    let member = |(code, name): &(&str, &str)| {
        format!("\n[[members]]\nregion = \"{code}\"\nname = \"{name}\"\n{}\n", source(code))
    };
    let members: String = COUNTIES.iter().map(member).collect();
    format!("# 样子：{name}\n\nname = \"{name}\"\n{HEAD}{members}{THINGS}")
}

/// A home with the returns of a desk, what it issued, and sets of its own.
fn home_with(desks: &[&str], sets: &[(&str, String)]) -> tempfile::TempDir {
    let home = home();
    for desk in desks {
        copy_tree(&root().join("inputs").join(desk), &home.path().join("inputs").join(desk));
    }
    for (id, text) in sets {
        std::fs::write(home.path().join(format!("templates/comparisons/{id}.toml")), text).unwrap();
    }
    home
}

/// The figures of a set, without what is only its name.
fn values(edition: &Path) -> Vec<(String, String, String)> {
    let set = figures(edition)[0]["desk"].clone();
    let all = figures(edition).into_iter();
    all.map(|row| (row["trace"].replace(&set, "SET"), row["value"].clone(), row["shown"].clone())).collect()
}

#[test]
fn a_desk_its_figures_csv_and_its_data_book_give_the_same_standing() {
    let given = |file: &str| counties("县区", &|_| format!("file = \"given/{file}\""));
    let desk = counties("县区", &|code| format!("desk = \"baoji-2020\"\nunit = \"{code}\""));
    let sets = [("of-desk", desk), ("of-csv", given("figures.csv")), ("of-book", given("data.xlsx"))];
    let home = home_with(&["baoji-2020"], &sets);
    let at = home.path().to_str().unwrap();
    let issued = home.path().join("issued");
    let output = yuebao(&["report", "--desk", "baoji-2020", "--home", at, "--out", issued.to_str().unwrap(), "-q"]);
    assert!(output.status.success(), "{}", stderr(&output));
    std::fs::create_dir_all(home.path().join("given")).unwrap();
    for file in ["figures.csv", "data.xlsx"] {
        std::fs::copy(issued.join("第1版").join(file), home.path().join("given").join(file)).unwrap();
    }
    let made = sets.each_ref().map(|(id, _)| compared(&home.path().join(id), &["--set", id, "--home", at]));
    let all = made.each_ref().map(|edition| values(edition));
    assert!(all[0].iter().filter(|(key, _, _)| key.contains("/rank/")).count() == 8, "{:?}", all[0]);
    // Only a desk's returns have the month before, and so changes of places.
    let now = |all: &Vec<(String, String, String)>| {
        all.iter().filter(|(key, _, _)| !key.contains("/rank_change/")).cloned().collect::<Vec<_>>()
    };
    assert_eq!(now(&all[1]), now(&all[0]));
    assert_eq!(all[2], all[1]);
    // Each leads to a cell of its own source.
    let mut found = BTreeMap::new();
    let trace = json(&made[2].join("trace.json"));
    cells(&trace, "610302/nursing/compared/2020-11", &mut found);
    assert!(!found.is_empty() && found.keys().all(|id| id.starts_with("given/data.xlsx#figures!")), "{found:?}");
    let sources = sheet(&made[1], "sources");
    assert_eq!(sources[0]["source"], "渭滨区提供的figures.csv（2020年11月）");
    let sources = sheet(&made[0], "sources");
    assert!(sources[0]["source"].starts_with("宝鸡市民政局2020年11月报表"), "{:?}", sources[0]);
}

#[test]
fn a_desk_of_another_year_brings_nothing_and_says_so() {
    let members = "\n[[members]]\nregion = \"610300\"\ndesk = \"baoji-2020\"\n\n[[members]]\nregion = \"441500\"\ndesk = \"shanwei-2024\"\n";
    let set = format!("# 样子：两市\n\nname = \"两市\"\n{HEAD}{members}{THINGS}");
    let home = home_with(&["baoji-2020", "shanwei-2024"], &[("two", set)]);
    let at = home.path().to_str().unwrap();
    let output = yuebao(&["compare", "--set", "two", "--period", "2020-11", "--home", at]);
    assert!(output.status.success(), "{}", stderr(&output));
    let edition = home.path().join("outputs/compare/two/2020-11/第1版");
    let standings = sheet(&edition, "standings");
    let of = |region: &str| standings.iter().find(|row| row["region_code"] == region).unwrap();
    assert_eq!(of("441500")["reasons"], "统计台是其他年份的，本期没有报表");
    assert_eq!((of("610300")["state"].as_str(), of("610300")["rank"].as_str()), ("unranked", ""), "alone is no first");
    let none = yuebao(&["compare", "--set", "two", "--period", "2022-01", "--home", at]);
    assert_eq!(none.status.code(), Some(2));
    assert!(stderr(&none).contains("没有一个成员有 2022-01 的数"), "{}", stderr(&none));
    assert!(!home.path().join("outputs/compare/two/2022-01").exists());
}

#[test]
fn the_same_sources_give_the_same_bytes_and_no_new_edition() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    compared(one.path(), &["--set", "five-cities"]);
    compared(two.path(), &["--set", "five-cities", "--jobs", "1"]);
    assert_eq!(tree(one.path()), tree(two.path()));
    let before = tree(one.path());
    let again = yuebao(&["compare", "--set", "five-cities", "--out", one.path().to_str().unwrap()]);
    assert!(stdout(&again).contains("未另出新版"), "{}", stdout(&again));
    assert_eq!(tree(one.path()), before);
    let manifest = json(&one.path().join("manifest.json"));
    let kinds: BTreeSet<&str> =
        manifest["outputs"].as_array().unwrap().iter().map(|output| output["kind"].as_str().unwrap()).collect();
    for kind in ["briefing.pdf", "briefing.docx", "tables.xlsx", "data.xlsx", "figures.csv", "trace.json"] {
        assert!(kinds.contains(kind), "{kinds:?}");
    }
    assert_eq!((&manifest["state"], &manifest["period"]), (&"final".into(), &"latest".into()));
}

#[test]
fn what_cannot_be_compared_is_told_with_what_to_do() {
    let refused = |arguments: &[&str]| {
        let output = yuebao(&[&["compare"], arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", stdout(&output));
        stderr(&output)
    };
    let said = refused(&["--set", "six-cities"]);
    assert!(said.contains("没有“six-cities”这个对标集") && said.contains("five-cities"), "{said}");
    assert!(refused(&["--set", "five-cities", "--period", "2021-13"]).contains("不是报告期"));
    assert!(refused(&["--set", "five-cities", "--period", "2021-01..2021-02"]).contains("不接受区间"));
    assert!(refused(&[]).contains("还要写"));
    let given = |file: &str| counties("县区", &|_| format!("file = \"given/{file}\""));
    let sets = [("lacking", given("none.csv")), ("other", given("other.csv")), ("twice", given("twice.csv"))];
    let home = home_with(&[], &sets);
    let at = home.path().to_str().unwrap();
    std::fs::create_dir_all(home.path().join("given")).unwrap();
    std::fs::write(home.path().join("given/other.csv"), "地区,数\n渭滨区,5\n").unwrap();
    let head = "region_code,indicator,measure,period,value,unit\n";
    let row = |value: &str| format!("610302,eldercare.beds,stock,2020-11,{value},张\n");
    std::fs::write(home.path().join("given/twice.csv"), format!("{head}{}{}", row("5"), row("6"))).unwrap();
    let said = refused(&["--set", "lacking", "--home", at]);
    assert!(said.contains("given/none.csv"), "{said}");
    let said = refused(&["--set", "other", "--home", at]);
    assert!(said.contains("given/other.csv") && said.contains("缺：region_code"), "{said}");
    let said = refused(&["--set", "twice", "--home", at]);
    assert!(said.contains("有两个不同的数（E2、E3）"), "{said}");
    // A file beside the templates is no set of them.
    let stray = home.path().join("of-my-own.toml");
    std::fs::write(&stray, counties("县区", &|_| "published = true".to_owned())).unwrap();
    let said = refused(&["--set", stray.to_str().unwrap(), "--home", at]);
    assert!(said.contains("不在 templates/comparisons/ 里"), "{said}");
}

#[test]
fn the_sets_are_listed_and_the_table_fits_the_terminal() {
    let listed = stdout(&yuebao(&["list", "comparisons"]));
    assert!(
        listed.lines().any(|line| line.starts_with("five-cities") && line.ends_with("五地民政工作对标")),
        "{listed}"
    );
    let folder = tempfile::tempdir().unwrap();
    let output = yuebao(&["compare", "--set", "five-cities", "--out", folder.path().to_str().unwrap()]);
    let told = stdout(&output);
    let table: Vec<&str> = told.lines().take_while(|line| !line.contains("个文件")).collect();
    assert_eq!(table.len(), 14, "{told}");
    // A Chinese character takes two columns.
    assert!(
        table.iter().all(|line| line.chars().map(|c| 1 + usize::from(!c.is_ascii())).sum::<usize>() <= 80),
        "{told}"
    );
    let rate = table.iter().find(|line| line.starts_with("火化率")).unwrap();
    assert!(rate.contains("98.14%") && rate.contains("不可比"), "{rate}");
    let output = yuebao(&["compare", "--set", "five-cities", "--json", "--out", folder.path().to_str().unwrap()]);
    let rows: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(rows.as_array().unwrap().len(), figures(&folder.path().join("第1版")).len());
}
