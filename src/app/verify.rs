//! `yuebao verify`: makes an edition again from what was kept of its inputs, and compares the bytes.

use super::builtin;
use super::edition::{
    Archive, Kept, Listed, MANIFEST, Manifest, Output, PUBLISHED, Shelf, changed, folder_name, issued,
};
use super::error::Error;
use super::reading::Progress;
use super::report::ReportOptions;
use super::session::{Fonts, Options, Session};
use super::store;
use super::templates::{self, Standing};
use crate::catalog::{Bounds, Catalog};
use crate::ingest::{self, GivenFigure};
use crate::model::{Date, Missing};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What came of making an edition again.
#[derive(Clone, Debug)]
pub struct Verified {
    pub folder: PathBuf,
    pub manifest: Manifest,
    /// Files on the disk that are not as they were written.
    pub damaged: Vec<String>,
    /// The manifest of a published edition that is not the one that was published.
    pub republished: bool,
    /// Inputs or templates that are nowhere to be found; nothing was made again then.
    pub lost: Vec<String>,
    /// Files that come out otherwise.
    pub different: Vec<String>,
    /// Figures that come out otherwise.
    pub figures: Vec<FigureDifference>,
    /// What explains it: another program, other faces.
    pub reasons: Vec<Reason>,
}

/// A figure before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureDifference {
    pub key: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// Why an edition comes out otherwise though its inputs are the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    Tool { then: String, now: String },
    Faces,
}

impl Verified {
    /// The edition is the one its inputs make.
    pub fn holds(&self) -> bool {
        self.damaged.is_empty() && !self.republished && self.lost.is_empty() && self.different.is_empty()
    }
}

/// Which edition.
#[derive(Clone, Debug, Default)]
pub struct VerifyOptions {
    /// An edition's folder, its period's, or a manifest.
    pub path: Option<PathBuf>,
    pub period: Option<String>,
    /// None: the last.
    pub edition: Option<u32>,
}

/// Makes the edition again in a folder of its own, and compares.
///
/// # Errors
/// No such edition; I/O.
pub fn verify(options: &Options, wanted: &VerifyOptions, progress: &dyn Progress) -> Result<Verified, Error> {
    let (out, number) = place(options, wanted)?;
    let shelf = Shelf::read(&out)?;
    let kept = match number {
        Some(number) => shelf.find(number),
        None => shelf.current(),
    };
    let kept = kept.ok_or_else(|| Error::new("error.no_edition").with("path", out.display()))?;
    let known = issued(&out)?.into_iter().find(|one| one.edition == kept.manifest.edition);
    let republished = known.is_some_and(|one| one.sha256 != store::sha256(&kept.bytes));
    let mut verified = Verified {
        folder: out.join(folder_name(kept.manifest.edition)),
        manifest: kept.manifest.clone(),
        damaged: changed(&out, kept)?,
        republished,
        lost: Vec::new(),
        different: Vec::new(),
        figures: Vec::new(),
        reasons: Vec::new(),
    };
    let id = &kept.manifest.desk;
    let is_set = |catalog: &Catalog| catalog.comparisons.contains_key(id) && !catalog.desks.contains_key(id);
    // Templates of today that are not understood are no obstacle: those of then are kept.
    if templates::standing_templates(options).is_ok_and(|Standing { catalog, .. }| is_set(&catalog)) {
        return Err(Error::new("error.verify_comparison").with("set", id));
    }
    let stage = store::temporary_folder()?;
    let options = &Options { desk: Some(id.clone()), ..options.clone() };
    let sources = Sources::new(options, &out);
    verified.lost = sources.lay_out(kept, stage.path())?;
    if verified.lost.is_empty() {
        let (outputs, manifest, bounds) = remake(stage.path(), &kept.manifest, options, progress)?;
        compare(&mut verified, kept, (&outputs, &manifest, &bounds))?;
    }
    Ok(verified)
}

