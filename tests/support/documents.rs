//! What the bundled desks issue: which desks, for which month, in which faces.

#![allow(dead_code, clippy::unwrap_used)] // Not every test uses every helper; helpers of tests fail by panicking.

use std::path::Path;
use std::sync::Arc;
use yuebao::app::{Options, ReportOptions, Session, Silent};
use yuebao::canvas::FontRole;
use yuebao::document::Document;
use yuebao::fonts::{FaceData, FontSet};

/// The desks with the month of their returns.
pub const DESKS: [(&str, &str); 5] = [
    ("xuchang-2021", "2021-11"),
    ("baoji-2020", "2020-11"),
    ("mianyang-2021", "2021-11"),
    ("shanwei-2024", "2024-11"),
    ("sichuan-2021", "2021-11"),
];

const FACES: [(FontRole, &str); 5] = [
    (FontRole::Title, "title-NotoSerifSC-Black.ttf"),
    (FontRole::Song, "song-NotoSerifSC-Regular.ttf"),
    (FontRole::Hei, "hei-NotoSansSC-Medium.ttf"),
    (FontRole::Kai, "kai-YuebaoKai-Regular.ttf"),
    (FontRole::Fang, "fang-FandolFang-Regular.otf"),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A desk with the templates of the repository.
pub fn session(desk: &str) -> Session {
    let options = Options { home: Some(root().to_owned()), desk: Some(desk.to_owned()), ..Options::default() };
    Session::open(&options).unwrap()
}

/// The report of a desk, before it is set.
pub fn briefing(desk: &str, period: &str) -> (Session, Document) {
    let session = session(desk);
    let options = ReportOptions { period: Some(period.to_owned()), ..ReportOptions::default() };
    let document = session.briefing(&options, &Silent).unwrap();
    (session, document)
}

/// The bundled faces.
pub fn fonts() -> FontSet {
    let face = |(role, file): (FontRole, &str)| {
        let bytes: Arc<[u8]> = std::fs::read(root().join("templates/fonts").join(file)).unwrap().into();
        FaceData { role, name: file.to_owned(), file: file.to_owned(), index: 0, bytes, sha256: String::new() }
    };
    FontSet::new(FACES.map(face).into()).unwrap()
}
