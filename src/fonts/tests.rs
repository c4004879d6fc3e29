//! Fallback, widths and subsets on the bundled faces.

use super::testing::{bundled, face};
use super::*;
use crate::canvas::{Color, TextRun};

fn role_at(fonts: &FontSet, character: char, role: FontRole) -> Option<FontRole> {
    fonts.face_of(character, role).map(|no| fonts.faces()[no.0].role())
}

#[test]
fn ascii_of_fang_is_set_in_song_and_chinese_is_not() {
    let fonts = bundled();
    assert_eq!(role_at(fonts, '9', FontRole::Fang), Some(FontRole::Song));
    assert_eq!(role_at(fonts, '%', FontRole::Fang), Some(FontRole::Song));
    assert_eq!(role_at(fonts, '民', FontRole::Fang), Some(FontRole::Fang));
    let runs = fonts.runs("火化率98.14%。", FontRole::Fang).unwrap();
    let texts: Vec<&str> = runs.iter().map(|r| r.text.as_str()).collect();
    assert_eq!(texts, ["火化率", "98.14%", "。"]);
}

#[test]
fn a_rare_character_comes_from_song_and_an_unknown_one_is_named() {
    let fonts = bundled();
    assert_eq!(role_at(fonts, '浉', FontRole::Fang), Some(FontRole::Song));
    assert_eq!(role_at(fonts, '浉', FontRole::Title), Some(FontRole::Song));
    assert_eq!(fonts.missing("民😀政😀", FontRole::Kai), ['😀']);
    let error = fonts.runs("民😀政", FontRole::Kai).unwrap_err().to_string();
    assert!(error.contains("😀") && error.contains("U+1F600") && error.contains("民😀政"), "{error}");
}

#[test]
fn digits_are_of_one_face_and_characters_are_square() {
    let fonts = bundled();
    let digit = fonts.width("0", FontRole::Fang, 10.0);
    assert!(('0'..='9').all(|d| (fonts.width(&d.to_string(), FontRole::Fang, 10.0) - digit).abs() < 1.0));
    assert!((fonts.width("月报", FontRole::Fang, 16.0) - 32.0).abs() < 1e-6);
}

#[test]
fn without_fang_the_body_is_kai_and_without_song_there_is_no_set() {
    let fonts = FontSet::new(vec![face(FontRole::Song), face(FontRole::Kai)]).unwrap();
    assert_eq!(fonts.body_role(), FontRole::Kai);
    assert_eq!(role_at(&fonts, '民', FontRole::Fang), Some(FontRole::Kai));
    assert_eq!(role_at(&fonts, '民', FontRole::Hei), Some(FontRole::Song));
    assert_eq!(FontSet::new(vec![face(FontRole::Kai)]).unwrap_err(), FontError::NoSong);
}

#[test]
fn a_file_that_is_no_font_is_named() {
    let mut broken = face(FontRole::Song);
    broken.bytes = b"PK\x03\x04".as_slice().into();
    let error = FontSet::new(vec![broken]).unwrap_err().to_string();
    assert!(error.contains("song-NotoSerifSC-Regular.ttf"), "{error}");
}

#[test]
fn a_subset_is_small_and_always_the_same() {
    let fonts = bundled();
    for (no, face) in fonts.faces().iter().enumerate() {
        let wanted: BTreeSet<char> = "民政统计，。".chars().collect();
        let subset = fonts.subset(FaceNo(no), &wanted).unwrap();
        assert_eq!(subset.glyphs.len(), wanted.len(), "{}", face.file());
        assert!(subset.bytes.len() < 20_000, "{}: {} bytes", face.file(), subset.bytes.len());
        assert_eq!(subset.bytes, fonts.subset(FaceNo(no), &wanted).unwrap().bytes);
    }
}

#[test]
fn a_placed_run_stands_where_it_was_put() {
    let run = |text: &str, x: f64, spacing: f64| TextRun {
        x,
        y: 50.0,
        size: 10.0,
        role: FontRole::Fang,
        color: Color::BLACK,
        text: text.to_owned(),
        spacing,
        figure: None,
    };
    let starts = |run: &TextRun| -> Vec<(f64, f64)> {
        let (pieces, _) = bundled().placed(run).unwrap();
        pieces.iter().filter_map(|p| if let PathPiece::Move(x, y) = p { Some((*x, *y)) } else { None }).collect()
    };
    let first = starts(&run("一", 100.0, 0.0));
    let both = starts(&run("一一", 100.0, 2.5));
    assert!(first.iter().all(|&(x, y)| (100.0..110.0).contains(&x) && (40.0..52.0).contains(&y)), "{first:?}");
    assert_eq!(both.len(), 2 * first.len());
    assert!((both[first.len()].0 - first[0].0 - 12.5).abs() < 1e-9, "an em and the spacing further");
    let (pieces, width) = bundled().placed(&run("一 一", 0.0, 1.0)).unwrap();
    assert!(!pieces.is_empty() && (width - bundled().width("一 一", FontRole::Fang, 10.0) - 3.0).abs() < 1e-9);
    assert!(bundled().placed(&run("民😀", 0.0, 0.0)).unwrap_err().to_string().contains("U+1F600"));
}
