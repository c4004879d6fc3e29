//! Installed faces, in a folder made from the bundled ones under other names: found by name in any language and in
//! collections, said and listed when they are not there.

#![allow(clippy::unwrap_used)] // Helpers of tests fail by panicking.

mod support;

use std::path::{Path, PathBuf};
use support::{DESK, root};
use yuebao::app::{Fonts, LackingFace, Options, ReportOptions, Reported, Session, Silent};
use yuebao::fonts::{face_name, faces_in};

/// The tables of a font file: tag, place, length.
fn tables(font: &[u8]) -> Vec<([u8; 4], usize, usize)> {
    let number = |at: usize| u32::from_be_bytes(font[at..at + 4].try_into().unwrap()) as usize;
    let count = usize::from(u16::from_be_bytes([font[4], font[5]]));
    let entry = |no: usize| (12 + 16 * no, font[12 + 16 * no..16 + 16 * no].try_into().unwrap());
    (0..count).map(entry).map(|(at, tag)| (tag, number(at + 8), number(at + 12))).collect()
}

/// A table `name` with one family name, in Chinese as Windows has it.
fn name_table(family: &str) -> Vec<u8> {
    let words: Vec<u8> = family.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let length = u16::try_from(words.len()).unwrap();
    // Format 0, two records, the texts behind them: family and PostScript name.
    let mut table: Vec<u8> = [0_u16, 2, 30].into_iter().flat_map(u16::to_be_bytes).collect();
    for id in [1, 6] {
        table.extend([3_u16, 1, 0x0804, id, length, 0].into_iter().flat_map(u16::to_be_bytes));
    }
    table.extend(words);
    table
}

/// A font file with other tables in place of some; `base` is where it will begin.
fn rebuilt(font: &[u8], family: &str, licence: u16, base: usize) -> Vec<u8> {
    let mut parts: Vec<([u8; 4], Vec<u8>)> =
        tables(font).into_iter().map(|(tag, at, length)| (tag, font[at..at + length].to_vec())).collect();
    for (tag, bytes) in &mut parts {
        match &*tag {
            b"name" => *bytes = name_table(family),
            b"OS/2" => bytes[8..10].copy_from_slice(&licence.to_be_bytes()),
            _ => {}
        }
    }
    let mut file = font[..12].to_vec();
    let mut at = base + 12 + 16 * parts.len();
    for (tag, bytes) in &parts {
        file.extend(tag);
        file.extend([0; 4]);
        file.extend([at, bytes.len()].iter().flat_map(|number| u32::try_from(*number).unwrap().to_be_bytes()));
        at += bytes.len().next_multiple_of(4);
    }
    for (_, bytes) in parts {
        file.extend(&bytes);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    file
}

fn bundled(file: &str) -> Vec<u8> {
    std::fs::read(root().join("templates/fonts").join(file)).unwrap()
}

/// Two faces in one file.
fn collection(first: &[u8], second: &[u8], families: [&str; 2]) -> Vec<u8> {
    let begin = 12 + 2 * 4;
    let first = rebuilt(first, families[0], 0, begin);
    let second = rebuilt(second, families[1], 0, begin + first.len());
    let mut file = b"ttcf".to_vec();
    let numbers = [0x0001_0000, 2, u32::try_from(begin).unwrap(), u32::try_from(begin + first.len()).unwrap()];
    file.extend(numbers.into_iter().flat_map(u32::to_be_bytes));
    file.extend(first);
    file.extend(second);
    file
}

/// 小标宋 in a file of its own, 黑体 second in a collection, a 楷体 that may not be embedded, and a file that is no font.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let below = folder.path().join("truetype");
    std::fs::create_dir(&below).unwrap();
    let title = bundled("title-NotoSerifSC-Black.ttf");
    std::fs::write(below.join("FZXBSJW.TTF"), rebuilt(&title, "方正小标宋简体", 0, 0)).unwrap();
    let (song, hei) = (bundled("song-NotoSerifSC-Regular.ttf"), bundled("hei-NotoSansSC-Medium.ttf"));
    std::fs::write(below.join("two.ttc"), collection(&song, &hei, ["别的宋", "黑体"])).unwrap();
    let kai = bundled("kai-YuebaoKai-Regular.ttf");
    std::fs::write(folder.path().join("kai.ttf"), rebuilt(&kai, "楷体_GB2312", 2, 0)).unwrap();
    std::fs::write(folder.path().join("broken.otf"), b"no font").unwrap();
    folder
}

