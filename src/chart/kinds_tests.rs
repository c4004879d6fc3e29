//! What must hold of the kinds of charts over what is hard, and what each kind must show.

use super::hostile::{VALUES, Values, charts};
use super::samples::*;
use super::style::{Pattern, lightness};
use super::tests::{line_lengths, texts, tidy};
use super::*;
use crate::document::{Band, Legend, Line, Point};

/// Drawn at the least height the chart asks for, on a page of any height.
fn at_least_height(spec: &ChartSpec) -> (Vec<Mark>, Frame) {
    let height = least_height(spec, 442.0, &Ems, &STYLE);
    let frame = Frame { x: 40.0, y: 30.0, width: 442.0, height };
    (draw(spec, frame, &Ems, &STYLE), frame)
}

fn every() -> impl Iterator<Item = (String, ChartSpec, Values)> {
    let sizes = [1, 2, 5, 12, 30].into_iter().flat_map(|count| [(count, false), (count, true)]);
    let sizes = sizes.flat_map(|(count, long)| VALUES.map(|values| (count, long, values)));
    sizes.flat_map(|(count, long, values)| {
        let all = charts(values, count, long).into_iter();
        all.map(move |(name, spec)| (format!("{name} {values:?} {count} long:{long}"), spec, values))
    })
}

#[test]
fn no_label_of_any_kind_touches_another_or_leaves_the_frame() {
    for (name, spec, _) in every() {
        let (marks, frame) = at_least_height(&spec);
        tidy(&name, &marks, frame);
        for run in texts(&marks) {
            assert!(run.size >= 7.5, "{name}: {run:?}");
        }
    }
}

#[test]
fn a_symbol_is_explained_under_the_drawing_where_it_is_printed() {
    let legend = |symbol: &str, words: &str| Legend { symbol: symbol.to_owned(), words: spec(words, 1, none()).title };
    let legends = vec![legend("*", "“*”合计不完整，不含鄢陵县。"), legend("…", "“…”未报。"), legend("", "● 完成。")];
    let rows = vec![line("全市", true, &["59.82*", "95.25"]), line("甲", false, &["1—3", "甲…"])];
    let heat = ChartKind::Heat { columns: months(2), rows };
    let spec = ChartSpec { legends: legends.clone(), ..spec("各单位1—11月…", 8, heat) };
    let (marks, frame) = at_least_height(&spec);
    tidy("legends", &marks, frame);
    // Neither a dash in a span nor a cut name is a symbol.
    let foot = texts(&marks).into_iter().rfind(|run| run.text.contains("完成")).unwrap().clone();
    assert_eq!(foot.text, "“*”合计不完整，不含鄢陵县。● 完成。");
    assert!(texts(&marks).iter().all(|run| run.text == foot.text || run.y < foot.y), "it stands last");
    for (name, spec) in all() {
        let spec = ChartSpec { legends: legends.clone(), ..spec };
        let (marks, frame) = at_least_height(&spec);
        tidy(name, &marks, frame);
        assert!(texts(&marks).iter().any(|run| run.text.contains("● 完成。")), "{name}");
    }
}

fn none() -> ChartKind {
    ChartKind::Ranking { bars: Vec::new(), references: Vec::new() }
}

/// The printed words, runs put together in order.
fn words(marks: &[Mark]) -> String {
    texts(marks).iter().map(|run| run.text.as_str()).collect()
}

#[test]
fn a_heat_table_prints_every_value_and_every_name_however_large() {
    for (name, spec, _) in every() {
        let ChartKind::Heat { rows, .. } = &spec.kind else { continue };
        let (marks, _) = at_least_height(&spec);
        let printed = texts(&marks);
        let wanted: Vec<&Point> = rows.iter().flat_map(|row| &row.points).collect();
        let cells = printed.iter().filter(|run| run.figure.is_some()).count();
        assert_eq!(cells, wanted.len(), "{name}");
        assert!(wanted.iter().all(|point| printed.iter().any(|run| run.text == point.shown)), "{name}");
    }
}

