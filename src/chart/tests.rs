//! What must hold of every chart.

use super::samples::*;
use super::*;
use crate::canvas::TextRun;
use crate::document::Band;
use proptest::prelude::*;

fn drawn(spec: &ChartSpec) -> Vec<Mark> {
    draw(spec, frame(spec.lines), &Ems, &STYLE)
}

pub(super) fn texts(marks: &[Mark]) -> Vec<&TextRun> {
    marks.iter().filter_map(|mark| if let Mark::Text(run) = mark { Some(run) } else { None }).collect()
}

/// Left, top, right, bottom of a run.
pub(super) fn extent(run: &TextRun) -> [f64; 4] {
    let width = Ems.width(&run.text, run.role, run.size);
    [run.x, run.y - 0.88 * run.size, run.x + width, run.y + 0.12 * run.size]
}

pub(super) fn overlap(a: &TextRun, b: &TextRun) -> bool {
    let ([l, t, r, d], [left, top, right, down]) = (extent(a), extent(b));
    let slack = 0.01; // runs of one label touch
    l + slack < right && left + slack < r && t + slack < down && top + slack < d
}

/// Bars: filled rectangles in the main colour or a band's.
fn bars(marks: &[Mark]) -> usize {
    let fills = [Band::None, Band::Good, Band::Watch, Band::Bad].map(|band| Some(STYLE.fill(band)));
    let wide = |points: &[(f64, f64)]| points.len() == 4 && points[1].0 - points[0].0 > 6.0;
    marks
        .iter()
        .filter(|m| matches!(m, Mark::Path { points, fill, .. } if wide(points) && fills.contains(fill)))
        .count()
}

/// Of each open line, how many points it goes through.
pub(super) fn line_lengths(marks: &[Mark]) -> Vec<usize> {
    let length = |mark: &Mark| match mark {
        Mark::Path { points, closed: false, .. } => Some(points.len()),
        _ => None,
    };
    marks.iter().filter_map(length).collect()
}

pub(super) fn within(mark: &Mark, frame: Frame) -> bool {
    let corners = match mark {
        Mark::Text(run) => {
            let [left, top, right, bottom] = extent(run);
            vec![(left, top), (right, bottom)]
        }
        Mark::Line { from, to, .. } => vec![*from, *to],
        Mark::Path { points, .. } => points.clone(),
        Mark::Image { .. } => Vec::new(),
    };
    let (across, down) = (-0.01..=frame.width + 0.01, -0.01..=frame.height + 0.01);
    corners.iter().all(|(x, y)| across.contains(&(x - frame.x)) && down.contains(&(y - frame.y)))
}

#[test]
fn labels_never_overlap_and_marks_stay_in_the_frame() {
    for (name, spec) in all() {
        check(name, &spec);
    }
}

#[test]
fn labels_are_readable() {
    for (name, spec) in all() {
        for run in texts(&drawn(&spec)) {
            assert!(run.size >= 7.5, "{name}: {run:?}");
        }
    }
}

#[test]
fn a_missing_value_has_its_symbol_and_no_bar() {
    let marks = drawn(&nine());
    assert_eq!(bars(&marks), 8);
    assert!(texts(&marks).iter().any(|run| run.text == "…"));
    let missing = ranking(&[("禹州市", "…"), ("长葛市", "—")], vec![]);
    assert_eq!(bars(&drawn(&missing)), 0);
    // Of eleven targets one has no value and one is at nothing.
    assert_eq!(bars(&drawn(&progress())), 9);
}

#[test]
fn bars_begin_at_zero_and_are_as_long_as_their_values() {
    let marks = drawn(&ranking(&[("甲", "80"), ("乙", "40")], vec![]));
    let spans: Vec<(f64, f64)> = marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Path { points, fill: Some(_), .. } => Some((points[0].0, points[1].0)),
            _ => None,
        })
        .collect();
    let [(zero, long), (start, short)] = spans[..] else { panic!("{spans:?}") };
    assert_eq!(zero, start);
    assert!(((long - zero) / (short - start) - 2.0).abs() < 0.01, "{spans:?}");
}

#[test]
fn a_month_without_a_value_breaks_the_line() {
    let marks = drawn(&trend(vec![line("全市", true, &RISING)]));
    assert_eq!(line_lengths(&marks), [3, 7]);
}

