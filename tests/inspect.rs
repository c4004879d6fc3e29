//! Files that no desk knows: what `inspect` says of them, and the forms it drafts (tests/cases/*/README.md).

#![allow(clippy::unwrap_used, clippy::panic)] // Helpers of tests fail by panicking.

mod support;

use std::collections::BTreeMap;
use std::path::PathBuf;
use support::{root, stderr, stdout, yuebao};
use yuebao::model::Decimal;

/// Rows of a CSV as maps by head.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let split = |line: &str| {
        let (mut fields, mut quoted) = (vec![String::new()], false);
        for c in line.chars() {
            match c {
                '"' => quoted = !quoted,
                ',' if !quoted => fields.push(String::new()),
                other => fields.last_mut().unwrap().push(other),
            }
        }
        fields
    };
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let heads = split(lines.next().unwrap());
    lines.map(|line| heads.iter().cloned().zip(split(line)).collect()).collect()
}

fn case(number: &str) -> (PathBuf, PathBuf) {
    let mut folders = std::fs::read_dir(root().join("tests/cases")).unwrap().map(|entry| entry.unwrap().path());
    let folder = folders.find(|path| path.file_name().unwrap().to_string_lossy().starts_with(number)).unwrap();
    let files = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files = files.filter(|path| path.extension().is_some_and(|e| e == "xls" || e == "xlsx"));
    (files.next().unwrap(), folder)
}

/// How much of one unit of money is a 元; anything else is itself.
fn worth(unit: &str) -> Decimal {
    let factor = [("亿元", 100_000_000), ("万元", 10_000), ("千元", 1000), ("百元", 100)];
    Decimal::from(factor.iter().find(|(name, _)| *name == unit).map_or(1, |(_, factor)| *factor))
}

fn is_value(found: &BTreeMap<String, String>, wanted: &BTreeMap<String, String>) -> bool {
    let number = |row: &BTreeMap<String, String>| {
        Some(Decimal::from_str_exact(row.get("value")?).ok()? * worth(row.get("unit").map_or("", String::as_str)))
    };
    let (Some(found), Some(wanted)) = (number(found), number(wanted)) else { return false };
    // A percentage as a person sees it is rounded.
    found.round_dp(wanted.scale()).normalize() == wanted.normalize()
}

/// Cells of detail that the drafted form reads as they are, of all there are.
fn reached(number: &str) -> (usize, usize, String) {
    let (file, folder) = case(number);
    let file = file.to_str().unwrap();
    let out = tempfile::tempdir().unwrap();
    let (form, cells) = (out.path().join("form.toml"), out.path().join("cells.csv"));
    let drafted = yuebao(&["inspect", "--draft-form", file]);
    assert_eq!(drafted.status.code(), Some(0), "{number}: {}", stderr(&drafted));
    std::fs::write(&form, &drafted.stdout).unwrap();
    let read = yuebao(&["figures", "--form", form.to_str().unwrap(), "--cells", cells.to_str().unwrap(), file]);
    assert_eq!(read.status.code(), Some(0), "{number}: {}", stderr(&read));
    let found = rows(&std::fs::read_to_string(&cells).unwrap());
    let expected = rows(&std::fs::read_to_string(folder.join("expected.csv")).unwrap());
    let detail: Vec<_> =
        expected.iter().filter(|row| ["detail", "aggregate"].contains(&row["row_type"].as_str())).collect();
    let there = |wanted: &&&BTreeMap<String, String>| {
        let same = |row: &&BTreeMap<String, String>| row["sheet"] == wanted["sheet"] && row["cell"] == wanted["cell"];
        found.iter().filter(same).any(|row| is_value(row, wanted))
    };
    (detail.iter().filter(there).count(), detail.len(), stdout(&drafted))
}

#[test]
fn a_drafted_form_reads_the_file_it_was_drafted_for() {
    for number in ["01", "03", "04", "05", "06", "07", "08", "09"] {
        let (reached, all, _) = reached(number);
        assert!(all > 0 && reached * 10 >= all * 9, "{number}: {reached} of {all}");
    }
}