#[test]
fn dots_slopes_and_radars_print_every_value() {
    for (name, spec, _) in every() {
        let lines = match &spec.kind {
            ChartKind::Slope { lines, .. } => lines,
            ChartKind::Dots { series, .. } => series,
            ChartKind::Radar { lines, .. } => lines,
            _ => continue,
        };
        let (marks, _) = at_least_height(&spec);
        let values = texts(&marks).iter().filter(|run| run.figure.is_some()).count();
        assert_eq!(values, lines.iter().map(|line| line.points.len()).sum::<usize>(), "{name}");
    }
}

#[test]
fn the_widest_name_beside_a_slope_is_whole() {
    let names = ["攀枝花市", "建安区", "襄城县", "禹州市"];
    let places = ["1", "2", "10", "11"];
    let lines = names.iter().zip(places).map(|(name, place)| line(name, false, &[place, place])).collect();
    let ends = ["2021年10月".to_owned(), "2021年11月".to_owned()];
    let (marks, _) = at_least_height(&spec("位次", 12, ChartKind::Slope { ends, lines }));
    for name in names {
        assert_eq!(texts(&marks).iter().filter(|run| run.text.trim() == name).count(), 2, "{name}");
    }
}

#[test]
fn multiples_name_every_unit_and_print_its_last_value() {
    for (name, spec, _) in every() {
        let ChartKind::Multiples { panels, .. } = &spec.kind else { continue };
        let (marks, _) = at_least_height(&spec);
        let values = texts(&marks).iter().filter(|run| run.figure.is_some()).count();
        assert_eq!(values, panels.len(), "{name}");
        assert!(name.contains("long:true") || panels.iter().all(|p| words(&marks).contains(&p.name)), "{name}");
    }
}

/// Filled rectangles: left, right and fill.
fn rects(marks: &[Mark]) -> Vec<(f64, f64, Color)> {
    let rect = |mark: &Mark| match mark {
        Mark::Path { points, fill: Some(fill), closed: true, .. } if points.len() == 4 => {
            Some((points[0].0, points[1].0, *fill))
        }
        _ => None,
    };
    marks.iter().filter_map(rect).collect()
}

fn stack(parts: Vec<Line>, whole: bool) -> ChartSpec {
    let rows = vec!["禹州市".to_owned(), "长葛市".to_owned()];
    spec("构成", 8, ChartKind::Stacked { rows, parts, totals: Vec::new(), whole })
}

/// The pieces of the bars in the fill of a part, swatches and the plates under words left out.
fn pieces(marks: &[Mark], part: usize) -> Vec<(f64, f64)> {
    let base = STYLE.part(part).base;
    let swatch = |width: f64| (width - (9.0 * 1.7 - 0.3)).abs() < 0.01;
    let all = rects(marks).into_iter().filter(|(left, right, fill)| *fill == base && !swatch(right - left));
    let mut pieces: Vec<(f64, f64)> = Vec::new();
    for (left, right, _) in all {
        let plate = pieces.last().is_some_and(|(from, to)| *from < left && right < *to);
        if !plate {
            pieces.push((left, right));
        }
    }
    pieces
}

#[test]
fn stacked_bars_begin_at_zero_and_their_parts_follow_one_another() {
    let spec = stack(vec![line("甲", true, &["60", "20"]), line("乙", false, &["30", "10"])], false);
    let marks = draw(&spec, frame(8), &Ems, &STYLE);
    let (first, second) = (pieces(&marks, 0), pieces(&marks, 1));
    assert_eq!(first[0].0, first[1].0, "one zero");
    assert!((first[0].1 - second[0].0).abs() < 0.02 && (first[1].1 - second[1].0).abs() < 0.02);
    let long = |piece: (f64, f64)| piece.1 - piece.0;
    assert!((long(first[0]) / long(second[0]) - 2.0).abs() < 0.02);
    assert!((long(first[0]) / long(first[1]) - 3.0).abs() < 0.02);
}

#[test]
fn of_a_whole_every_bar_is_as_long_and_one_that_lacks_a_part_is_not_drawn() {
    let spec = stack(vec![line("甲", true, &["60", "1"]), line("乙", false, &["20", "3"])], true);
    let marks = draw(&spec, frame(8), &Ems, &STYLE);
    let (first, second) = (pieces(&marks, 0), pieces(&marks, 1));
    assert!((second[0].1 - second[1].1).abs() < 0.02, "both end at the whole");
    let share = |row: usize| (first[row].1 - first[row].0) / (second[row].1 - first[row].0);
    assert!((share(0) - 0.75).abs() < 0.002 && (share(1) - 0.25).abs() < 0.002, "{} {}", share(0), share(1));
    let spec = stack(vec![line("甲", true, &["60", "1"]), line("乙", false, &["20", "…"])], true);
    let marks = draw(&spec, frame(8), &Ems, &STYLE);
    assert_eq!(pieces(&marks, 0).len(), 1);
    assert!(words(&marks).contains('…'));
}

