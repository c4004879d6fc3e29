//! The reports of an edition beside the desk's own.

use super::error::Error;
use super::session::Session;
use crate::catalog::{Report, normalise};

impl Session {
    /// The reports the desk always makes beside its own, and those that are asked for by id or by name, each once.
    ///
    /// # Errors
    /// One that is not there, or that the returns of the desk do not fill.
    pub(super) fn others(&self, asked: &[String]) -> Result<Vec<&Report>, Error> {
        let known = self.catalog.reports_for(&self.desk);
        let id_of = |text: &'_ String| id_of(&known, text);
        let mut ids: Vec<String> = Vec::new();
        for id in self.desk.also.iter().cloned().chain(asked.iter().map(id_of)) {
            if id != self.desk.report && !ids.contains(&id) {
                ids.push(id);
            }
        }
        let report = |id: String| {
            let found = self.desk.also.contains(&id).then(|| self.catalog.report(&self.desk.id, &id)).flatten();
            let found = found.or_else(|| known.iter().copied().find(|report| report.id == id));
            found.ok_or_else(|| unknown(&known, &id))
        };
        ids.into_iter().map(report).collect()
    }

    /// The reports that are asked for alone, each once; the desk's own may be among them.
    ///
    /// # Errors
    /// As [`Session::others`].
    pub(super) fn only(&self, asked: &[String]) -> Result<Vec<&Report>, Error> {
        let known = self.catalog.reports_for(&self.desk);
        let mut only: Vec<&Report> = Vec::new();
        for id in asked.iter().map(|text| id_of(&known, text)) {
            let found = known.iter().copied().find(|report| report.id == id).ok_or_else(|| unknown(&known, &id))?;
            if !only.contains(&found) {
                only.push(found);
            }
        }
        Ok(only)
    }
}

/// The id of the report that is called so; the text itself where none is.
fn id_of(known: &[&Report], text: &str) -> String {
    let by_name = || known.iter().find(|report| normalise(&report.name) == normalise(text));
    let found = known.iter().find(|report| report.id == text).or_else(by_name);
    found.map_or_else(|| text.to_owned(), |report| report.id.clone())
}

fn unknown(known: &[&Report], id: &str) -> Error {
    let names = known.iter().map(|report| format!("{}（{}）", report.name, report.id)).collect::<Vec<_>>().join("、");
    Error::new("error.report").with("report", id).with("known", names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Fonts, Options};

    fn session() -> Session {
        let home = Some(std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")));
        let options =
            Options { home, desk: Some("xuchang-2021".into()), fonts: Some(Fonts::Bundled), ..Options::default() };
        Session::open(&options).unwrap()
    }

    fn ids(asked: &[&str]) -> Result<Vec<String>, Vec<String>> {
        let asked: Vec<String> = asked.iter().map(ToString::to_string).collect();
        let session = session();
        let found = session.others(&asked).map_err(|error| error.lines(crate::finding::Lang::Zh))?;
        let also = &session.desk.also;
        Ok(found.iter().map(|report| report.id.clone()).filter(|id| !also.contains(id)).collect())
    }

    #[test]
    fn a_report_is_asked_for_by_its_id_or_its_name() {
        // What the desk makes anyway is not made twice.
        assert_eq!(ids(&["通报", "调度会材料", "函", "inquiry", "民政统计月报"]).unwrap(), ["meeting", "inquiry"]);
        let told = ids(&["通告"]).unwrap_err();
        assert!(told[0].contains("没有“通告”这种报告") && told[0].contains("通报（circular）"), "{told:?}");
        let session = session();
        let only = session.only(&["领导参阅".into(), "monthly".into(), "brief".into()]).unwrap();
        assert_eq!(only.iter().map(|report| report.id.as_str()).collect::<Vec<_>>(), ["brief", "monthly"]);
        assert!(session.only(&["通告".into()]).is_err());
    }
}
