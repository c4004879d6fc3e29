//! What `yuebao compare` says.

use super::word::Word;

pub(super) const COMPARE: &[Word] = &[
    Word::new(
        "help.compare",
        "与别的市县对标：同口径、同时点的排在一起，其余分列并说明原因；写出领导参阅、表格、图表",
        "benchmark cities or counties: what is of one definition and date is ranked, the rest told apart with the reasons; writes a bulletin, tables, charts",
    ),
    Word::new(
        "help.trace_set",
        "查对标的数：对标集；报告期同对标时写的，对标时没有写的也不写",
        "a number of a comparison: its set, with the period it was compared with, if any",
    ),
    Word::new(
        "help.compare_set",
        "对标集：编号，或 templates/comparisons/ 里的文件（yuebao list comparisons）",
        "the set: its id, or its file in templates/comparisons/ (yuebao list comparisons)",
    ),
    Word::new(
        "help.period_compare",
        "报告期：2021-11、2021-Q3、2021-H1、2021；缺省各成员取自己最近一个月",
        "2021-11, 2021-Q3, 2021-H1 or 2021; default: each member's latest month",
    ),
    Word::new(
        "help.out_compare",
        "输出文件夹（默认 outputs/compare/<对标集>/<报告期>，不写报告期的放 latest）",
        "output folder (default outputs/compare/<set>/<period>, latest without a period)",
    ),
    Word::new(
        "error.compare_set",
        "没有“{set}”这个对标集。可选：{known}",
        "there is no comparison set {set}. Known: {known}",
    ),
    Word::new(
        "error.compare_elsewhere",
        "“{path}”不在 templates/comparisons/ 里：对标集放进去才算数（或用 --home 指明含有它的文件夹）。可选：{known}",
        "{path} is not in templates/comparisons/: put it there, or name its folder with --home. Known: {known}",
    ),
    Word::new(
        "error.compare_period",
        "对标集“{set}”没有一个成员有 {period} 的数。请换一个报告期，或不写 --period，让各成员取自己最近一个月。",
        "no member of {set} has anything of {period}. Take another period, or leave --period out: then each member stands at its latest month.",
    ),
    Word::new(
        "error.compare_nothing",
        "对标集“{set}”没有一个成员有数：请先放入报表（yuebao list periods --desk …）。",
        "no member of {set} has any value: put in returns first (yuebao list periods --desk …).",
    ),
    Word::new(
        "error.compare_file",
        "“{path}”不能作成员的数：{reason}",
        "{path} cannot be a member's figures: {reason}",
    ),
    Word::new(
        "error.compare_twice",
        "“{path}”里 {key} 有两个不同的数（{cells}）：请留下对的一行。",
        "{path} has two values of {key} ({cells}): keep the right row.",
    ),
    Word::new("compare.head_what", "对标项", "compared"),
    Word::new("compare.head_place", "位次", "place"),
    Word::new("compare.head_best", "最优", "best"),
    Word::new("compare.head_comparable", "可比", "comparable"),
    Word::new("compare.head_apart", "不可比", "apart"),
    Word::new("compare.count", "{count}个", "{count}"),
    Word::new("compare.and_others", "等{count}个", "and others ({count})"),
    Word::new(
        "compare.draft",
        "{names}的数是草稿：尚有未解决的强制性问题",
        "the figures of {names} are drafts: must-level findings are open",
    ),
    Word::new("compare.written", "对标：第{edition}版（{path}）", "comparison: edition {edition} ({path})"),
    Word::new(
        "compare.same",
        "对标：内容与第{edition}版（{path}）相同，未另出新版",
        "comparison: nothing changed since edition {edition} ({path}), no new one made",
    ),
];
