//! Thresholds of the words of degree: of the theme, of a report that sets its own.

use super::*;

const OWN: &str = "\n[degrees]\namount_plain = 2\namount_quick = 10\namount_sharp = 30\npoints_plain = 0.5\npoints_quick = 3\n\
                   points_sharp = 10\nsmall_base = 5\n";

#[test]
fn a_report_without_its_own_has_none() {
    let mut files = bundled();
    assert!(catalog().reports["monthly"].degrees.is_none());
    let file = "reports/monthly/report.toml";
    files.get_mut(file).unwrap().extend_from_slice(OWN.as_bytes());
    let catalog = load(&files, String::new()).unwrap_or_else(|errors| panic!("{}", texts(&errors).join("\n")));
    let own = catalog.reports["monthly"].degrees.unwrap();
    assert_eq!((own.amount[0].to_string(), own.small_base.to_string()), ("2".to_owned(), "5".to_owned()));
    assert_eq!(catalog.themes["official"].degrees.amount[0].to_string(), "1");
}

#[test]
fn thresholds_rise() {
    let file = "themes/official.toml";
    let said =
        broken(&[(file, "amount_quick = 10", "amount_quick = 30"), (file, "points_plain = 0.5", "points_plain = 0")]);
    assert_eq!(said.len(), 2, "{said:#?}");
    assert!(
        said[0].starts_with("themes/official.toml:")
            && said[0].contains("amount_quick")
            && said[0].contains("由小到大")
    );
    let said = broken(&[(file, "small_base = 10\n", "")]);
    assert!(said[0].contains("small_base"), "{said:#?}");
}
