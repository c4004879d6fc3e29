//! Printing and parsing are inverse; hostile text is an error with a place.

use super::*;
use crate::model::{Decimal, Measure};
use proptest::prelude::*;

fn printed(text: &str) -> String {
    parse(text).unwrap_or_else(|e| panic!("{text}: {} at {}", e.message_en, e.offset)).to_string()
}

fn fails(text: &str) -> FormulaError {
    parse(text).expect_err(text)
}

#[test]
fn indicator_names_stand_bare() {
    for name in [
        "城市低保户数",
        "其中：脱贫户享受低保人数",
        "其中：公办（敬老院等）",
        "村（居）委会总数",
        "党组织书记“一肩挑”数",
        "乡镇（街道）社工站",
        "cremation.rate",
        "SA05",
        "民办非企业单位",
        "（市、区）数",
    ] {
        let expr = Expr::Reference(Reference {
            name: name.into(),
            measure: None,
            shift: Shift::Same,
            scope: Scope::Own,
            form: None,
        });
        assert_eq!(parse(&expr.to_string()).unwrap(), expr);
        assert_eq!(expr.to_string() == name, !name.starts_with('（'), "{name}");
    }
    assert_eq!(printed("「离婚申请(冷静期)」 = `a b`"), "「离婚申请(冷静期)」 = 「a b」");
    assert_eq!(printed("「abs」 + 「火化率」"), "「abs」 + 火化率");
}

#[test]
fn brackets_group_unless_they_belong_to_a_name() {
    assert_eq!(printed("（城市 + 农村） × 2"), "(城市 + 农村) * 2");
    assert_eq!(printed("若（a＞0）则（b＝0）"), "若 a > 0 则 b = 0");
    assert_eq!(printed("round（a ÷ b，2）"), "round(a / b, 2)");
    assert_eq!(printed("abs（a）"), "abs(a)");
    assert_eq!(parse("乡镇（街道）社工站").unwrap().references()[0].name, "乡镇（街道）社工站");
    assert_eq!(fails("乡镇 （街道）").offset, "乡镇 ".len());
}

#[test]
fn full_width_and_mathematical_signs_are_the_same_formula() {
    assert_eq!(printed("ａ ＋ １２．５ ≥ b − 3"), "ａ + 12.5 >= b - 3");
    assert_eq!(printed("0 <= a ≦ b"), "0 <= a <= b");
    assert_eq!(printed("a <> b and not a == b or c != d"), "a != b 且 非 a = b 或 c != d");
    assert_eq!(printed("$x[ytd] = $x［本年累计］＠上月 + $x[month]"), "$x[本年累计] = $x[本年累计]@上月 + $x[本月]");
}

#[test]
fn operators_bind_as_in_arithmetic() {
    assert_eq!(printed("a - (b - c) - (d)"), "a - (b - c) - d");
    assert_eq!(printed("-(a + b) * (-c)"), "-(a + b) * -c");
    assert_eq!(printed("(a = b) = c"), "(a = b) = c");
    assert_eq!(printed("if (if a then b) then if c then d"), "若 (若 a 则 b) 则 若 c 则 d");
    assert_eq!(printed("not (a and b) and (c or d)"), "非 (a 且 b) 且 (c 或 d)");
}

#[test]
fn references_come_in_order_with_measure_and_shift() {
    let expr = parse("若 b@年初 > 0 则 sum(a[期末], b) <= c@去年同期").unwrap();
    let names: Vec<String> = expr.references().iter().map(ToString::to_string).collect();
    assert_eq!(names, ["b@年初", "a[期末]", "b", "c@去年同期"]);
    assert_eq!(parse_reference("$x[本月]@last_month").unwrap().to_string(), "$x[本月]@上月");
    assert!(parse_reference("a + b").is_err() && parse_reference("3").is_err());
}

