//! What must hold of every PNG.

use super::*;
use crate::canvas::{Color as Ink, FontRole, TextRun};
use crate::chart::{self, samples};
use crate::fonts::testing::bundled;

fn run(text: &str, role: FontRole) -> Mark {
    let text = text.to_owned();
    Mark::Text(TextRun {
        x: 2.0,
        y: 18.0,
        size: 16.0,
        role,
        color: Ink::BLACK,
        text,
        spacing: 0.0,
        figure: None,
        turned: false,
    })
}

fn picture(marks: &[Mark], width: f64, height: f64, scale: f64) -> Pixmap {
    Pixmap::decode_png(&png(marks, width, height, scale, bundled()).unwrap()).unwrap()
}

/// Red, green and blue at a pixel.
fn at(picture: &Pixmap, x: u32, y: u32) -> [u8; 3] {
    let pixel = picture.pixel(x, y).unwrap();
    [pixel.red(), pixel.green(), pixel.blue()]
}

/// Columns from left to right that have a pixel darker than grey.
fn inked_columns(picture: &Pixmap) -> Vec<u32> {
    (0..picture.width()).filter(|&x| (0..picture.height()).any(|y| at(picture, x, y)[0] < 128)).collect()
}

#[test]
fn a_picture_has_the_size_asked_for_and_is_white_and_opaque() {
    let blank = picture(&[], 100.4, 50.0, 2.0);
    assert_eq!((blank.width(), blank.height()), (201, 100));
    assert!(blank.pixels().iter().all(|p| (p.red(), p.green(), p.blue(), p.alpha()) == (255, 255, 255, 255)));
}

#[test]
fn text_of_every_role_is_drawn_inside_its_advance() {
    for role in [FontRole::Title, FontRole::Song, FontRole::Hei, FontRole::Kai, FontRole::Fang] {
        let drawn = picture(&[run("民政98%", role)], 120.0, 24.0, 2.0);
        let columns = inked_columns(&drawn);
        assert!(columns.len() > 40, "{role:?}: {} columns", columns.len());
        let (first, last) = (columns[0], *columns.last().unwrap());
        assert!(first >= 4 && last <= 2 * (2 + 16 * 5), "{role:?}: {first}..{last}");
    }
}

#[test]
fn the_counter_of_a_zero_stays_white() {
    let drawn = picture(&[run("0", FontRole::Hei)], 14.0, 24.0, 10.0);
    let columns = inked_columns(&drawn);
    let middle = (columns[0] + columns.last().unwrap()) / 2;
    assert_eq!(at(&drawn, middle, 120), [255; 3]);
}

#[test]
fn a_fill_has_its_colour_and_a_dashed_line_has_gaps() {
    let red = Ink::rgb(200, 16, 16);
    let marks = [
        Mark::Path {
            points: vec![(1.0, 1.0), (9.0, 1.0), (9.0, 5.0), (1.0, 5.0)],
            closed: true,
            fill: Some(red),
            stroke: None,
        },
        Mark::Line { from: (0.0, 8.0), to: (20.0, 8.0), width: 2.0, color: red, dash: Some((4.0, 2.0)) },
    ];
    let drawn = picture(&marks, 20.0, 10.0, 2.0);
    assert_eq!(at(&drawn, 10, 6), [200, 16, 16]);
    assert_eq!(at(&drawn, 19, 6), [255; 3]);
    let dashes: Vec<bool> = [1, 5, 9, 13, 17, 21].map(|x| at(&drawn, x, 15) == [200, 16, 16]).to_vec();
    assert_eq!(dashes, [true, true, false, true, true, false]);
}

#[test]
fn a_character_without_a_face_is_an_error_and_not_a_box() {
    let error = png(&[run("民😀政", FontRole::Hei)], 50.0, 20.0, 2.0, bundled()).unwrap_err().to_string();
    assert!(error.contains("😀") && error.contains("U+1F600"), "{error}");
}

#[test]
fn a_size_that_makes_no_picture_is_refused() {
    for (width, scale) in [(0.0, 2.0), (-5.0, 2.0), (f64::NAN, 2.0), (f64::INFINITY, 2.0), (10.0, 1001.0)] {
        let error = png(&[], width, 10.0, scale, bundled()).unwrap_err();
        assert!(matches!(error, RasterError::Size { .. }), "{error}");
    }
}