#[test]
fn greater_values_are_darker_and_a_missing_one_is_hatched_on_white() {
    let rows = vec![line("禹州市", false, &["10", "55", "99", "…"])];
    let marks = draw(&spec("热力", 6, ChartKind::Heat { columns: months(4), rows }), frame(6), &Ems, &STYLE);
    let cells: Vec<(f64, f64, Color)> = rects(&marks).into_iter().filter(|(l, r, _)| r - l > 60.0).collect();
    let shades: Vec<u32> = cells.iter().map(|(_, _, fill)| lightness(*fill)).collect();
    assert_eq!(shades.len(), 4);
    assert!(shades[0] > shades[1] + 30 && shades[1] > shades[2] + 30, "{shades:?}");
    assert_eq!(shades[3], 255);
    let (left, right, _) = cells[3];
    let slanted = |mark: &&Mark| matches!(mark, Mark::Line { from, to, .. } if from.0 != to.0 && from.1 != to.1 && from.0 >= left - 0.01 && to.0 <= right + 0.01);
    assert!(marks.iter().filter(slanted).count() > 10);
    let of = |text: &str| texts(&marks).into_iter().find(|run| run.text == text).unwrap().color;
    assert_eq!((of("10"), of("99")), (Color::BLACK, Color::rgb(255, 255, 255)), "words are read on their fill");
}

#[test]
fn who_rose_is_solid_who_fell_is_dashed_and_who_has_no_place_has_no_line() {
    let lines = vec![
        line("甲", false, &["2", "1"]),
        line("乙", false, &["1", "2"]),
        line("丙", false, &["3", "3"]),
        line("丁", false, &["…", "4"]),
    ];
    let ends = ["10月".to_owned(), "11月".to_owned()];
    let marks = draw(&spec("位次", 8, ChartKind::Slope { ends, lines }), frame(8), &Ems, &STYLE);
    let mut found: Vec<(i8, f64, bool)> = Vec::new();
    for mark in &marks {
        if let Mark::Line { from, to, width, dash, .. } = mark
            && to.0 - from.0 > 100.0
        {
            let way = if to.1 < from.1 - 0.01 {
                1
            } else if to.1 > from.1 + 0.01 {
                -1
            } else {
                0
            };
            found.push((way, *width, dash.is_some()));
        }
    }
    assert_eq!(found, [(0, 0.8, false), (-1, 1.3, true), (1, 1.7, false)]);
}

#[test]
fn a_progress_chart_shows_what_is_done_what_is_due_and_the_target() {
    let marks = draw(&progress(), frame(14), &Ems, &STYLE);
    let printed = words(&marks);
    assert!(printed.contains("序时进度") && printed.contains("目标"), "{printed}");
    let target = marks.iter().find_map(|mark| match mark {
        Mark::Line { from, to, color, .. } if *color == STYLE.red && to.1 - from.1 > 100.0 => Some(from.0),
        _ => None,
    });
    // A bar of 100.0% ends at the target's line.
    let ends: Vec<f64> =
        rects(&marks).iter().filter(|(_, _, fill)| *fill == STYLE.fill(Band::Good)).map(|r| r.1).collect();
    assert!(ends.iter().any(|end| (end - target.unwrap()).abs() < 0.02), "{target:?} {ends:?}");
}

#[test]
fn a_month_without_a_value_breaks_the_line_of_a_panel() {
    let panels = vec![line("甲", false, &["1", "2", "…", "4", "5"])];
    let kind = ChartKind::Multiples { labels: months(5), panels, base: None, references: Vec::new() };
    let marks = draw(&spec("各县", 8, kind), frame(8), &Ems, &STYLE);
    assert_eq!(line_lengths(&marks), [2, 2]);
}

