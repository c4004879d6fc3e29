//! `published.json` beside the manifest: which editions were published, by whom, when, with what note. It only grows.
//!
//! ```json
//! { "published": [ { "edition": 2, "sha256": "…", "state": "final", "by": "张三", "at": "2021-12-06T16:40:00+08:00", "note": "报局长办公会" } ] }
//! ```

use super::hold;
use super::shelf::{Kept, Shelf, folder_name};
use crate::app::error::Error;
use crate::app::store;
use crate::model::Date;
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::time::{Duration, SystemTime};

pub const PUBLISHED: &str = "published.json";

/// One edition that went out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    pub edition: u32,
    /// Of the edition's manifest, which holds the hashes of all its files.
    pub sha256: String,
    /// `draft` or `final`.
    #[serde(default)]
    pub state: String,
    pub by: String,
    /// Beijing time, to the second.
    pub at: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Register {
    published: Vec<Issued>,
}

/// What is to be published.
#[derive(Clone, Debug, Default)]
pub struct Publishing {
    /// None: the last edition.
    pub edition: Option<u32>,
    pub by: String,
    pub note: String,
    /// A draft may go out.
    pub draft: bool,
}

/// The publications of a period's folder, in order.
///
/// # Errors
/// I/O, or a file that is not understood: who published what is not to be guessed.
pub fn issued(out: &Path) -> Result<Vec<Issued>, Error> {
    let path = out.join(PUBLISHED);
    let Some(bytes) = store::read_if_there(&path)? else { return Ok(Vec::new()) };
    let read = serde_json::from_slice::<Register>(&bytes);
    let broken =
        |e: serde_json::Error| Error::new("error.published_file").with("path", path.display()).with("reason", e);
    read.map(|register| register.published).map_err(broken)
}

/// Enters an edition as published, after looking whether its files are as they were written, and marks them read-only.
///
/// # Errors
/// I/O; no such edition; one that is published already; changed files; a draft where none may go out.
pub fn issue(out: &Path, wanted: &Publishing, waiting: &dyn Fn()) -> Result<Issued, Error> {
    if !out.is_dir() {
        return Err(Error::new("error.no_edition").with("path", out.display()));
    }
    let _held = hold::hold(out, waiting)?;
    let shelf = Shelf::read(out)?;
    let kept = match wanted.edition {
        None => shelf.current(),
        Some(edition) => shelf.find(edition),
    };
    let kept = kept.ok_or_else(|| Error::new("error.no_edition").with("path", out.display()))?;
    let edition = kept.manifest.edition;
    let mut published = issued(out)?;
    let hash = store::sha256(&kept.bytes);
    if let Some(before) = published.iter().find(|one| one.edition == edition && one.sha256 == hash) {
        let error = Error::new("error.published").with("edition", edition).with("by", &before.by);
        return Err(error.with("at", &before.at));
    }
    if kept.manifest.state != "final" && !wanted.draft {
        return Err(Error::new("error.publish_draft").with("edition", edition));
    }
    let changed = changed(out, kept)?;
    if !changed.is_empty() {
        return Err(Error::new("error.publish_changed").with("edition", edition).with("files", changed.join("、")));
    }
    let one = Issued {
        edition,
        sha256: hash,
        state: kept.manifest.state.clone(),
        by: wanted.by.clone(),
        at: beijing(SystemTime::now()),
        note: wanted.note.clone(),
    };
    published.push(one.clone());
    let mut bytes = serde_json::to_vec_pretty(&Register { published }).unwrap_or_default();
    bytes.push(b'\n');
    store::replace_file(&out.join(PUBLISHED), &bytes)?;
    store::make_read_only(&out.join(folder_name(edition)))?;
    Ok(one)
}

/// The files of an edition that are not as they were written, or gone.
///
/// # Errors
/// I/O.
pub fn changed(out: &Path, kept: &Kept) -> Result<Vec<String>, Error> {
    let mut changed = Vec::new();
    for listed in &kept.manifest.outputs {
        let bytes = store::read_if_there(&out.join(&listed.path))?;
        if bytes.is_none_or(|bytes| store::sha256(&bytes) != listed.sha256) {
            changed.push(listed.path.clone());
        }
    }
    Ok(changed)
}

/// The legal time of the whole country is UTC+8.
fn beijing(now: SystemTime) -> String {
    let since = now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO).as_secs() + 8 * 3600;
    let (days, rest) = (since / 86_400, since % 86_400);
    let epoch = Date::parse_iso("1970-01-01");
    let date = epoch.map(|epoch| epoch.plus_days(i64::try_from(days).unwrap_or(0)).to_string()).unwrap_or_default();
    format!("{date}T{:02}:{:02}:{:02}+08:00", rest / 3600, rest % 3600 / 60, rest % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_is_that_of_beijing() {
        let at = |seconds| beijing(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
        // date -u -d @1638808800: 2021-12-06 16:40:00 UTC
        assert_eq!(at(1_638_808_800), "2021-12-07T00:40:00+08:00");
        assert_eq!(at(0), "1970-01-01T08:00:00+08:00");
        // The last second of a leap day: date -u -d @1709222399 is 2024-02-29 15:59:59.
        assert_eq!(at(1_709_222_399), "2024-02-29T23:59:59+08:00");
    }
}
