//! Numbers as counties write them.

use super::*;
use proptest::prelude::*;

fn number(text: &str, unit: &str) -> Option<String> {
    match read(text, unit, &["—".into(), "－".into(), "/".into()]) {
        Reading::Number(n, _) => Some(n.to_string()),
        _ => None,
    }
}

#[test]
fn the_ways_counties_write_numbers() {
    for (text, unit, expected) in [
        ("１７，０２３", "人", "17023"),
        ("２１．５３", "万元", "21.53"),
        ("1,346.11", "万元", "1346.11"),
        ("15,020人", "人", "15020"),
        ("24.55万元", "万元", "24.55"),
        ("822\u{a0}", "对", "822"),
        ("\u{3000}678", "个", "678"),
        ("-3", "人", "-3"),
        ("245500元", "万元", "24.55"),
        ("98.53%", "%", "98.53"),
    ] {
        assert_eq!(number(text, unit).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn what_is_no_number_is_said() {
    let read = |text| read(text, "人", &["—".into(), "－".into()]);
    assert_eq!(read("约1300"), Reading::Approximate);
    assert_eq!(read("74（含补报5）"), Reading::Annotated(Decimal::from(74)));
    assert_eq!(read("－"), Reading::Placeholder);
    assert_eq!(read("\u{3000} "), Reading::Blank);
    for bad in ["1,23", "12,3456", "1.2.3", "12户", "--1", "12.", ".5"] {
        assert_eq!(read(bad), Reading::NotANumber, "{bad}");
    }
}

proptest! {
    #[test]
    fn any_text_has_a_reading(text in ".*") {
        let _ = read(&text, "万元", &[]);
    }

    #[test]
    fn separators_change_nothing(n in 0_u64..10_000_000_000) {
        let plain = n.to_string();
        let mut grouped = String::new();
        for (i, c) in plain.chars().enumerate() {
            if i > 0 && (plain.len() - i).is_multiple_of(3) { grouped.push(','); }
            grouped.push(c);
        }
        prop_assert_eq!(number(&grouped, "人"), Some(plain));
    }
}
