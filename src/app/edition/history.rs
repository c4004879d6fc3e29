//! What there is of a desk: its periods, their editions, what each was made of, and what became of it.

use super::issued::{Issued, changed, issued};
use super::manifest::{Input, Manifest};
use super::shelf::{Kept, MANIFEST, Shelf, folder_name, number_of};
use crate::app::error::Error;
use crate::app::store;
use crate::model::Period;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// One edition as `yuebao history` tells it.
#[derive(Clone, Debug, Serialize)]
pub struct EditionRecord {
    pub edition: u32,
    pub state: String,
    pub as_of: String,
    pub tool: String,
    pub template_hash: String,
    /// How many inputs there are of each state.
    pub inputs: BTreeMap<String, usize>,
    /// Returns that were there and did not count, because a later one took their place.
    pub superseded: Vec<Input>,
    /// Inputs that came, went or changed since the edition before.
    pub changes: Vec<Change>,
    pub published: Option<Issued>,
    /// Files that are not as they were written.
    pub damaged: Vec<String>,
    pub current: bool,
}

/// What happened to an input between two editions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    pub path: String,
    /// `added`, `removed`, `replaced` (another content of the same name) or `state` (it counts otherwise).
    pub what: &'static str,
    pub state: String,
}

/// The editions of one period.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodHistory {
    pub period: String,
    #[serde(skip)]
    pub folder: PathBuf,
    pub editions: Vec<EditionRecord>,
    /// Folders of editions whose manifest is lost.
    pub spoiled: Vec<u32>,
    /// Editions that were published and are not there, or not as they were then.
    pub lost: Vec<Issued>,
}

/// The history of a period's folder.
///
/// # Errors
/// I/O.
pub fn of_period(out: &Path, period: &str) -> Result<PeriodHistory, Error> {
    let shelf = Shelf::read(out)?;
    let published = issued(out)?;
    let mut editions = Vec::new();
    let mut before: Option<&Manifest> = None;
    for kept in &shelf.editions {
        let manifest = &kept.manifest;
        let mut inputs: BTreeMap<String, usize> = BTreeMap::new();
        for input in &manifest.inputs {
            *inputs.entry(input.state.clone()).or_default() += 1;
        }
        editions.push(EditionRecord {
            edition: manifest.edition,
            state: manifest.state.clone(),
            as_of: manifest.as_of.clone(),
            tool: manifest.tool.clone(),
            template_hash: manifest.template_hash.clone(),
            inputs,
            superseded: manifest.inputs.iter().filter(|input| input.state == "superseded").cloned().collect(),
            changes: before.map(|before| changes(before, manifest)).unwrap_or_default(),
            published: published.iter().find(|one| is_of(one, kept)).cloned(),
            damaged: changed(out, kept)?,
            current: false,
        });
        before = Some(manifest);
    }
    if let Some(last) = editions.last_mut() {
        last.current = true;
    }
    let is_there = |one: &Issued| shelf.editions.iter().any(|kept| is_of(one, kept));
    let lost = published.iter().filter(|one| !is_there(one)).cloned().collect();
    let (folder, period) = (out.to_owned(), period.to_owned());
    Ok(PeriodHistory { period, folder, editions, spoiled: shelf.spoiled, lost })
}

/// Every period of a desk's folder that has editions, in order.
///
/// # Errors
/// I/O.
pub fn of_desk(folder: &Path) -> Result<Vec<PeriodHistory>, Error> {
    let mut all = Vec::new();
    for (name, path) in store::folders(folder)? {
        if Period::parse(&name).is_ok() {
            all.push(of_period(&path, &name)?);
            // Reports made alone have a series of their own, in a folder of the period's.
            for (report, path) in store::folders(&path)? {
                if path.join(MANIFEST).is_file() && number_of(&report).is_none() {
                    all.push(of_period(&path, &format!("{name} {report}"))?);
                }
            }
        }
    }
    all.retain(|history| !history.editions.is_empty() || !history.spoiled.is_empty() || !history.lost.is_empty());
    Ok(all)
}

/// Whether this is the edition that was published then.
fn is_of(one: &Issued, kept: &Kept) -> bool {
    one.edition == kept.manifest.edition && one.sha256 == store::sha256(&kept.bytes)
}

/// What differs between the inputs of two editions, by path.
pub fn changes(before: &Manifest, after: &Manifest) -> Vec<Change> {
    let by_path = |manifest: &'_ Manifest| -> BTreeMap<String, Input> {
        manifest.inputs.iter().map(|input| (input.path.clone(), input.clone())).collect()
    };
    let (old, new) = (by_path(before), by_path(after));
    let change =
        |path: &str, what: &'static str, state: &str| Change { path: path.to_owned(), what, state: state.to_owned() };
    let mut all = Vec::new();
    for (path, input) in &new {
        match old.get(path) {
            None => all.push(change(path, "added", &input.state)),
            Some(earlier) if earlier.sha256 != input.sha256 => all.push(change(path, "replaced", &input.state)),
            Some(earlier) if earlier.state != input.state => all.push(change(path, "state", &input.state)),
            Some(_) => {}
        }
    }
    all.extend(old.iter().filter(|(path, _)| !new.contains_key(*path)).map(|(path, _)| change(path, "removed", "")));
    all.sort_by(|a, b| a.path.cmp(&b.path));
    all
}

/// The histories as JSON, for programs.
pub fn json(desk: &str, periods: &[PeriodHistory]) -> Vec<u8> {
    #[derive(Serialize)]
    struct Desk<'a> {
        desk: &'a str,
        periods: &'a [PeriodHistory],
    }
    serde_json::to_vec_pretty(&Desk { desk, periods }).unwrap_or_default()
}

/// Where an edition's files are.
pub fn edition_folder(out: &Path, edition: u32) -> PathBuf {
    out.join(folder_name(edition))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(inputs: &[(&str, &str, &str)]) -> Manifest {
        let input = |(path, sha256, state): &(&str, &str, &str)| Input {
            path: (*path).to_owned(),
            sha256: (*sha256).to_owned(),
            region_code: None,
            state: (*state).to_owned(),
        };
        let text = r#"{"tool":"t","desk":"d","period":"2021-11","edition":1,"state":"draft","as_of":"2021-12-05",
            "template_hash":"","fonts":[],"inputs":[],"outputs":[],"previous":null}"#;
        let mut manifest = Manifest::parse(text.as_bytes()).unwrap();
        manifest.inputs = inputs.iter().map(input).collect();
        manifest
    }

    #[test]
    fn what_came_went_and_changed_is_told_apart() {
        let before = manifest(&[
            ("a", "1", "effective"),
            ("b", "1", "effective"),
            ("c", "1", "effective"),
            ("d", "1", "effective"),
        ]);
        let after = manifest(&[
            ("a", "1", "effective"),
            ("b", "2", "effective"),
            ("c", "1", "superseded"),
            ("e", "1", "effective"),
        ]);
        let told: Vec<(String, &str, String)> =
            changes(&before, &after).into_iter().map(|change| (change.path, change.what, change.state)).collect();
        let expected = [
            ("b", "replaced", "effective"),
            ("c", "state", "superseded"),
            ("d", "removed", ""),
            ("e", "added", "effective"),
        ];
        assert_eq!(told, expected.map(|(path, what, state)| (path.to_owned(), what, state.to_owned())));
    }
}
