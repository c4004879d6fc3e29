//! Small counts are hidden wherever they would be printed, and nothing printed gives them away.

#![allow(clippy::unwrap_used)] // Helpers of tests fail by panicking.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;
use support::{DESK, Row, home, inputs, rows, stderr, stdout, text_of, tree, yuebao};
use yuebao::app::{Options, ReportOptions, Session, Silent};
use yuebao::document::{Block, CellContent, ChartKind};

/// The symbol of a number that is not made public (themes/official.toml).
fn symbol(home: &Path) -> String {
    let theme = std::fs::read_to_string(home.join("templates/themes/official.toml")).unwrap();
    theme.parse::<toml::Table>().unwrap()["suppressed"].as_str().unwrap().to_owned()
}

/// An edition of March with and without hidden numbers, and what else the commands say.
struct Editions {
    home: tempfile::TempDir,
    inputs: tempfile::TempDir,
    plain: BTreeMap<String, Vec<u8>>,
    hiding: BTreeMap<String, Vec<u8>>,
}

const PERIOD: &str = "2021-03";

fn editions() -> &'static Editions {
    static MADE: OnceLock<Editions> = OnceLock::new();
    MADE.get_or_init(|| {
        let (home, inputs) = (home(), inputs(&["2021-01", "2021-02", "2021-03"]));
        let edition = |home: &Path| {
            let out = tempfile::tempdir().unwrap();
            let arguments = ["report", "--desk", DESK, "--period", PERIOD, "--out", out.path().to_str().unwrap()];
            let at = ["--home", home.to_str().unwrap(), "--inputs", inputs.path().to_str().unwrap()];
            let output = yuebao(&[arguments.as_slice(), &at].concat());
            assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
            let files = tree(out.path()).into_iter();
            files.map(|(path, bytes)| (path.rsplit('/').next().unwrap().to_owned(), bytes)).collect()
        };
        let plain = edition(home.path());
        suppress(home.path(), "funeral.toml", "funeral.cremations", 30);
        suppress(home.path(), "assistance.toml", "assistance.destitute.monitored_persons", 10);
        let hiding = edition(home.path());
        Editions { home, inputs, plain, hiding }
    })
}

fn suppress(home: &Path, file: &str, id: &str, below: u32) {
    let path = home.join("templates/indicators").join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    let line = format!("id = \"{id}\"\n");
    assert!(text.contains(&line));
    std::fs::write(path, text.replace(&line, &format!("{line}suppress_below = {below}\n"))).unwrap();
}