#[test]
fn nothing_is_drawn_where_there_is_nothing() {
    let none = || -> Vec<Line> { Vec::new() };
    for kind in [
        ChartKind::Stacked { rows: Vec::new(), parts: none(), totals: Vec::new(), whole: true },
        ChartKind::Heat { columns: Vec::new(), rows: none() },
        ChartKind::Slope { ends: [String::new(), String::new()], lines: none() },
        ChartKind::Dots { rows: Vec::new(), series: none(), references: Vec::new() },
        ChartKind::Multiples { labels: Vec::new(), panels: none(), base: None, references: Vec::new() },
    ] {
        let spec = spec("无", 5, kind);
        let (marks, frame) = at_least_height(&spec);
        tidy("nothing", &marks, frame);
        for (width, height) in [(0.0, 0.0), (30.0, 20.0), (442.0, 40.0), (-5.0, f64::NAN)] {
            draw(&spec, Frame { x: 0.0, y: 0.0, width, height }, &Ems, &STYLE);
        }
    }
    for (_, spec, _) in every() {
        for (width, height) in [(0.0, 0.0), (30.0, 20.0), (442.0, 40.0), (-5.0, f64::NAN)] {
            draw(&spec, Frame { x: 0.0, y: 0.0, width, height }, &Ems, &STYLE);
        }
    }
}

#[test]
fn parts_that_follow_one_another_differ_in_pattern() {
    let pattern = |i| STYLE.part(i).pattern;
    assert!((1..5).all(|i| pattern(i) != pattern(i - 1)), "two neighbours alike");
    assert_eq!(pattern(0), Pattern::Plain);
}

/// Two members on four spokes; the second has no value on the third.
fn radar() -> ChartSpec {
    let axes = ["火化率", "护理型床位占比", "社工站覆盖率", "规范化社区"].map(str::to_owned).to_vec();
    let lines =
        vec![line("绵阳市", false, &["100", "50", "0", "75"]), line("成都市", false, &["50", "25", "—", "100"])];
    spec("绵阳市三项居前", 12, ChartKind::Radar { axes, lines })
}

#[test]
fn a_radar_is_to_scale_and_a_missing_value_opens_its_line() {
    let (marks, _) = at_least_height(&radar());
    let thick = |mark: &Mark| match mark {
        Mark::Line { from, to, width, dash, .. } if *width > 1.0 => Some((*from, *to, *dash)),
        _ => None,
    };
    let strokes: Vec<_> = marks.iter().filter_map(thick).collect();
    // The second member is drawn first: of four sides two; then four of the first; and a sample of each in the table.
    let dashed = |some: bool| strokes.iter().filter(|(_, _, dash)| dash.is_some() == some).count();
    assert_eq!((dashed(true), dashed(false)), (2 + 1, 4 + 1), "{strokes:?}");
    // The first member's line begins at the top of the outer ring; its third spoke is at the middle.
    let closed: Vec<_> = strokes.iter().filter(|(_, _, dash)| dash.is_none()).take(4).collect();
    let (top, right, middle, left) = (closed[0].0, closed[1].0, closed[2].0, closed[3].0);
    let radius = middle.1 - top.1;
    assert!(radius > 50.0 && (top.0 - middle.0).abs() < 0.1, "{closed:?}");
    assert!((right.0 - middle.0 - radius * 0.5).abs() < 0.1 && (right.1 - middle.1).abs() < 0.1, "{closed:?}");
    assert!((middle.0 - left.0 - radius * 0.75).abs() < 0.1, "{closed:?}");
    assert!(words(&marks).contains('—') && texts(&marks).iter().any(|run| run.text == "护理型床位占比"));
}

#[test]
fn a_slope_cuts_no_name_it_has_room_for() {
    // Ends that do not add up exactly in binary fractions.
    for x in [40.0, 40.1, 33.3, 70.7] {
        let lines = [("攀枝花市", "9"), ("绵阳市", "10"), ("禹州市", "3")];
        let lines = lines.map(|(name, place)| line(name, false, &[place, place])).to_vec();
        let kind = ChartKind::Slope { ends: ["10月".to_owned(), "11月".to_owned()], lines };
        let marks = draw(&spec("位次", 8, kind), Frame { x, y: 30.1, width: 442.2, height: 240.0 }, &Ems, &STYLE);
        let names = texts(&marks).iter().filter(|run| run.text.trim() == "攀枝花市").count();
        assert_eq!(names, 2, "{x}: {}", words(&marks));
    }
}
