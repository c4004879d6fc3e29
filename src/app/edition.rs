//! Numbered editions of a period: written whole or not at all, and named by the manifest.

use super::error::Error;
use super::store;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// One file of an edition: its kind and its path inside the edition's folder.
#[derive(Clone, Debug)]
pub struct Output {
    pub kind: Cow<'static, str>,
    pub path: String,
    pub bytes: Arc<[u8]>,
}

impl Output {
    /// A chart of another report of the edition, in a folder of its own: two reports may have charts of one name.
    #[must_use]
    pub fn of_report(self, report: &str) -> Self {
        let path = match self.path.strip_prefix("charts/") {
            Some(name) => format!("charts/{report}/{name}"),
            None => self.path,
        };
        Self { path, ..self }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Face {
    pub role: String,
    pub face: String,
    pub sha256: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    pub path: String,
    pub sha256: String,
    pub region_code: Option<String>,
    pub state: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    pub kind: String,
    pub path: String,
    pub sha256: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Previous {
    pub edition: u32,
    pub sha256: String,
}

/// `manifest.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub tool: String,
    pub desk: String,
    pub period: String,
    pub edition: u32,
    pub state: String,
    pub as_of: String,
    pub template_hash: String,
    pub fonts: Vec<Face>,
    pub inputs: Vec<Input>,
    pub outputs: Vec<Listed>,
    pub previous: Option<Previous>,
}

/// What came of publishing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    pub edition: u32,
    /// The bytes were those of the current edition: nothing was written.
    pub unchanged: bool,
}

const MANIFEST: &str = "manifest.json";

fn folder_name(edition: u32) -> String {
    format!("第{edition}版")
}

/// Writes the edition if it differs from the current one. `manifest` comes with its edition, outputs and previous
/// edition still open.
///
/// # Errors
/// I/O; the current edition and its manifest are untouched then.
pub fn publish(out: &Path, mut manifest: Manifest, outputs: &[Output]) -> Result<Published, Error> {
    let before = store::read_if_there(&out.join(MANIFEST))?;
    let current: Option<Manifest> = before.as_deref().and_then(|bytes| serde_json::from_slice(bytes).ok());
    let listed = |edition: u32| {
        let one = |output: &Output| Listed {
            kind: output.kind.to_string(),
            path: format!("{}/{}", folder_name(edition), output.path),
            sha256: store::sha256(&output.bytes),
        };
        outputs.iter().map(one).collect::<Vec<_>>()
    };
    if let Some(current) = &current {
        manifest.edition = current.edition;
        manifest.outputs = listed(current.edition);
        manifest.previous.clone_from(&current.previous);
        if manifest == *current
            && store::all_there(out, manifest.outputs.iter().map(|o| (o.path.as_str(), o.sha256.as_str())))?
        {
            return Ok(Published { edition: current.edition, unchanged: true });
        }
    }
    let edition =
        store::highest(out, |name| name.strip_prefix('第')?.strip_suffix('版')?.parse().ok())?.unwrap_or(0) + 1;
    manifest.edition = edition;
    manifest.outputs = listed(edition);
    let previous = current.zip(before);
    manifest.previous =
        previous.map(|(current, bytes)| Previous { edition: current.edition, sha256: store::sha256(&bytes) });
    let files: BTreeMap<String, Arc<[u8]>> =
        outputs.iter().map(|output| (output.path.clone(), Arc::clone(&output.bytes))).collect();
    store::write_folder(out, &folder_name(edition), &files)?;
    let mut bytes = serde_json::to_vec_pretty(&manifest).unwrap_or_default();
    bytes.push(b'\n');
    store::replace_file(&out.join(MANIFEST), &bytes)?;
    Ok(Published { edition, unchanged: false })
}