#[test]
fn what_has_no_place_is_not_drawn() {
    let black = Ink::BLACK;
    let odd = [(f64::NAN, 0.0), (f64::MAX, f64::MIN), (1e30, 1e30), (-1e9, 1e9)];
    let mut marks: Vec<Mark> = Vec::new();
    for end in odd {
        marks.push(Mark::Line { from: (-5.0, 15.0), to: end, width: 1.0, color: black, dash: Some((0.0, 0.0)) });
        marks.push(Mark::Path {
            points: vec![(-5.0, 15.0), end, (-9.0, 12.0)],
            closed: true,
            fill: None,
            stroke: Some((0.0, black)),
        });
    }
    marks.push(Mark::Path { points: vec![], closed: true, fill: Some(black), stroke: Some((1.0, black)) });
    assert_eq!(inked_columns(&picture(&marks, 10.0, 10.0, 2.0)).len(), 0);
}

/// Writes the pictures into the folder that `CHART_PICTURES` names, to be looked at.
#[test]
fn every_chart_becomes_a_picture_and_always_the_same() {
    let folder = std::env::var_os("CHART_PICTURES");
    for (name, spec) in samples::all() {
        let frame = samples::frame(spec.lines);
        let marks = chart::draw(&spec, frame, bundled(), &samples::STYLE);
        let draw = || png(&marks, frame.width + 80.0, frame.height + 60.0, 2.0, bundled()).unwrap();
        let bytes = draw();
        assert_eq!(bytes, draw(), "{name}");
        assert!(inked_columns(&Pixmap::decode_png(&bytes).unwrap()).len() > 20, "{name} is blank");
        if let Some(folder) = &folder {
            std::fs::write(std::path::Path::new(folder).join(format!("{name}.png")), bytes).unwrap();
        }
    }
}

/// Two pixels wide: half transparent red, and nothing at all.
fn half_red() -> Vec<u8> {
    let mut pixels = Pixmap::new(2, 1).unwrap();
    pixels.pixels_mut()[0] = tiny_skia::ColorU8::from_rgba(255, 0, 0, 128).premultiply();
    pixels.encode_png().unwrap()
}

#[test]
fn a_picture_made_opaque_shows_white_through() {
    let opaque = opaque(&half_red()).unwrap();
    assert_eq!((opaque.width, opaque.height), (2, 1));
    assert_eq!(opaque.rgb, [255, 127, 127, 255, 255, 255]);
    assert!(matches!(super::opaque(b"GIF89a"), Err(RasterError::Picture(_))));
}

#[test]
fn a_picture_shows_through_or_not_and_a_broken_one_is_told() {
    assert_eq!(is_transparent(&half_red()), Ok(true));
    let full = png(&[], 3.0, 2.0, 1.0, bundled()).unwrap();
    let white = Pixmap::decode_png(&full).unwrap().pixels().iter().all(|pixel| pixel.alpha() == 255);
    assert_eq!(is_transparent(&full), Ok(!white));
    let mut solid = Pixmap::new(2, 2).unwrap();
    solid.fill(tiny_skia::Color::from_rgba8(255, 0, 0, 255));
    assert_eq!(is_transparent(&solid.encode_png().unwrap()), Ok(false));
    let whole = half_red();
    assert!(matches!(is_transparent(&whole[..whole.len() / 2]), Err(RasterError::Picture(_))));
}

#[test]
fn a_picture_fills_its_frame() {
    let seal = crate::document::Picture { png: half_red().into(), millimetres: 42, alt: "印章".to_owned() };
    let frame = crate::canvas::Frame { x: 4.0, y: 2.0, width: 8.0, height: 4.0 };
    let drawn = picture(&[Mark::Image { frame, picture: seal }], 20.0, 10.0, 2.0);
    assert_eq!(at(&drawn, 10, 8), [255, 127, 127]);
    assert_eq!(at(&drawn, 6, 8), [255; 3], "left of the frame");
    assert_eq!(at(&drawn, 10, 2), [255; 3], "above it");
}
