//! A desk with more units than it has: templates of their own, so that the invented returns are checked like any.

use super::error::Error;
use super::session::{Options, Session};
use super::templates::{checked, standing, template_files};
use crate::catalog;
use crate::model::RegionCode;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

/// Files by their paths.
type Files = BTreeMap<String, Arc<[u8]>>;

/// Where returns lie in a home.
pub(super) const INPUTS: &str = "inputs";

/// The session of the enlarged desk, and its template files by their paths in the new home.
pub(super) fn with_units(options: &Options, own: Session, units: usize) -> Result<(Session, Files), Error> {
    let id = own.desk.id.clone();
    let (files, _) = template_files(options)?;
    let (_, mut files) = standing(options, files, Some(&id), &checked)?;
    let pattern = own.desk.units.iter().find(|unit| !unit.own).or(own.desk.units.first());
    let forms: Vec<String> =
        pattern.into_iter().flat_map(|unit| &unit.forms).map(|form| format!("\"{form}\"")).collect();
    let (mut regions, mut desk) = (String::new(), String::new());
    for number in 1..=units {
        let (code, name) = (code(&own.desk.region, number), format!("模拟第{number}区"));
        let _ =
            write!(regions, "\n[[regions]]\ncode = \"{code}\"\nname = \"{name}\"\nparent = \"{}\"\n", own.desk.region);
        let forms = forms.join(", ");
        let _ = write!(desk, "\n[[units]]\ncode = \"{code}\"\nnames = [\"{name}民政局\"]\nforms = [{forms}]\n");
    }
    append(&mut files, "regions.toml", &regions);
    append(&mut files, &format!("desks/{id}/desk.toml"), &desk);
    let demo = format!("desks/{id}/demo.toml");
    if let Some(bytes) = files.get_mut(&demo)
        && own.catalog.demos.get(&id).is_some_and(|demo| demo.other_weight.is_none())
    {
        // Keys of the file itself stand before its first table.
        let mut text = format!("other_weight = {}\n", middle(own.catalog.demos.get(&id)));
        text.push_str(&String::from_utf8_lossy(bytes));
        *bytes = text.into_bytes();
    }
    let mut catalog = checked(&files)?;
    let desk = catalog.desks.get(&id).cloned().ok_or_else(|| Error::new("error.defect").with("reason", &id))?;
    catalog.put_heads_of(&desk);
    let files = files.into_iter().map(|(path, bytes)| (format!("templates/{path}"), bytes.into())).collect();
    Ok((Session { catalog, desk, ..own }, files))
}

/// `411000-M0012`
fn code(region: &RegionCode, number: usize) -> String {
    format!("{region}-M{number:04}")
}

fn append(files: &mut BTreeMap<String, Vec<u8>>, path: &str, text: &str) {
    files.entry(path.to_owned()).or_default().extend(text.as_bytes());
}

/// The middle one of the weights.
fn middle(demo: Option<&catalog::Demo>) -> String {
    let mut weights: Vec<_> = demo.into_iter().flat_map(|demo| demo.weights.values()).collect();
    weights.sort();
    weights.get(weights.len() / 2).map_or_else(|| "1".to_owned(), ToString::to_string)
}