#[test]
fn a_reference_may_be_of_the_units_below_and_of_one_form() {
    let one = |text: &str| parse_reference(text).unwrap();
    for (text, scope, form, canonical) in [
        ("sum over units 死亡人数[month]", Scope::Units, None, "各单位合计 死亡人数[本月]"),
        ("各单位合计 死亡人数[本月]", Scope::Units, None, "各单位合计 死亡人数[本月]"),
        ("sum over children 死亡人数[month]", Scope::Children, None, "下级合计 死亡人数[本月]"),
        ("下级合计 死亡人数[本月]@上月", Scope::Children, None, "下级合计 死亡人数[本月]@上月"),
        ("《表1》低保人数合计[期末]", Scope::Own, Some("表1"), "《表1》低保人数合计[期末]"),
        ("table1!assistance.total[stock]", Scope::Own, Some("table1"), "《table1》assistance.total[期末]"),
        ("table1！低保人数合计", Scope::Own, Some("table1"), "《table1》低保人数合计"),
        (
            "下级合计 《表1：低保（城乡）》 「a b」",
            Scope::Children,
            Some("表1：低保（城乡）"),
            "下级合计 《表1：低保（城乡）》「a b」",
        ),
    ] {
        let reference = one(text);
        assert_eq!((reference.scope, reference.form.as_deref()), (scope, form), "{text}");
        assert_eq!(reference.to_string(), canonical);
    }
    // What stood before stands as before.
    assert_eq!(printed("a!=b"), "a != b");
    assert_eq!(printed("sum(a, b) = -sum over children c"), "sum(a, b) = -下级合计 c");
    assert_eq!(printed("「下级合计」 = over + children"), "「下级合计」 = over + children");
    assert_eq!(fails("下级合计 3").offset, "下级合计 ".len());
    assert_eq!(fails("《表1》 + a").offset, "《表1》 ".len());
    for bad in ["a!", "!a", "《》a", "《表1", "sum over childrens a", "sum over a", "a 下级合计", "《表1》下级合计 a"]
    {
        fails(bad);
    }
}

#[test]
fn a_number_may_carry_its_unit() {
    assert_eq!(printed("2[ 人/对 ] × a = 100［％］"), "2[人/对] * a = 100[％]");
    assert_eq!(parse("2[人]").unwrap(), Expr::Measured(2.into(), "人".into()));
    assert_eq!(parse("a * 2[人] > 1").unwrap().without_units(), parse("a * 2 > 1").unwrap());
    for bad in ["2[]", "2[人", "2[人][人]", "round(a, 2[人])"] {
        fails(bad);
    }
}

#[test]
fn the_places_of_references_are_those_of_their_names() {
    let text = "若 《a》a[本月] > 0 则 sum over children 「a b」 = sum(a, b)";
    let places = reference_places(text);
    let found: Vec<&str> = places.iter().map(|at| text[*at..].split([' ', '[', ',', ')']).next().unwrap()).collect();
    assert_eq!(found, ["a", "「a", "a", "b"]);
    assert_eq!(places.len(), parse(text).unwrap().references().len());
}

#[test]
fn errors_say_where_and_what() {
    assert_eq!(fails("").offset, 0);
    assert_eq!(fails("火化率 = ").offset, "火化率 = ".len());
    let wrong = fails("火化率[当月] = 1");
    assert_eq!(wrong.offset, "火化率[".len());
    assert!(wrong.message_zh.contains("当月") && wrong.message_zh.contains("本月"), "{wrong}");
    assert_eq!(fails("a @昨天").offset, "a @".len());
    assert_eq!(fails("a = b c").offset, "a = b ".len());
    assert_eq!(fails("a % b").offset, 2);
    assert_eq!(fails("1 + round(a)").offset, 4);
    for bad in ["abs(a, b)", "round(a, 0.5)", "round(a, 13)", "「」", "「a", "a[本月", "$1", "sum()", "2天", "a..b"]
    {
        fails(bad);
    }
    assert!(fails("99999999999999999999999999999999").message_zh.contains("位数"));
}

#[test]
fn hostile_text_is_refused_without_exhausting_the_stack() {
    for bad in ["(", "（", "-", "not ", "if ", "abs(", "a+", "(a+", "「", "[", "“（"] {
        let error = fails(&bad.repeat(100_000));
        assert!(error.offset <= bad.len() * 100_000);
    }
    let nested = |n: usize| format!("{}a{}", "(".repeat(n), ")".repeat(n));
    assert!(parse(&nested(60)).is_ok());
    assert!(fails(&nested(70)).message_en.contains("deep"));
    // The deepest tree that is accepted prints and drops.
    let long = vec!["a"; 512].join("+");
    assert_eq!(parse(&printed(&long)), parse(&long));
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "火化率",
            "乡镇（街道）社工站",
            "且",
            "round",
            "$x",
            "a.b",
            "a.",
            "1a",
            "若（a）",
            "党“一”数"
        ])
        .prop_map(String::from),
        "[a火（）」`$ .\\[@：、“”1-]{1,6}",
    ]
}