/// The period's folder and the edition's number.
fn place(options: &Options, wanted: &VerifyOptions) -> Result<(PathBuf, Option<u32>), Error> {
    let Some(path) = &wanted.path else {
        let session = Session::open(options)?;
        let period = session.period(wanted.period.as_deref())?;
        return Ok((session.out_folder(period), wanted.edition));
    };
    let path = if path.file_name().is_some_and(|name| name == MANIFEST || name == PUBLISHED) {
        path.parent().map(Path::to_path_buf).unwrap_or_default()
    } else {
        path.clone()
    };
    let path = std::path::absolute(&path).map_err(|e| store::read_error(&path, &e))?;
    let number = path.file_name().and_then(|name| super::edition::number_of(&name.to_string_lossy()));
    match (number, path.parent()) {
        (Some(number), Some(parent)) => Ok((parent.to_path_buf(), Some(number))),
        _ => Ok((path, wanted.edition)),
    }
}

/// Where the files of then may still be.
struct Sources {
    archive: Option<Archive>,
    /// The inputs and the templates of today.
    inputs: Option<PathBuf>,
    templates: Option<PathBuf>,
}

impl Sources {
    fn new(options: &Options, out: &Path) -> Self {
        // Without a desk that can be opened there is the archive alone.
        let session = Session::open(options).ok();
        let inputs = options.inputs.clone().or_else(|| session.as_ref().map(|session| session.inputs.clone()));
        let templates = session.map(|session| session.home.join("templates"));
        Self { archive: Archive::near(out), inputs, templates }
    }

    fn kept(&self, sha256: &str) -> Result<Option<Vec<u8>>, Error> {
        self.archive.as_ref().map_or(Ok(None), |archive| archive.get(sha256))
    }

    /// A file of today, if it still is what it was then.
    fn still(root: Option<&PathBuf>, path: &str, sha256: &str) -> Result<Option<Vec<u8>>, Error> {
        let Some(root) = root else { return Ok(None) };
        Ok(store::read_if_there(&root.join(path))?.filter(|bytes| store::sha256(bytes) == sha256))
    }

    /// Lays out the inputs and templates of an edition in a folder; gives what could not be found.
    fn lay_out(&self, kept: &Kept, stage: &Path) -> Result<Vec<String>, Error> {
        let mut lost = Vec::new();
        for input in &kept.manifest.inputs {
            let path = stage.join("inputs").join(&input.path);
            let bytes = match self.kept(&input.sha256)? {
                Some(bytes) => Some(bytes),
                None => Self::still(self.inputs.as_ref(), &input.path, &input.sha256)?,
            };
            match bytes {
                Some(bytes) => store::write_plain(&path, &bytes)?,
                None => lost.push(input.path.clone()),
            }
        }
        for folder in &kept.manifest.folders {
            store::make_folder(&stage.join("inputs").join(folder))?;
        }
        let listed = self.archive.as_ref().map(|archive| archive.templates(&kept.manifest.template_hash));
        let Some(listed) = listed.transpose()?.flatten() else {
            lost.push(format!("templates/（template_hash {}）", kept.manifest.template_hash));
            return Ok(lost);
        };
        for (path, sha256) in &listed {
            let bytes = match self.kept(sha256)? {
                Some(bytes) => Some(bytes),
                None => match path.strip_prefix("fonts/").and_then(builtin::face) {
                    Some(face) if store::sha256(&face) == *sha256 => Some(face),
                    _ => Self::still(self.templates.as_ref(), path, sha256)?,
                },
            };
            match bytes {
                Some(bytes) => store::write_plain(&stage.join("templates").join(path), &bytes)?,
                None => lost.push(format!("templates/{path}")),
            }
        }
        Ok(lost)
    }
}