#[test]
fn a_roster_is_counted_and_names_no_one() {
    let mut list =
        String::from("2021年11月高龄津贴名册\n序号,县市区,姓名,身份证号,津贴金额（元）,状态,联系人,联系电话\n");
    let (mut counts, mut sums) = ([0_i64; 3], [0_i64; 3]);
    let regions = ["魏都区", "建安区", "长葛市"];
    for n in 0..600_usize {
        let (region, amount, stopped) = (n * 7 % 3, 50 + n % 4 * 10, n % 11 == 0);
        let state = if stopped { "停发" } else { "正常" };
        let person = format!("钱某{n},4110021931010{n:05},{amount},{state},孙某,13800000{n:03}");
        list += &format!("{},{},{person}\n", n + 1, regions[region]);
        counts[region] += i64::from(!stopped);
        sums[region] += if stopped { 0 } else { i64::try_from(amount).unwrap() };
    }
    list += "合计,,,,40000,,,\n填表人：李某,,,,,,,\n";
    let folder = tempfile::tempdir().unwrap();
    let (file, form) = (folder.path().join("名册.csv"), folder.path().join("form.toml"));
    std::fs::write(&file, &list).unwrap();
    let drafted = yuebao(&["inspect", "--draft-form", file.to_str().unwrap()]);
    let text = stdout(&drafted);
    assert_eq!(text.matches("personal = true").count(), 4, "{text}");
    assert!(!["钱某", "孙某", "李某", "411002", "138000"].iter().any(|secret| text.contains(secret)), "{text}");
    std::fs::write(&form, &drafted.stdout).unwrap();
    let read = yuebao(&["figures", "--form", form.to_str().unwrap(), file.to_str().unwrap()]);
    assert!(stderr(&read).contains("“合计”一行不像一条记录"), "{}", stderr(&read));
    let found = rows(&stdout(&read));
    assert_eq!(found.len(), 6, "{text}");
    for (n, region) in regions.iter().enumerate() {
        let mine = found.iter().filter(|row| row["region"] == *region);
        let values: Vec<&str> = mine.map(|row| row["value"].as_str()).collect();
        assert!(values.contains(&counts[n].to_string().as_str()), "{region} {values:?} {counts:?}");
        assert!(values.contains(&sums[n].to_string().as_str()), "{region} {values:?} {sums:?}");
    }
}

/// Columns of a line on a terminal, counted generously: all that is not ASCII is wide.
fn width(line: &str) -> usize {
    line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

#[test]
fn a_page_fits_the_terminal() {
    let mut files: Vec<PathBuf> = ["01", "03", "04", "05", "06", "07", "08", "09"].iter().map(|n| case(n).0).collect();
    let month = std::fs::read_dir(root().join("inputs/xuchang-2021/2021-11")).unwrap();
    files.extend(month.map(|entry| entry.unwrap().path()).take(3));
    for file in files {
        for lang in ["zh", "en"] {
            let page = yuebao(&["inspect", "--lang", lang, file.to_str().unwrap()]);
            assert_eq!(page.status.code(), Some(0), "{}", stderr(&page));
            let page = stdout(&page);
            let wide: Vec<&str> = page.lines().filter(|line| width(line) > 80).collect();
            assert!(wide.is_empty(), "{wide:#?}");
            assert!(page.lines().count() > 5 && !page.contains(['\u{1b}', '\u{7}']), "{page}");
        }
    }
}

#[test]
fn a_known_return_says_which_form_reads_it() {
    let folder = root().join("inputs/xuchang-2021/2021-11");
    let file = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).max().unwrap();
    let page = stdout(&yuebao(&["inspect", "--desk", support::DESK, file.to_str().unwrap()]));
    assert!(page.contains("认作") && page.contains("table4") && !page.contains("没有报表认得它"), "{page}");
    let json = stdout(&yuebao(&["inspect", "--json", file.to_str().unwrap()]));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let known = json["sheets"].as_array().unwrap().iter().filter(|sheet| sheet["form"]["id"] == "table4");
    assert_eq!(known.count(), 1);
}

#[test]
fn what_cannot_be_read_is_said_with_exit_2() {
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("坏\u{1b}[31m.xlsx");
    std::fs::write(&broken, b"PK\x03\x04 nothing").unwrap();
    for arguments in [
        vec!["inspect", broken.to_str().unwrap()],
        vec!["inspect", "--draft-form", broken.to_str().unwrap()],
        vec!["inspect", "absent.xlsx"],
        vec!["inspect"],
        vec!["inspect", "--desk", "nowhere", broken.to_str().unwrap()],
    ] {
        let output = yuebao(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?} {}", stderr(&output));
        assert!(output.stdout.is_empty() && !stderr(&output).contains("\u{1b}[31m"), "{}", stderr(&output));
    }
}

/// What a drafted form reads of a workbook of `tests/inspect/drafts.py`: region, indicator, measure, value and unit by
/// cell; and the form.
type Drafted = (BTreeMap<String, [String; 5]>, String);

