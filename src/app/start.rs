//! `yuebao init`: a working folder for one desk, made of the templates in the program or of another folder's.

use super::error::Error;
use super::session::Options;
use super::templates::Files;
use super::{builtin, store, templates};
use crate::catalog::Desk;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the command line says about the folder to be made.
#[derive(Clone, Debug, Default)]
pub struct StartOptions {
    pub folder: PathBuf,
    /// The desk it is made from.
    pub from: String,
    /// What the desk is called there; as before when nothing is said.
    pub called: Option<String>,
}

/// What was made.
#[derive(Clone, Debug)]
pub struct Started {
    pub folder: PathBuf,
    pub desk: String,
    pub year: i32,
    pub files: usize,
}

/// Where the pages of a new folder stand among the templates.
const PAGES: &str = "start/";

/// Makes the folder whole, or not at all.
///
/// # Errors
/// No such desk, a folder that holds something, templates not understood, I/O.
pub fn start(options: &Options, wanted: &StartOptions) -> Result<Started, Error> {
    let all = match &options.home {
        Some(_) => templates::template_files(options)?.0,
        None => builtin::files(),
    };
    let folder = free(&wanted.folder)?;
    let known: Vec<String> = templates::desks_of(&all).into_iter().collect();
    if !known.contains(&wanted.from) {
        return Err(Error::new("error.desk").with("desk", &wanted.from).with("known", known.join("、")));
    }
    let (_, all) = templates::standing(options, all, Some(&wanted.from), &templates::checked)?;
    let id = wanted.called.clone().unwrap_or_else(|| wanted.from.clone());
    check_id(&id)?;
    let files = of_desk(&all, &wanted.from, &id, &known);
    // What was left out may not be missed.
    let catalog = templates::checked(&files)?;
    let desk = catalog.desks.get(&id).ok_or_else(|| Error::new("error.defect").with("reason", &id))?;
    let files = folder_files(files, desk);
    let (parent, name) = (folder.parent(), folder.file_name());
    let (Some(parent), Some(name)) = (parent, name) else {
        return Err(Error::new("error.start_here").with("path", folder.display()));
    };
    if folder.is_dir() {
        // It is empty; not every system renames onto a folder.
        std::fs::remove_dir(&folder).map_err(|e| Error::disk("error.write", &folder, &e))?;
    }
    store::write_folder(parent, &name.to_string_lossy(), &files)?;
    Ok(Started { folder: wanted.folder.clone(), desk: id, year: desk.year, files: files.len() })
}

/// The folder's path, when nothing is there yet or nothing in it.
fn free(folder: &Path) -> Result<PathBuf, Error> {
    let whole = std::path::absolute(folder).map_err(|e| store::read_error(folder, &e))?;
    let here = std::path::absolute(".").map_err(|e| store::read_error(folder, &e))?;
    if here.starts_with(&whole) || whole.file_name().is_none() {
        // What one stands in cannot be replaced under one's feet.
        return Err(Error::new("error.start_here").with("path", folder.display()));
    }
    let taken = whole.symlink_metadata().is_ok() && !(whole.is_dir() && store::is_empty(&whole)?);
    if taken { Err(Error::new("error.start_taken").with("path", folder.display())) } else { Ok(whole) }
}

/// A desk is a folder's name and stands on command lines.
fn check_id(id: &str) -> Result<(), Error> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if id.chars().all(fits) && id.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return Ok(());
    }
    Err(Error::new("error.desk_id").with("desk", id))
}

/// Which place a desk is of, by its id: what stands before the year.
fn place(desk: &str) -> &str {
    desk.rsplit_once('-').map_or(desk, |(place, _)| place)
}

/// The templates without what belongs to other desks: their folders, and files that bear the name of their place
/// (`forms/<place>-….toml`, `indicators/<place>.toml`, `reports/<place>/`).
fn of_desk(all: &Files, from: &str, id: &str, desks: &[String]) -> Files {
    let own = place(from);
    let others: Vec<&str> = desks.iter().map(|desk| place(desk)).filter(|place| *place != own).collect();
    let is_of = |part: &str, place: &str| {
        let stem = part.split('.').next().unwrap_or(part);
        stem == place || stem.strip_prefix(place).is_some_and(|rest| rest.starts_with('-'))
    };
    let kept = |path: &str| match path.split('/').collect::<Vec<_>>().as_slice() {
        ["desks", desk, ..] => *desk == from,
        // Sets of other desks have members that are not there.
        ["comparisons", .., file] if file.ends_with(".toml") => is_of(file, own),
        [_, part, ..] => !others.iter().any(|place| is_of(part, place)),
        _ => true,
    };
    let old = format!("desks/{from}/");
    let renamed = |path: &str| match path.strip_prefix(&old) {
        Some(rest) => format!("desks/{id}/{rest}"),
        None => path.to_owned(),
    };
    let text = |path: &str, bytes: &[u8]| match std::str::from_utf8(bytes) {
        Ok(text) if path.starts_with("comparisons/") => {
            text.replace(&format!("\"{from}\""), &format!("\"{id}\"")).into_bytes()
        }
        _ => bytes.to_vec(),
    };
    all.iter().filter(|(path, _)| kept(path)).map(|(path, bytes)| (renamed(path), text(path, bytes))).collect()
}

/// The whole folder: the templates, and the pages that say what to do.
fn folder_files(templates: Files, desk: &Desk) -> BTreeMap<String, Arc<[u8]>> {
    let page = |name: &str| {
        let text = templates.get(&format!("{PAGES}{name}")).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        let year = desk.year.to_string();
        let filled = text.unwrap_or_default().replace("{desk}", &desk.id).replace("{year}", &year);
        Arc::<[u8]>::from(filled.replace("{office}", &desk.office).into_bytes())
    };
    let mut files = BTreeMap::from([
        ("README.md".to_owned(), page("README.md")),
        (format!("inputs/{}/README.md", desk.id), page("inputs.md")),
        ("outputs/.gitignore".to_owned(), Arc::from(b"*\n!.gitignore\n".as_slice())),
        (".gitignore".to_owned(), Arc::from(b"~$*\n.~*\nThumbs.db\n".as_slice())),
    ]);
    files.extend(templates.into_iter().map(|(path, bytes)| (format!("templates/{path}"), bytes.into())));
    files
}