#[test]
fn a_face_is_known_by_its_names_and_by_its_place_in_a_collection() {
    let folder = folder();
    let of = |file: &str| faces_in(&std::fs::read(folder.path().join(file)).unwrap());
    let indices = |file: &str| of(file).into_iter().map(|face| (face.index, face.names[0].clone())).collect::<Vec<_>>();
    assert_eq!(indices("truetype/FZXBSJW.TTF"), [(0, "方正小标宋简体".to_owned())]);
    assert_eq!(indices("truetype/two.ttc"), [(0, "别的宋".to_owned()), (1, "黑体".to_owned())]);
    assert_eq!(of("kai.ttf"), [], "its licence keeps it out of documents");
    assert_eq!(of("broken.otf"), []);
    assert_eq!(face_name("ＦangSong_GB2312"), face_name("fangsong_gb2312"));
}

fn made(fonts: Fonts, folders: &Path, out: &Path) -> (Vec<LackingFace>, PathBuf, Vec<(String, String)>) {
    let options = Options {
        home: Some(root()),
        desk: Some(DESK.into()),
        out: Some(out.to_owned()),
        fonts: Some(fonts),
        font_folders: Some(vec![folders.to_owned(), folders.join("not there")]),
        ..Options::default()
    };
    let asked = ReportOptions { period: Some("2021-02".into()), ..ReportOptions::default() };
    let reported = Session::open(&options).unwrap().report(&asked, &Silent).unwrap();
    let written = match reported {
        Reported::Written { lacking, published, .. } => Some((lacking, published)),
        Reported::Refused { .. } => None,
    };
    let (lacking, published) = written.unwrap();
    let manifest = std::fs::read_to_string(out.join("manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let faces = manifest["fonts"].as_array().unwrap().iter().map(|f| (text(&f["face"]), text(&f["sha256"]))).collect();
    (lacking, out.join(format!("第{}版", published.edition)).join("briefing.pdf"), faces)
}

#[test]
fn installed_faces_are_used_and_those_that_lack_are_said() {
    let (folder, out) = (folder(), tempfile::tempdir().unwrap());
    let (lacking, pdf, faces) = made(Fonts::System, folder.path(), out.path());
    let roles: Vec<&str> = lacking.iter().map(|face| face.role.as_str()).collect();
    assert_eq!(roles, ["宋体", "楷体", "仿宋"]);
    assert_eq!(lacking[2].instead, "FandolFang Regular");
    assert!(lacking[2].wanted.contains("仿宋_GB2312"), "{lacking:?}");
    // The manifest lists what printed something: by the hash of the file it came from.
    let hash = |name: &str| {
        let bytes = std::fs::read(folder.path().join("truetype").join(name)).unwrap();
        yuebao::model::Digest::of(&bytes).bytes().iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    let listed = |name: &str| faces.iter().find(|(face, _)| face == name).map(|(_, hash)| hash.clone());
    assert_eq!(listed("方正小标宋简体"), Some(hash("FZXBSJW.TTF")));
    assert_eq!(listed("黑体"), Some(hash("two.ttc")));
    assert!(listed("FandolFang Regular").is_some() && listed("Noto Sans SC Medium").is_none(), "{faces:?}");
    // And the file has them, as another program says.
    let Ok(output) = std::process::Command::new("pdffonts").arg(&pdf).output() else { return };
    let said = String::from_utf8(output.stdout).unwrap();
    // Letters of the edition may use more faces than its briefing.
    assert!((4..=faces.len()).contains(&(said.lines().count() - 2)), "{said}{faces:?}");
    assert!(said.contains("FandolFang") && !said.contains("NotoSansSC") && !said.contains("SC-Black"), "{said}");
}

#[test]
fn bundled_faces_ask_nothing_of_the_machine() {
    let (folder, out) = (folder(), tempfile::tempdir().unwrap());
    let (lacking, _, faces) = made(Fonts::Bundled, folder.path(), out.path());
    assert_eq!(lacking, []);
    assert!(faces.iter().all(|(face, _)| face.starts_with("Noto") || face.contains("Fandol") || face.contains("Kai")));
}

#[test]
fn a_role_whose_face_is_not_there_says_which_stands_in() {
    let (home, out) = (support::home(), tempfile::tempdir().unwrap());
    let file = home.path().join("templates/fonts/fang-FandolFang-Regular.otf");
    if file.exists() {
        std::fs::remove_file(&file).unwrap();
    }
    let at = |path: &Path| path.to_str().unwrap().to_owned();
    let run = support::yuebao(&[
        "report",
        "--home",
        &at(home.path()),
        "--inputs",
        &at(&root().join("inputs").join(DESK)),
        "--desk",
        DESK,
        "--period",
        "2021-01",
        "--only",
        "brief",
        "--out",
        &at(out.path()),
    ]);
    let said = support::stdout(&run);
    let line = said.lines().find(|line| line.starts_with("仿宋：")).unwrap_or_default();
    assert!(
        line.contains("fang-FandolFang-Regular.otf") && line.contains("改用楷体"),
        "{said}{}",
        support::stderr(&run)
    );
}