fn drafted(folder: &std::path::Path, name: &str) -> Drafted {
    let file = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let (book, form, cells) = (file(&format!("{name}.xlsx")), file("form.toml"), file("cells.csv"));
    let drafted = yuebao(&["inspect", "--draft-form", &book]);
    assert_eq!(drafted.status.code(), Some(0), "{name}: {}", stderr(&drafted));
    std::fs::write(&form, &drafted.stdout).unwrap();
    // The form is read as any other, and the sheet by it.
    let page = yuebao(&["inspect", &book, "--form", &form]);
    assert_eq!(page.status.code(), Some(0), "{name}: {}{}", stderr(&page), stdout(&drafted));
    let read = yuebao(&["figures", "--form", &form, "--cells", &cells, &book]);
    assert_eq!(read.status.code(), Some(0), "{name}: {}{}", stderr(&read), stdout(&drafted));
    let found = rows(&std::fs::read_to_string(&cells).unwrap());
    let of_row = |row: &BTreeMap<String, String>| {
        let value = ["region", "indicator", "measure", "value", "unit"].map(|key| row[key].clone());
        (row["cell"].clone(), value)
    };
    (found.iter().map(of_row).collect(), stdout(&drafted))
}

#[test]
fn forms_are_drafted_for_units_sections_and_heads_in_pairs() {
    let folder = tempfile::tempdir().unwrap();
    let Some(made) = support::python("tests/inspect/drafts.py", &[folder.path()]) else { return };
    assert!(made.status.success(), "{}", stderr(&made));
    let units = [("B", "户"), ("C", "人"), ("D", "户"), ("E", "人"), ("F", "万元")];
    for (name, all, cells) in [
        ("plain", 14, vec![("C4", "死亡人数", "month", "2637", "人"), ("D9", "乡镇敬老院", "ytd", "61", "个")]),
        (
            "sections",
            15,
            vec![
                ("D6", "临时救助户次", "month", "1200", "户次"),
                ("E7", "临时救助资金", "ytd", "900.25", "万元"),
                ("F10", "火化遗体数", "prior_ytd", "17000", "具"),
                ("D12", "其中：惠民殡葬减免", "month", "50", "人次"),
            ],
        ),
        ("places", 16, vec![("C5", "结婚登记", "month", "501", "对"), ("F9", "火化遗体数", "ytd", "3650", "具")]),
    ] {
        let (found, form) = drafted(folder.path(), name);
        let values = found.values().filter(|value| !value[3].is_empty()).count();
        assert_eq!(values, all, "{name}: {found:?}\n{form}");
        for (cell, indicator, measure, value, unit) in cells {
            let got = &found[cell];
            let wanted = [indicator.trim_start_matches("其中："), measure, value, unit];
            let said = [got[1].trim_start_matches("其中："), &got[2], &got[3], &got[4]];
            assert!(
                said[1..] == wanted[1..] && indicator_is(said[0], wanted[0], &form),
                "{name} {cell}: {got:?}\n{form}"
            );
        }
        // The blank gives the same form, but for the rows it shows.
        let (blank, other) = drafted(folder.path(), &format!("{name}0"));
        assert_eq!(keys(&blank), keys(&found), "{name}: {other}");
    }
    for name in ["pairs", "flat", "lean"] {
        let (found, form) = drafted(folder.path(), name);
        assert_eq!(found.len(), 35, "{name}: {found:?}\n{form}");
        for (column, unit) in units {
            let first = found.iter().find(|(cell, _)| cell.starts_with(column)).unwrap();
            assert_eq!(first.1[4], unit, "{name} {first:?}\n{form}");
        }
        let kinds: std::collections::BTreeSet<&String> = found.values().map(|value| &value[1]).collect();
        assert_eq!(kinds.len(), 5, "{name}: {kinds:?}\n{form}");
        let (blank, other) = drafted(folder.path(), &format!("{name}0"));
        assert_eq!(keys(&blank), keys(&found), "{name}: {other}");
    }
}

/// Cells with what they are of, whatever stands in them.
fn keys(found: &BTreeMap<String, [String; 5]>) -> Vec<(&String, &[String])> {
    found.iter().map(|(cell, value)| (cell, &value[..3])).collect()
}

/// The list of cells gives ids: the form's own indicators go by their names there, those of the dictionary do not.
fn indicator_is(id: &str, name: &str, form: &str) -> bool {
    id == name || !form.contains(&format!("name = \"{name}\"")) && id.contains('.')
}
