//! A document's number is of the year of its date (GB/T 9704—2012, 7.2.5): one that was given in another is not printed.

use super::error::Error;
use super::session::Session;
use crate::catalog::Report;
use crate::model::{Date, Period};

impl Session {
    /// Holds the numbers the registry has given against the date of the documents.
    ///
    /// # Errors
    /// A number of another year than the date's.
    pub(super) fn numbers_agree<'r>(
        &self,
        mut reports: impl Iterator<Item = &'r Report>,
        period: Period,
        as_of: Date,
    ) -> Result<(), Error> {
        let contradicted = reports.find_map(|report| {
            let issue = self.catalog.issues.get(&self.desk.id)?.get(&report.id)?;
            let (number, year) = (issue.numbers.get(&period.to_string())?, issue.years.get(&period.to_string())?);
            let shown = format!("{}〔{year}〕{number}号", issue.series.as_deref().unwrap_or_default());
            (*year != as_of.year()).then_some((report, shown, *year))
        });
        let Some((report, number, year)) = contradicted else { return Ok(()) };
        let error = Error::new("error.number_year").with("report", &report.name).with("number", number);
        let error = error.with("year", year).with("date", as_of.chinese()).with("dated", as_of.year());
        Err(error.with("period", period))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Fonts, Options};
    use crate::catalog::Issue;
    use std::collections::BTreeMap;

    #[test]
    fn a_number_of_last_year_does_not_go_on_a_document_of_this_one() {
        let home = Some(std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")));
        let desk = Some("xuchang-2021".to_owned());
        let mut session =
            Session::open(&Options { home, desk, fonts: Some(Fonts::Bundled), ..Options::default() }).unwrap();
        let (numbers, years) = (BTreeMap::from([("2021-11".into(), 86)]), BTreeMap::from([("2021-11".into(), 2021)]));
        let issue = Issue { series: Some("许民".into()), numbers, years, ..Issue::default() };
        session.catalog.issues =
            BTreeMap::from([("xuchang-2021".into(), BTreeMap::from([("circular".into(), issue)]))]);
        let circular = session.catalog.report("xuchang-2021", "circular").unwrap();
        let agree = |period: &str, day: &str| {
            let (period, as_of) = (Period::parse(period).unwrap(), Date::parse_iso(day).unwrap());
            session
                .numbers_agree(std::iter::once(circular), period, as_of)
                .map_err(|e| e.lines(crate::finding::Lang::Zh))
        };
        assert_eq!(agree("2021-11", "2021-12-29"), Ok(()));
        assert_eq!(agree("2021-10", "2022-01-05"), Ok(()), "no number is given yet: the room is left");
        let told = agree("2021-11", "2022-01-05").unwrap_err();
        let said = "的发文字号许民〔2021〕86号是2021年登记的，成文日期却是2022年1月5日，年份不一致，未出文件";
        assert!(told.len() == 1 && told[0].contains(said), "{told:?}");
    }
}
