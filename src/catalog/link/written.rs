//! Texts that must say something, and months of a desk's time.

use crate::catalog::error::{Problems, Source};
use crate::catalog::raw::Name;
use crate::finding::Said;
use crate::model::Month;

/// The text without white space around it; says so when nothing is left.
pub fn text(source: &Source, name: &Name, key: &str, problems: &mut Problems) -> String {
    let given = name.get_ref().trim();
    if given.is_empty() {
        problems.add(source, &name.span(), Said::new(format!("{key} 不能为空"), format!("{key} must not be empty")));
    }
    given.to_owned()
}

/// A month of the years from one to another (any, of a desk that is not known).
pub fn month_of(
    source: &Source,
    name: &Name,
    (first, last): (Option<i32>, Option<i32>),
    problems: &mut Problems,
) -> Option<Month> {
    let given = name.get_ref();
    let fits =
        |month: &Month| first.is_none_or(|year| year <= month.year()) && last.is_none_or(|year| month.year() <= year);
    let found = Month::parse(given).filter(fits);
    if found.is_none() {
        let year = last.unwrap_or(2021);
        let zh = format!("“{given}”不是本台的月份，应写如 {year}-06");
        problems.add(source, &name.span(), Said::new(zh, format!("no month of the desk; write {year}-06")));
    }
    found
}
