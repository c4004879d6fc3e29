//! Appraisal schemes that could not score, and desks that name them wrongly.

use super::*;

const DESK: &str = "desks/xuchang-2021/desk.toml";

fn with_appraisal(lines: &str) -> (String, String) {
    ("[letters]".to_owned(), format!("[appraisal]\n{lines}\n\n[letters]"))
}

#[test]
fn a_scheme_takes_targets_once_and_its_numbers_mean_something() {
    let file = "schemes/month.toml";
    let said = broken(&[
        (file, "rest = true", "rest = true\ntopic = \"养老\""),
        (file, "points = 5\n", "points = -5\n"),
        (file, "unreported = \"zero\"", "unreported = \"zero\"\ncap = 0.9"),
        (file, "from = 95", "from = 101"),
    ]);
    for part in ["target、topic、rest = true 必有且只有其一", "应大于 0", "完成比的上限应不小于 1"]
    {
        assert!(said.iter().any(|s| s.contains(part)), "{part}: {said:#?}");
    }
    let said = broken(&[(file, "from = 95", "from = 101")]);
    assert!(said.iter().any(|s| s.contains("高于最高分100")), "{said:#?}");
    let said = broken(&[(file, "rest = true", "topic = \"没有的领域\"")]);
    assert!(said.iter().any(|s| s.contains("没有领域“没有的领域”")), "{said:#?}");
    let said = broken(&[(file, "kind = \"appraisal\"", "kind = \"apraisal\"")]);
    assert!(said.iter().any(|s| s.contains("是不是“appraisal”")), "{said:#?}");
}

#[test]
fn a_desk_names_schemes_that_are_there_and_carries_what_is_scored() {
    let (from, to) = with_appraisal("month = \"month\"\nquarter = \"quarter\"\nyear = \"year\"");
    let mut files = bundled();
    let text = String::from_utf8(files[DESK].clone()).unwrap().replace(&from, &to);
    files.insert(DESK.to_owned(), text.into());
    let catalog = load(&files, String::new()).unwrap_or_else(|errors| panic!("{}", texts(&errors).join("\n")));
    assert_eq!(catalog.desks["xuchang-2021"].appraisals.year.as_deref(), Some("year"));
    for (lines, part) in [
        ("month = \"mont\"", "没有考评办法“mont”"),
        // A scheme for returns is none for targets.
        ("month = \"quality\"", "没有考评办法“quality”"),
        ("quarter = \"quarter\"", "“quarter”要用各月得分"),
        ("month = \"quarter\"", "“quarter”要用各月得分"),
    ] {
        let (from, to) = with_appraisal(lines);
        let said = broken(&[(DESK, &from, &to)]);
        assert!(said.iter().any(|s| s.contains(part)), "{part}: {said:#?}");
    }
    let (from, to) = with_appraisal("month = \"month\"");
    let said = broken(&[(DESK, &from, &to), ("schemes/month.toml", "rest = true", "target = \"no.such\"")]);
    assert!(said.iter().any(|s| s.contains("所列的目标“no.such”不是本台下达到单位的目标")), "{said:#?}");
}
