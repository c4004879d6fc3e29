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
fn a_heading_passes_a_float_where_much_of_the_page_would_stay_empty() {
    // So much of the 638 points is filled before the heading: pages.
    for (filled, pages) in [(300.0, [vec![1.0, 2.0, 3.0], vec![90.0]]), (400.0, [vec![1.0], vec![90.0, 2.0, 3.0]])] {
        let mut flow = Flow::default();
        flow.push(tagged(1.0, filled));
        flow.push(Slab { float: true, ..tagged(90.0, 500.0) });
        flow.push(Slab { keep: true, heading: true, ..tagged(2.0, 29.0) });
        flow.push(Slab { text: true, ..tagged(3.0, 29.0) });
        let laid = paginate(&flow).pages;
        assert_eq!(laid.iter().map(tags).collect::<Vec<_>>(), pages, "{filled}");
    }
}

#[test]
fn a_table_that_fits_a_page_is_parted_where_much_of_one_would_stay_empty() {
    for (filled, first) in [(300.0, vec![1.0, 2.0, 3.0, 4.0, 91.0]), (400.0, vec![1.0])] {
        let mut flow = Flow::default();
        let foot = tagged(91.0, 0.0).marks;
        flow.continuations.push(Continuation { foot, ..Continuation::default() });
        flow.push(tagged(1.0, filled));
        flow.push(Slab { keep: true, whole: true, ..tagged(2.0, 100.0) });
        for row in 3..=5 {
            flow.push(Slab { table: Some(0), whole: row < 5, ..tagged(f64::from(row), 100.0) });
        }
        let pages = paginate(&flow).pages;
        assert_eq!((pages.len(), tags(&pages[0])), (2, first), "{filled}");
    }
}

