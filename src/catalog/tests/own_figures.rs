//! Figures only the bureau has: each of something that can be, and that no form of its own asks for.

use super::*;
use crate::model::{Measure, Month};

const FILE: &str = "desks/xuchang-2021/own_figures.toml";

/// One figure with these keys, and what is said of it.
fn said(keys: &str) -> Vec<String> {
    let mut files = bundled();
    let text = format!("document = \"某总结\"\n[[figures]]\n{keys}\nvalue = 50\nquote = \"提升到50项\"\n");
    files.insert(FILE.to_owned(), text.into_bytes());
    load(&files, String::new()).map_or_else(|errors| texts(&errors), |_| Vec::new())
}

#[test]
fn a_figure_stands_in_each_month_it_is_of() {
    let mut files = bundled();
    let figure =
        "indicator = \"即办件事项\"\nmeasure = \"期末\"\nmonth = \"2021-03\"\nuntil = \"2021-05\"\nvalue = 33\n";
    let text = format!("document = \"某总结\"\n\n[[figures]]\n{figure}quote = \"原来33项\"\n");
    files.insert(FILE.to_owned(), text.into_bytes());
    let own = load(&files, String::new()).unwrap().own_figures["xuchang-2021"].clone();
    let of: Vec<(Month, String)> = own.figures.iter().map(|f| (f.month, f.value.to_string())).collect();
    assert_eq!(of, [3, 4, 5].map(|month| (Month::new(2021, month).unwrap(), "33".to_owned())));
    let first = &own.figures[0];
    assert_eq!((first.measure, first.line, first.quote.as_str()), (Measure::Stock, 4, "原来33项"));
    assert_eq!((own.file.as_str(), own.sha256.len()), (FILE, 64));
}

#[test]
fn what_cannot_be_a_figure_of_the_bureau_is_told() {
    let month = "month = \"2021-11\"";
    for (keys, what) in [
        (format!("indicator = \"即办件事情\"\nmeasure = \"期末\"\n{month}"), "没有指标“即办件事情”"),
        (format!("indicator = \"即办件事项\"\nmeasure = \"本年累计\"\n{month}"), "计量不合"),
        (format!("indicator = \"即办件事项占比\"\nmeasure = \"比率\"\n{month}"), "计量不合"),
        ("indicator = \"即办件事项\"\nmeasure = \"期末\"\nmonth = \"2020-11\"".to_owned(), "不是本台的月份"),
        (
            format!("indicator = \"行业协会商会数\"\nmeasure = \"期末\"\n{month}"),
            "市本级的报表（xuchang-own）已有这个指标",
        ),
        (format!("indicator = \"即办件事项\"\nmeasure = \"期末\"\n{month}\nuntil = \"2021-11\""), "until 应晚于 month"),
    ] {
        let said = said(&keys);
        assert!(said.len() == 1 && said[0].contains(what), "{keys}: {said:#?}");
    }
}