fn remake(
    stage: &Path,
    manifest: &Manifest,
    options: &Options,
    progress: &dyn Progress,
) -> Result<(Vec<Output>, Manifest, Bounds), Error> {
    let session = Session::open(&Options {
        home: Some(stage.to_path_buf()),
        desk: Some(manifest.desk.clone()),
        inputs: Some(stage.join("inputs")),
        out: None,
        jobs: options.jobs,
        fonts: Some(if manifest.asked.system_fonts { Fonts::System } else { Fonts::Bundled }),
        font_folders: options.font_folders.clone(),
        remarks: options.remarks.clone(),
    })?;
    let wanted = ReportOptions {
        period: Some(manifest.period.clone()),
        as_of: Date::parse_iso(&manifest.as_of),
        require_final: false,
        also: manifest.asked.also.clone(),
        only: manifest.asked.only.clone(),
    };
    let (outputs, manifest) = session.remake(&wanted, progress)?;
    Ok((outputs, manifest, session.catalog.bounds))
}

fn compare(
    verified: &mut Verified,
    kept: &Kept,
    (outputs, now, bounds): (&[Output], &Manifest, &Bounds),
) -> Result<(), Error> {
    let then = &kept.manifest;
    let folder = folder_name(then.edition);
    let path = |listed: &Listed| listed.path.strip_prefix(&format!("{folder}/")).unwrap_or(&listed.path).to_owned();
    let old: BTreeMap<String, &str> =
        then.outputs.iter().map(|listed| (path(listed), listed.sha256.as_str())).collect();
    let new: BTreeMap<&str, String> =
        outputs.iter().map(|output| (output.path.as_str(), store::sha256(&output.bytes))).collect();
    let names: BTreeSet<&str> = old.keys().map(String::as_str).chain(new.keys().copied()).collect();
    let is_same = |name: &&str| old.get(*name).copied() == new.get(*name).map(String::as_str);
    verified.different = names.into_iter().filter(|name| !is_same(name)).map(str::to_owned).collect();
    if verified.holds() {
        return Ok(());
    }
    if verified.different.is_empty() {
        return figures(verified, outputs, bounds);
    }
    if then.tool != now.tool {
        verified.reasons.push(Reason::Tool { then: then.tool.clone(), now: now.tool.clone() });
    }
    if then.fonts != now.fonts {
        verified.reasons.push(Reason::Faces);
    }
    figures(verified, outputs, bounds)
}

/// The figures that are others in the file as it lies there and in the one made again.
fn figures(verified: &mut Verified, outputs: &[Output], bounds: &Bounds) -> Result<(), Error> {
    const FIGURES: &str = "figures.csv";
    if let Some(output) = outputs.iter().find(|output| output.path == FIGURES)
        && let Some(before) = store::read_if_there(&verified.folder.join(FIGURES))?
    {
        verified.figures = figure_differences(&before, &output.bytes, bounds);
    }
    Ok(())
}

/// The figures whose lines differ, by their keys.
fn figure_differences(before: &[u8], after: &[u8], bounds: &Bounds) -> Vec<FigureDifference> {
    let (before, after) = (values(before, bounds).unwrap_or_default(), values(after, bounds).unwrap_or_default());
    let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let differs = |key: &&String| before.get(*key) != after.get(*key);
    let difference = |key: &String| FigureDifference {
        key: key.clone(),
        before: before.get(key).cloned(),
        after: after.get(key).cloned(),
    };
    keys.into_iter().filter(differs).map(difference).collect()
}

/// What `figures.csv` says of every figure: the value, and why there is none or not the whole.
fn values(bytes: &[u8], bounds: &Bounds) -> Option<BTreeMap<String, String>> {
    let rows = ingest::read_given_figures(bytes, bounds, &|| false).ok()?;
    let said = |row: &GivenFigure| {
        let value = row.value.as_ref().map(ToString::to_string).unwrap_or_default();
        let missing = row.missing.or(row.value.as_ref().err().copied()).map_or("", Missing::id);
        let key = format!("{}/{}/{}/{}", row.region, row.indicator, row.measure, row.period);
        (key, format!("{value} {missing}").trim().to_owned())
    };
    Some(rows.iter().map(said).collect())
}