/// Figures by id.
fn figures(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Row> {
    rows(&files["figures.csv"]).into_iter().map(|row| (row["trace"].clone(), row)).collect()
}

fn hidden() -> BTreeSet<String> {
    let all = figures(&editions().hiding).into_iter();
    all.filter(|(_, row)| row["missing"] == "suppressed").map(|(id, _)| id).collect()
}

#[test]
fn small_counts_the_next_smallest_and_what_is_made_of_them_are_empty_and_totals_exact() {
    let (before, after) = (figures(&editions().plain), figures(&editions().hiding));
    let monitored = |unit: &str| format!("{unit}/assistance.destitute.monitored_persons/stock/{PERIOD}");
    // 2 of one unit, and 16 of the unit with the next smallest number.
    assert_eq!(
        (before[&monitored("411002")]["value"].as_str(), before[&monitored("XC-DCQ")]["value"].as_str()),
        ("2", "16")
    );
    let mut small = BTreeSet::new();
    for (id, row) in &before {
        let now = after.get(id);
        let below = match row["indicator"].as_str() {
            "funeral.cremations" => 30.0,
            "assistance.destitute.monitored_persons" => 10.0,
            _ => 0.0,
        };
        let count =
            ["month", "ytd", "stock", "prior_month", "prior_ytd", "prior_stock"].contains(&row["measure"].as_str());
        let value: f64 = row["value"].parse().unwrap_or(0.0);
        if row["region_code"] == "411000" {
            assert_eq!(now, Some(row), "{id}");
        } else if count && value > 0.0 && value < below {
            small.insert(id.clone());
        }
    }
    let hidden = hidden();
    assert!(small.len() > 5 && small.is_subset(&hidden), "{small:?}");
    for id in &hidden {
        assert!(after[id]["value"].is_empty() && after[id]["shown"].is_empty(), "{id}");
    }
    let of_monitored: Vec<&String> =
        hidden.iter().filter(|id| id.contains("monitored") && id.contains("/stock/")).collect();
    assert_eq!(of_monitored, [&monitored("411002"), &monitored("XC-DCQ")]);
    let mut groups: BTreeMap<(String, String), usize> = BTreeMap::new();
    for row in after.values().filter(|row| row["missing"] == "suppressed" && row["region_code"] != "411000") {
        *groups.entry((row["indicator"].clone(), row["measure"].clone())).or_default() += 1;
    }
    let counts = ["month", "ytd", "stock", "prior_month", "prior_ytd", "prior_stock"];
    for ((indicator, measure), count) in &groups {
        assert!(*count > 1 || !counts.contains(&measure.as_str()), "{indicator} {measure} hides one only");
    }
    // The rate of a hidden number, and its place; the others' places are taken among what is printed.
    let cremated: Vec<&str> =
        hidden.iter().filter_map(|id| id.strip_suffix(&format!("/funeral.cremations/month/{PERIOD}"))).collect();
    assert!(cremated.len() > 1);
    for unit in &cremated {
        assert_eq!(after[&format!("{unit}/funeral.cremation_rate/ratio/{PERIOD}")]["missing"], "suppressed");
        assert!(!after.contains_key(&format!("{unit}/funeral.cremation_rate/rank/{PERIOD}")));
    }
    let places: BTreeSet<&str> = after
        .iter()
        .filter(|(id, _)| id.contains("/funeral.cremation_rate/rank/"))
        .map(|(_, row)| row["value"].as_str())
        .collect();
    assert!(places.contains("1") && places.len() + cremated.len() <= 9, "{places:?}");
}

/// Texts that only hidden figures would print: rates to two places that no printed figure has.
fn telling() -> BTreeSet<String> {
    let (before, after) = (figures(&editions().plain), figures(&editions().hiding));
    let printed: BTreeSet<&str> = after.values().map(|row| row["shown"].as_str()).collect();
    let hidden = hidden();
    let shown = hidden.iter().filter_map(|id| before.get(id)).map(|row| row["shown"].as_str());
    shown.filter(|text| text.len() > 4 && text.contains('.') && !printed.contains(text)).map(str::to_owned).collect()
}

#[test]
fn no_file_of_the_edition_has_a_hidden_number() {
    let telling = telling();
    assert!(telling.len() > 5, "{telling:?}");
    let files = |files: &BTreeMap<String, Vec<u8>>, name: &str| text_of(name, &files[name]);
    let mut noticed = BTreeSet::new();
    for name in ["figures.csv", "trace.json", "data.xlsx", "tables.xlsx", "assessments.csv", "ranking.svg"] {
        let (before, after) = (files(&editions().plain, name), files(&editions().hiding, name));
        for text in &telling {
            // Preceded and followed by no digit: 12.34 does not stand in 112.345.
            let stands = |whole: &str| {
                whole.match_indices(text.as_str()).any(|(at, _)| {
                    let ends = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_digit() && c != '.');
                    ends(whole[..at].chars().next_back()) && ends(whole[at + text.len()..].chars().next())
                })
            };
            if stands(&before) && name != "ranking.svg" || name == "ranking.svg" && before.contains(text) {
                noticed.insert(name);
            }
            // Coordinates of a drawing are numbers too: there only what is written counts.
            let written = name != "ranking.svg" || after.contains(&format!("{text}%"));
            assert!(!(written && stands(&after)), "{name} has {text}");
        }
    }
    assert!(
        noticed.contains("figures.csv") && noticed.contains("tables.xlsx") && noticed.contains("ranking.svg"),
        "{noticed:?}"
    );
}

#[test]
fn cells_under_hidden_figures_are_named_but_not_quoted() {
    let json = |files: &BTreeMap<String, Vec<u8>>| -> serde_json::Value {
        serde_json::from_slice(&files["trace.json"]).unwrap()
    };
    let (before, after) = (json(&editions().plain), json(&editions().hiding));
    let mut seen = 0;
    for id in hidden() {
        let Some(figure) = after["figures"].get(&id) else { continue };
        assert_eq!((figure["value"].as_str(), figure["missing"].as_str()), (Some(""), Some("suppressed")), "{id}");
        let counted = ["/month/", "/ytd/", "/stock/"].iter().any(|measure| id.contains(measure));
        for cell in
            figure["operands"].as_array().unwrap().iter().filter_map(|operand| after["cells"].get(operand.as_str()?))
        {
            if counted && !id.contains("rate") {
                let place = format!(
                    "{}#{}!{}",
                    cell["file"].as_str().unwrap(),
                    cell["sheet"].as_str().unwrap(),
                    cell["cell"].as_str().unwrap()
                );
                assert!(!before["cells"][&place]["raw"].as_str().unwrap().is_empty(), "{place}");
                assert_eq!((cell["raw"].as_str(), cell["value"].as_str()), (Some(""), Some("")), "{place}");
                seen += 1;
            }
        }
    }
    assert!(seen > 5, "{seen}");
    let output = run(&["trace", "--period", PERIOD, "411002/assistance.destitute.monitored_persons/stock/2021-03"]);
    assert!(output.contains("(suppressed)") && output.contains("“”"), "{output}");
    // The total is printed whole, and under it the hidden parts have no number.
    let output = run(&["trace", "--period", PERIOD, "411000/assistance.destitute.monitored_persons/stock/2021-03"]);
    assert!(output.contains("各报送单位之和") && output.matches("(suppressed)").count() >= 4, "{output}");
    assert!(output.contains("“278”") && !output.contains("“2”") && !output.contains("“16”"), "{output}");
}

fn run(words: &[&str]) -> String {
    let editions = editions();
    let home = editions.home.path().to_str().unwrap();
    let at = ["--desk", DESK, "--home", home, "--inputs", editions.inputs.path().to_str().unwrap()];
    let output = yuebao(&[words, &at].concat());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    stdout(&output)
}

