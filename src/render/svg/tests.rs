//! What must hold of every SVG picture.

use super::*;
use crate::canvas::FontRole;
use crate::chart::{self, samples};
use crate::fonts::testing::bundled;
use crate::model::FigureKey;

fn run(text: &str) -> Mark {
    Mark::Text(TextRun {
        x: 1.0,
        y: 2.345,
        size: 9.0,
        role: FontRole::Hei,
        color: Color::rgb(255, 0, 16),
        text: text.to_owned(),
        spacing: 0.0,
        figure: FigureKey::parse("411000/cremation.rate/ratio/2021-11"),
        turned: false,
    })
}

fn render(marks: &[Mark], title: &str, description: &str) -> String {
    super::render(marks, 10.0, 10.0, title, description, bundled()).unwrap()
}

#[test]
fn text_from_a_return_cannot_leave_its_element() {
    let svg = render(&[run("<a href=\"x\">&")], "a<b", "\"c\" & d\u{1}");
    assert!(svg.contains(">&lt;a href=&quot;x&quot;&gt;&amp;</text>"), "{svg}");
    assert!(svg.contains("<title>a&lt;b</title>\n<desc>&quot;c&quot; &amp; d</desc>"), "{svg}");
    assert!(!svg.contains("<a "), "{svg}");
}

#[test]
fn text_is_drawn_as_outlines_in_its_colour_and_stays_searchable() {
    let svg = render(&[run("98.14%")], "", "");
    assert!(
        svg.contains("<g fill=\"#ff0010\" data-figure=\"411000/cremation.rate/ratio/2021-11\"><path d=\"M"),
        "{svg}"
    );
    assert!(svg.contains("<text x=\"1\" y=\"2.35\" font-size=\"9\" textLength=\""), "{svg}");
    assert!(svg.contains(" opacity=\"0\" xml:space=\"preserve\">98.14%</text></g>"), "{svg}");
    assert!(!svg.contains("font-family"), "{svg}");
}

#[test]
fn a_character_without_a_face_is_an_error_and_not_a_box() {
    let error = super::render(&[run("民😀政")], 10.0, 10.0, "😀", "", bundled()).unwrap_err().to_string();
    assert!(error.contains("😀") && error.contains("民😀政"), "{error}");
}

#[test]
fn shapes_keep_dash_fill_and_openness() {
    let black = Color::BLACK;
    let marks = [
        Mark::Line { from: (0.0, 0.0), to: (1.0, 2.0), width: 0.5, color: black, dash: Some((4.0, 1.5)) },
        Mark::Path { points: vec![(0.0, 0.0), (1.0, 1.0)], closed: false, fill: None, stroke: Some((1.0, black)) },
        Mark::Path { points: vec![(0.0, 0.0), (1.0, 1.0)], closed: true, fill: Some(black), stroke: None },
    ];
    let svg = render(&marks, "", "");
    assert!(svg.contains("stroke-dasharray=\"4 1.5\""), "{svg}");
    assert!(svg.contains("<polyline points=\"0,0 1,1\" fill=\"none\" stroke=\"#000000\""), "{svg}");
    assert!(svg.contains("<polygon points=\"0,0 1,1\" fill=\"#000000\"/>"), "{svg}");
}

/// Writes the pictures into the folder that `CHART_PICTURES` names, to be looked at.
#[test]
fn every_chart_becomes_a_picture() {
    let folder = std::env::var_os("CHART_PICTURES");
    for (name, spec) in samples::all() {
        let frame = samples::frame(spec.lines);
        let marks = chart::draw(&spec, frame, bundled(), &samples::STYLE);
        let (width, height) = (frame.width + 80.0, frame.height + 60.0);
        let picture = super::render(&marks, width, height, name, "", bundled()).unwrap();
        assert_eq!(picture.matches("<text").count(), marks.iter().filter(|m| matches!(m, Mark::Text(_))).count());
        if let Some(folder) = &folder {
            std::fs::write(std::path::Path::new(folder).join(format!("{name}.svg")), picture).unwrap();
        }
    }
}