#[test]
fn the_first_page_parts_two_lines_only_to_show_any_text() {
    let mut flow = Flow::default();
    flow.push(tagged(1.0, 600.0));
    flow.push(Slab { keep: true, soft: true, text: true, ..tagged(2.0, 29.0) });
    flow.push(Slab { text: true, ..tagged(3.0, 29.0) });
    let pages = |flow: &Flow| paginate(flow).pages.iter().map(tags).collect::<Vec<_>>();
    assert_eq!(pages(&flow), [vec![1.0, 2.0], vec![3.0]]);
    flow.slabs[0].text = true;
    assert_eq!(pages(&flow), [vec![1.0], vec![2.0, 3.0]]);
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

/// Pages of text, filled so far, and a foot of 100 points.
fn footed(pages: usize, filled: f64, foot: Foot) -> Laid {
    let mut flow = Flow::default();
    for page in 0..pages {
        let height = if page + 1 == pages { filled } else { 600.0 };
        flow.push(Slab { new_page: page > 0, ..tagged(1.0, height) });
    }
    flow.push(Slab { foot: Some(foot), ..tagged(9.0, 100.0) });
    paginate(&flow)
}

/// The height of the foot above the lower edge of the last page's text area, and how many pages there are.
fn foot_place(laid: &Laid) -> (f64, usize) {
    let page = laid.pages.last().unwrap();
    let last = page.marks.iter().rev().find_map(|m| if let Mark::Line { from, .. } = m { Some(*from) } else { None });
    let (tag, y) = last.unwrap();
    assert!((tag - 9.0).abs() < 1e-9, "the foot is on another page");
    (PORTRAIT.bottom() - y, laid.pages.len())
}

#[test]
fn the_foot_stands_at_the_foot_of_the_back_of_a_leaf() {
    // Pages of text, how far the last is filled: pages in all, those without a number.
    let cases = [
        (1, 300.0, 1, vec![]),
        (1, 600.0, 2, vec![1]),
        (2, 300.0, 2, vec![]),
        (2, 600.0, 4, vec![2, 3]),
        (3, 300.0, 4, vec![3]),
        (3, 600.0, 4, vec![3]),
    ];
    for (pages, filled, all, bare) in cases {
        let laid = footed(pages, filled, Foot::Back);
        assert_eq!(foot_place(&laid).1, all, "{pages} pages, the last filled {filled}");
        assert!((foot_place(&laid).0 - 100.0).abs() < 1e-6);
        assert_eq!(laid.bare.into_iter().collect::<Vec<_>>(), bare);
    }
}

#[test]
fn the_foot_of_a_bulletin_stands_on_its_last_page() {
    assert_eq!(foot_place(&footed(3, 300.0, Foot::Last)).1, 3);
    let full = footed(2, 600.0, Foot::Last);
    assert_eq!((foot_place(&full).1, full.bare.contains(&2)), (3, true));
}

#[test]
fn space_after_the_text_gives_way_to_the_foot() {
    let mut flow = Flow::default();
    flow.push(tagged(1.0, 530.0));
    flow.push(Slab { blank: true, snap: true, height: 20.0, ..Slab::default() });
    flow.push(Slab { foot: Some(Foot::Last), ..tagged(9.0, 100.0) });
    assert_eq!(paginate(&flow).pages.len(), 1);
}

#[test]
fn what_reaches_below_a_slab_stays_on_its_page() {
    let mut flow = Flow::default();
    flow.push(tagged(1.0, 560.0));
    flow.push(Slab { below: 40.0, ..tagged(2.0, 50.0) });
    assert_eq!(paginate(&flow).pages.len(), 2);
    flow.slabs[1].below = 20.0;
    assert_eq!(paginate(&flow).pages.len(), 1);
}

/// Lines of the grid without anything that holds them together, and a foot of 100 points.
fn lines_and_foot(lines: usize, foot: Foot) -> Flow {
    let mut flow = Flow::default();
    (0..lines).for_each(|_| flow.push(Slab { text: true, ..tagged(1.0, LEAD) }));
    flow.push(Slab { foot: Some(foot), ..tagged(9.0, 100.0) });
    flow
}

#[test]
fn the_end_of_the_text_goes_with_a_foot_that_finds_no_room() {
    // Twenty-two lines a page, of which the foot takes three and a half.
    for (lines, foot, all) in [
        (20, Foot::Last, [18, 2].as_slice()),
        (20, Foot::Back, &[18, 2]),
        (42, Foot::Last, &[22, 18, 2]),
        (18, Foot::Last, &[18]),
    ] {
        let laid = paginate(&lines_and_foot(lines, foot));
        let here: Vec<usize> =
            laid.pages.iter().map(|page| tags(page).iter().filter(|tag| **tag < 2.0).count()).collect();
        assert_eq!(here, all, "{lines} lines, {foot:?}");
        assert!(!laid.foot_apart && laid.bare.is_empty() && laid.joined == (all.len() > 1), "{lines} lines, {foot:?}");
        assert!((foot_place(&laid).0 - 100.0).abs() < 1e-6);
    }
    // What is kept with the last line goes along; four rows of a table bring its head.
    let mut flow = lines_and_foot(20, Foot::Last);
    flow.slabs[17].keep = true;
    assert_eq!(tags(&paginate(&flow).pages[1]), [1.0, 1.0, 1.0, 9.0]);
    flow.slabs[17].keep = false;
    flow.slabs[18].keep = true;
    let head = tagged(5.0, LEAD).marks;
    flow.continuations.push(Continuation { height: LEAD, head, foot: Vec::new() });
    flow.slabs[4..20].iter_mut().for_each(|slab| (slab.table, slab.whole) = (Some(0), true));
    assert_eq!(tags(&paginate(&flow).pages[1]), [5.0, 1.0, 1.0, 9.0]);
    // A short table is not parted for it: all of it goes along, or none.
    flow.slabs[4..10].iter_mut().for_each(|slab| (slab.table, slab.whole) = (None, false));
    flow.slabs[10].table = None;
    assert_eq!(tags(&paginate(&flow).pages[1]), [[1.0; 10].as_slice(), &[9.0]].concat());
    flow.slabs[10].new_page = true;
    flow.slabs[10..20].iter_mut().for_each(|slab| slab.height *= 2.0);
    let laid = paginate(&flow);
    assert_eq!((laid.pages.len(), laid.foot_apart), (3, true));
}

#[test]
fn a_foot_stands_alone_only_where_the_standard_has_a_blank_page_before_it() {
    // Two full pages: the next back of a leaf is the fourth (7.5).
    let laid = paginate(&lines_and_foot(44, Foot::Back));
    assert_eq!((laid.pages.len(), laid.foot_apart, laid.bare.len()), (4, true, 2));
}