#[test]
fn tables_charts_and_sentences_show_the_symbol() {
    let editions = editions();
    let (home, inputs) = (editions.home.path(), editions.inputs.path());
    let options = Options {
        desk: Some(support::DESK.into()),
        home: Some(home.into()),
        inputs: Some(inputs.into()),
        ..Options::default()
    };
    let session = Session::open(&options).unwrap();
    let options = ReportOptions { period: Some(PERIOD.into()), ..ReportOptions::default() };
    let document = session.briefing(&options, &Silent).unwrap();
    let (hidden, symbol) = (hidden(), symbol(home));
    let (mut cells, mut bars, mut notes) = (0, 0, String::new());
    for block in &document.blocks {
        match block {
            Block::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    if let CellContent::Figure { key, shown, value, .. } = &cell.content
                        && hidden.contains(&key.to_string())
                    {
                        assert_eq!((shown, value), (&symbol, &None), "{key}");
                        cells += 1;
                    }
                }
                notes += &table.notes.iter().map(|note| yuebao::document::plain_text(note)).collect::<String>();
            }
            Block::Chart(chart) => {
                if let ChartKind::Ranking { bars: all, .. } = &chart.kind {
                    bars += all.iter().filter(|bar| bar.shown == symbol && bar.value.is_none()).count();
                }
            }
            _ => {}
        }
    }
    assert!(cells > 2 && bars > 1, "{cells} cells, {bars} bars");
    assert!(notes.contains("不宜公布"), "{notes}");
    let text = format!("{document:?}");
    for rate in telling() {
        assert!(!text.contains(&format!("{rate}%")), "{rate}");
    }
}

#[test]
fn below_three_nothing_can_be_hidden_and_a_ratio_never_by_itself() {
    let said = |change: &dyn Fn(&Path)| {
        let home = home();
        change(home.path());
        let output = yuebao(&["check", "--templates", "--home", home.path().to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(2));
        stderr(&output)
    };
    let low = said(&|home| suppress(home, "funeral.toml", "funeral.deaths", 2));
    assert!(low.contains("funeral.toml:") && low.contains("不小于 3"), "{low}");
    let ratio = said(&|home| suppress(home, "funeral.toml", "funeral.cremation_rate", 5));
    assert!(ratio.contains("比率随其分子、分母"), "{ratio}");
}

const FORM: &str = r#"title = "分乡镇"
region = "禹州市"
period = "2021-11"

[[indicators]]
name = "特困人数"
kind = "stock"
unit = "人"
suppress_below = 5

[[indicators]]
name = "低保人数"
kind = "stock"
unit = "人"

[[tables]]
rows_are = "regions"
label_heads = ["乡镇"]
totals = ["合计"]
subtotals = ["小计"]

[[tables.columns]]
heads = ["特困"]
indicator = "特困人数"

[[tables.columns]]
heads = ["低保"]
indicator = "低保人数"
"#;

#[test]
fn files_read_by_a_form_hide_values_cells_and_messages() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    std::fs::write(path("form.toml"), FORM).unwrap();
    let table = "乡镇,特困,低保\n甲镇,４人,103\n乙镇,77,41\n小计,81,144\n丙镇,19,207\n丁镇,约3,55\n合计,100,406\n";
    std::fs::write(path("乡镇.csv"), table).unwrap();
    let of = |json: &[&str]| {
        let arguments =
            ["figures", "--form", &path("form.toml"), "--cells", &path("cells.csv"), &path("乡镇.csv"), "-v"];
        let output = yuebao(&[&arguments, json].concat());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        output
    };
    let output = of(&[]);
    let said = stderr(&output);
    for secret in ["４", "现值“约3", "约3", "读作4", "读作3"] {
        assert!(!said.contains(secret), "{secret}: {said}");
    }
    let figures = rows(&output.stdout);
    let row = |region: &str, name: &str| {
        figures.iter().find(|row| row["region"] == region && row["indicator_name"] == name).unwrap()
    };
    for region in ["甲镇", "丙镇"] {
        let row = row(region, "特困人数");
        assert_eq!(
            (row["value"].as_str(), row["shown"].as_str(), row["missing"].as_str()),
            ("", "", "suppressed"),
            "{region}"
        );
    }
    assert_eq!(row("乙镇", "特困人数")["value"], "77");
    assert_eq!(row("禹州市", "特困人数")["value"], "100");
    assert_eq!(row("甲镇", "低保人数")["value"], "103");
    for cell in rows(&std::fs::read(path("cells.csv")).unwrap()) {
        let hidden = ["B2", "B4", "B5", "B6"].contains(&cell["cell"].as_str());
        assert_eq!(cell["value"].is_empty() && cell["raw"].is_empty(), hidden, "{cell:?}");
    }
    let json = stdout(&of(&["--json"]));
    let list: Vec<Row> = serde_json::from_str(&json).unwrap();
    assert!(list.iter().any(|row| row["missing"] == "suppressed" && row["value"].is_empty()));
    assert!(!json.contains("\"19\""), "{json}");
}
