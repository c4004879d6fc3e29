//! What must hold of every SVG picture.

use super::*;
use crate::chart::{self, samples};
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
    })
}

#[test]
fn text_from_a_return_cannot_leave_its_element() {
    let svg = render(&[run("<a href=\"x\">&\u{1}")], 10.0, 10.0, "a<b", "\"c\" & d");
    assert!(svg.contains(">&lt;a href=&quot;x&quot;&gt;&amp;\u{fffd}</text>"), "{svg}");
    assert!(svg.contains("<title>a&lt;b</title>\n<desc>&quot;c&quot; &amp; d</desc>"), "{svg}");
    assert!(!svg.contains("<a "), "{svg}");
}

#[test]
fn text_carries_its_figure_face_and_colour() {
    let svg = render(&[run("98.14%")], 10.0, 10.0, "", "");
    assert!(svg.contains("data-figure=\"411000/cremation.rate/ratio/2021-11\""), "{svg}");
    assert!(svg.contains("x=\"1\" y=\"2.35\""), "{svg}");
    assert!(svg.contains("fill=\"#ff0010\"") && svg.contains("SimHei"), "{svg}");
}

#[test]
fn shapes_keep_dash_fill_and_openness() {
    let black = Color::BLACK;
    let marks = [
        Mark::Line { from: (0.0, 0.0), to: (1.0, 2.0), width: 0.5, color: black, dash: Some((4.0, 1.5)) },
        Mark::Path { points: vec![(0.0, 0.0), (1.0, 1.0)], closed: false, fill: None, stroke: Some((1.0, black)) },
        Mark::Path { points: vec![(0.0, 0.0), (1.0, 1.0)], closed: true, fill: Some(black), stroke: None },
    ];
    let svg = render(&marks, 10.0, 10.0, "", "");
    assert!(svg.contains("stroke-dasharray=\"4 1.5\""), "{svg}");
    assert!(svg.contains("<polyline points=\"0,0 1,1\" fill=\"none\" stroke=\"#000000\""), "{svg}");
    assert!(svg.contains("<polygon points=\"0,0 1,1\" fill=\"#000000\"/>"), "{svg}");
}

#[test]
fn numbers_are_short_and_never_minus_zero() {
    let written = [0.0, -0.001, 1.005, -1.5, 12.0, 99.999, 0.07, f64::NAN].map(number);
    assert_eq!(written, ["0", "0", "1", "-1.5", "12", "100", "0.07", "0"]);
}

/// Writes the pictures into the folder that `CHART_PICTURES` names, to be looked at.
#[test]
fn every_chart_becomes_a_picture() {
    let folder = std::env::var_os("CHART_PICTURES");
    for (name, spec) in samples::all() {
        let frame = samples::frame(spec.lines);
        let marks = chart::draw(&spec, frame, &samples::Ems, &samples::STYLE);
        let picture = render(&marks, frame.width + 80.0, frame.height + 60.0, name, "");
        assert_eq!(picture.matches("<text").count(), marks.iter().filter(|m| matches!(m, Mark::Text(_))).count());
        if let Some(folder) = &folder {
            std::fs::write(std::path::Path::new(folder).join(format!("{name}.svg")), picture).unwrap();
        }
    }
}
