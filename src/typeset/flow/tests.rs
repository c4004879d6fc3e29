//! Slabs to pages: what moves together, what a broken table repeats, what is lower, what stands at the foot.

use super::*;
use crate::canvas::Color;

fn tagged(tag: f64, height: f64) -> Slab {
    let mark = Mark::Line { from: (tag, 0.0), to: (tag, 1.0), width: 1.0, color: Color::BLACK, dash: None };
    Slab { height, marks: vec![mark], ..Slab::default() }
}

fn tags(page: &Page) -> Vec<f64> {
    page.marks.iter().filter_map(|m| if let Mark::Line { from, .. } = m { Some(from.0) } else { None }).collect()
}

#[test]
fn what_is_kept_together_moves_together() {
    let mut flow = Flow::default();
    flow.push(tagged(1.0, 600.0));
    flow.push(Slab { keep: true, ..tagged(2.0, 29.0) });
    flow.push(tagged(3.0, 29.0));
    let pages = paginate(&flow).pages;
    assert_eq!(pages.iter().map(tags).collect::<Vec<_>>(), [vec![1.0], vec![2.0, 3.0]]);
}

#[test]
fn a_broken_table_repeats_its_head_and_closes_its_foot() {
    let mut flow = Flow::default();
    let (head, foot) = (tagged(90.0, 0.0).marks, tagged(91.0, 0.0).marks);
    flow.continuations.push(Continuation { height: 50.0, head, foot });
    flow.push(tagged(1.0, 50.0));
    for row in 2..=4 {
        flow.push(Slab { table: Some(0), ..tagged(f64::from(row), 250.0) });
    }
    let pages = paginate(&flow).pages;
    assert_eq!(pages.iter().map(tags).collect::<Vec<_>>(), [vec![1.0, 2.0, 3.0, 91.0], vec![90.0, 4.0]]);
}

#[test]
fn a_group_higher_than_a_page_is_parted_and_space_vanishes_at_the_head() {
    let mut flow = Flow::default();
    flow.push(Slab { keep: true, ..tagged(1.0, 400.0) });
    flow.push(tagged(2.0, 400.0));
    flow.push(Slab { new_page: true, blank: true, height: 30.0, ..Slab::default() });
    flow.push(tagged(3.0, 10.0));
    let pages = paginate(&flow).pages;
    assert_eq!(pages.len(), 3);
    assert!(matches!(pages[2].marks[0], Mark::Line { from: (_, y), .. } if (y - PORTRAIT.top).abs() < 1e-9));
}

#[test]
fn a_turned_sheet_is_a_page_of_its_own() {
    let mut flow = Flow::default();
    flow.push(Slab { landscape: true, ..tagged(1.0, 10.0) });
    flow.push(tagged(2.0, 10.0));
    let pages = paginate(&flow).pages;
    assert_eq!(pages.len(), 2);
    assert!(pages[0].width > pages[0].height && pages[1].width < pages[1].height);
}

#[test]
fn text_passes_a_float_that_does_not_fit_but_no_heading_does() {
    let line = |tag: f64, text: bool| Slab { text, ..tagged(tag, 200.0) };
    let mut flow = Flow::default();
    flow.push(line(1.0, true));
    flow.push(Slab { float: true, ..tagged(90.0, 500.0) });
    flow.push(Slab { float: true, ..tagged(91.0, 100.0) });
    flow.push(line(2.0, true));
    flow.push(line(3.0, false));
    let pages = paginate(&flow).pages;
    assert_eq!(pages.iter().map(tags).collect::<Vec<_>>(), [vec![1.0, 2.0], vec![90.0, 91.0], vec![3.0]]);
}

#[test]
fn a_slab_takes_the_greatest_height_that_fits() {
    let mut flow = Flow::default();
    flow.push(tagged(1.0, 400.0));
    let lower = [(280.0, 3.0), (230.0, 4.0), (200.0, 5.0)];
    let lower = lower.map(|(height, tag)| (height, tagged(tag, height).marks)).to_vec();
    flow.push(Slab { lower, float: true, ..tagged(2.0, 300.0) });
    let pages = paginate(&flow).pages;
    assert_eq!(pages.iter().map(tags).collect::<Vec<_>>(), [vec![1.0, 4.0]]);
}

#[test]
fn a_chart_is_lower_where_that_saves_a_page() {
    let mut flow = Flow::default();
    let lower = [250.0, 200.0].map(|height| (height, tagged(height, height).marks)).to_vec();
    flow.push(Slab { lower, ..tagged(300.0, 300.0) });
    flow.push(tagged(1.0, 350.0));
    let saved = paginate(&flow).pages;
    assert_eq!(saved.iter().map(tags).collect::<Vec<_>>(), [vec![250.0, 1.0]]);
    flow.push(tagged(2.0, 350.0));
    let kept = paginate(&flow).pages;
    assert_eq!(kept.iter().map(tags).collect::<Vec<_>>(), [vec![250.0, 1.0], vec![2.0]]);
    flow.push(tagged(3.0, 300.0));
    flow.slabs[2].height = 500.0;
    flow.slabs[1].height = 500.0;
    let kept = paginate(&flow).pages;
    assert_eq!(kept.iter().map(tags).collect::<Vec<_>>()[0], [300.0]);
}

#[test]
fn the_rows_of_a_table_on_its_last_page_are_counted() {
    let mut flow = Flow::default();
    flow.continuations.push(Continuation::default());
    flow.push(tagged(1.0, 50.0));
    for row in 2..=6 {
        flow.push(Slab { table: Some(0), ..tagged(f64::from(row), 200.0) });
    }
    assert_eq!(paginate(&flow).tables, [Span { first: 0, last: 1, rows: 3 }]);
}