fn reference() -> impl Strategy<Value = Expr> {
    let shift = prop::sample::select(vec![Shift::Same, Shift::LastMonth, Shift::LastYear, Shift::YearStart]);
    let measure = prop::option::of(prop::sample::select(Measure::ALL));
    let scope = prop::sample::select(vec![Scope::Own, Scope::Children]);
    let form = prop::option::of("[a表1》《!：]{1,4}");
    (name(), measure, shift, scope, form).prop_map(|(name, measure, shift, scope, form)| {
        Expr::Reference(Reference { name, measure, shift, scope, form })
    })
}

fn expression() -> impl Strategy<Value = Expr> {
    let number = (0_i64..1_000_000, 0_u32..4).prop_map(|(n, scale)| Expr::Number(Decimal::new(n, scale)));
    let unit = prop::sample::select(vec!["元/万元", "%", "人", "元/人·月", "1/月"]);
    let measured = (0_i64..100_000, 0_u32..3, unit)
        .prop_map(|(n, scale, unit)| Expr::Measured(Decimal::new(n, scale), unit.into()));
    prop_oneof![number, measured, reference()].prop_recursive(5, 40, 3, |inner| {
        let boxed = || inner.clone().prop_map(Box::new);
        let binary = vec![Binary::Add, Binary::Subtract, Binary::Multiply, Binary::Divide];
        let compare = vec![
            Compare::Equal,
            Compare::NotEqual,
            Compare::Less,
            Compare::LessOrEqual,
            Compare::Greater,
            Compare::GreaterOrEqual,
        ];
        let many = vec![Function::Min, Function::Max, Function::Sum];
        let link = (prop::sample::select(compare), inner.clone());
        prop_oneof![
            boxed().prop_map(Expr::Negate),
            (prop::sample::select(binary), boxed(), boxed()).prop_map(|(op, a, b)| Expr::Binary(op, a, b)),
            (boxed(), prop::collection::vec(link, 1..3)).prop_map(|(first, links)| Expr::Chain(first, links)),
            boxed().prop_map(Expr::Not),
            (boxed(), boxed()).prop_map(|(a, b)| Expr::And(a, b)),
            (boxed(), boxed()).prop_map(|(a, b)| Expr::Or(a, b)),
            (boxed(), boxed()).prop_map(|(a, b)| Expr::Implies(a, b)),
            inner.clone().prop_map(|a| Expr::Call(Function::Abs, vec![a])),
            (inner.clone(), 0_i64..13).prop_map(|(a, n)| Expr::Call(Function::Round, vec![a, Expr::Number(n.into())])),
            (prop::sample::select(many), prop::collection::vec(inner.clone(), 1..4))
                .prop_map(|(function, arguments)| Expr::Call(function, arguments)),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_printed_parses_back(expr in expression()) {
        let text = expr.to_string();
        prop_assert_eq!(parse(&text).map_err(|e| format!("{text}: {e:?}")), Ok(expr));
    }

    #[test]
    fn any_text_is_a_formula_or_an_error_at_a_character(text in "[a火（）()「」《》!`$@.：“”0-9=<+ \\[\\]×若则且abs,]{0,40}") {
        match parse(&text) {
            Ok(expr) => prop_assert_eq!(parse(&expr.to_string()), Ok(expr)),
            Err(error) => prop_assert!(text.is_char_boundary(error.offset), "{:?}", error),
        }
    }

    #[test]
    fn what_comes_of_a_changed_rule_is_printed_as_it_is_meant(
        rule in prop::sample::select(RULES),
        at in 0_usize..80,
        take in 0_usize..3,
        put in "[a火（）《》!\\[\\]@$+<=×若则且1. ]{0,3}",
    ) {
        let mut characters: Vec<char> = rule.chars().collect();
        let at = at.min(characters.len());
        let end = (at + take).min(characters.len());
        characters.splice(at..end, put.chars());
        if let Ok(expr) = parse(&characters.into_iter().collect::<String>()) {
            prop_assert_eq!(parse(&expr.to_string()), Ok(expr));
        }
    }
}

/// Rules of the kinds a desk writes.
const RULES: &[&str] = &[
    "若 死亡人数[本月] > 0 则 火化率[比率] = 100 * 火化遗体数[本月] / 死亡人数[本月]",
    "$x[本年累计] = $x[本年累计]@上月 + $x[本月]",
    "2[人/对] * 结婚登记 = 初婚人数 + 再婚人数",
    "死亡人数[本月] = sum over children table4!死亡人数[本月]",
    "党组织书记“一肩挑”数 <= 村（居）委会总数 且 非 (「a b」 = 0 或 round(a, 2) = 下级合计 《表1》b@年初)",
    "if max(a, b, -c) >= 10000[元/万元] × d ÷ e then abs(a − b) <= 0.5",
];