#[test]
fn the_ends_the_extremes_and_the_gap_of_a_line_are_labelled_with_their_figures() {
    let marks = drawn(&three_lines());
    for wanted in ["29.51", "98.14", "…", "97.80"] {
        let run = texts(&marks).into_iter().find(|run| run.text == wanted).unwrap_or_else(|| panic!("{wanted}"));
        assert_eq!(run.figure, key("411000"), "{wanted}");
    }
    for name in ["全市 ", "上年同期 ", "东城区 ", "目标95%"] {
        assert!(texts(&marks).iter().any(|run| run.text == name), "{name}");
    }
}

#[test]
fn no_reference_line_runs_through_a_label_of_a_ranking() {
    for (name, spec) in all().into_iter().filter(|(name, _)| name.starts_with("ranking")) {
        let marks = drawn(&spec);
        for mark in &marks {
            let Mark::Line { from, to, dash: Some(_), .. } = mark else { continue };
            for run in texts(&marks) {
                let [left, top, right, bottom] = extent(run);
                let apart = from.0 <= left || from.0 >= right || to.1 <= top + 0.01 || from.1 >= bottom - 0.01;
                assert!(apart, "{name}: {:?}", run.text);
            }
        }
    }
}

#[test]
fn a_clipped_bullet_is_labelled_with_its_true_value() {
    let marks = drawn(&progress());
    let run = texts(&marks).into_iter().find(|run| run.text == "412.5%").unwrap();
    let reach = marks.iter().filter_map(|mark| match mark {
        Mark::Path { points, .. } => points.iter().map(|p| p.0).reduce(f64::max),
        _ => None,
    });
    assert!(reach.filter(|x| *x > 0.0).fold(0.0, f64::max) < run.x);
}

#[test]
fn the_same_chart_gives_the_same_marks() {
    for (name, spec) in all() {
        assert_eq!(drawn(&spec), drawn(&spec), "{name}");
    }
}

#[test]
fn a_frame_too_small_is_no_panic() {
    for (_, spec) in all() {
        for (width, height) in [(0.0, 0.0), (30.0, 20.0), (442.0, 40.0), (-5.0, f64::NAN)] {
            draw(&spec, Frame { x: 0.0, y: 0.0, width, height }, &Ems, &STYLE);
        }
    }
}

#[test]
fn the_test_charts_fit_their_frames() {
    for (name, spec) in all() {
        let least = least_height(&spec, 442.0, &Ems, &STYLE);
        assert!(least <= frame(spec.lines).height, "{name}: {least}");
    }
}

/// Nothing over anything else, nothing outside.
fn check(name: &str, spec: &ChartSpec) {
    tidy(name, &drawn(spec), frame(spec.lines));
}

pub(super) fn tidy(name: &str, marks: &[Mark], frame: Frame) {
    let texts = texts(marks);
    for (i, a) in texts.iter().enumerate() {
        for b in &texts[i + 1..] {
            assert!(!overlap(a, b), "{name}: {:?} over {:?}", a.text, b.text);
        }
    }
    for mark in marks {
        assert!(within(mark, frame), "{name}: {mark:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_trend_is_tidy(rows in proptest::collection::vec(proptest::collection::vec(-20_i32..12_000, 11), 1..4), target in 0_i32..10_000) {
        let name = ["全市", "上年同期", "城乡一体化示范区"];
        let text = |n: &i32| if *n < 0 { "…".to_owned() } else { format!("{}.{:02}", n / 100, n % 100) };
        let lines = rows.iter().enumerate().map(|(i, row)| {
            let values: Vec<String> = row.iter().map(text).collect();
            line(name[i], i == 0, &values.iter().map(String::as_str).collect::<Vec<_>>())
        });
        let references = vec![reference("目标", &text(&target))];
        check("trend", &spec("任意", 8, ChartKind::Trend { labels: months(11), lines: lines.collect(), references }));
    }

    #[test]
    fn any_ranking_is_tidy(values in proptest::collection::vec(-300_i32..12_000, 0..10), targets in proptest::collection::vec(0_i32..12_000, 0..4)) {
        let text = |n: &i32| format!("{}{}.{:02}%", if *n < 0 { "-" } else { "" }, n.abs() / 100, n.abs() % 100);
        let shown: Vec<(&str, String)> = values.iter().map(|n| ("城乡一体化示范区", text(n))).collect();
        let bars: Vec<(&str, &str)> = shown.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let references = targets.iter().map(|n| reference("全市平均", text(n).trim_end_matches('%'))).collect();
        check("ranking", &ranking(&bars, references));
    }
}
