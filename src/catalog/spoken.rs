//! A rule in words: what it asks, as an office says it, and its exact formula with names for ids.

use super::{Catalog, Rule, normalise};
use crate::formula::Speech;
use crate::model::{IndicatorId, Measure};

impl Catalog {
    /// `本年累计火化遗体数不得大于死亡人数`: the rule's own words, or its formula as a sentence; of the indicator it is run
    /// over and the measure it is run for.
    pub fn rule_words(&self, rule: &Rule, variable: Option<&IndicatorId>, measure: Option<Measure>) -> String {
        let variable = variable.map(|id| self.name_of(id.as_str()));
        if let Some(said) = &rule.said {
            let measure = measure.map(Measure::name);
            return match (variable, measure) {
                (Some(name), Some(measure)) => said.replace("$x", &format!("{name}（{measure}）")),
                (Some(name), None) => said.replace("$x", &name),
                (None, Some(measure)) => format!("{said}，{measure}"),
                (None, None) => said.clone(),
            };
        }
        let name = |name: &str| match (&variable, name.starts_with('$')) {
            (Some(variable), true) => variable.clone(),
            _ => self.name_of(name),
        };
        let form = |id: &str| self.forms.get(id).map_or_else(|| id.to_owned(), |form| form.title.clone());
        rule.expr.sentence(&Speech { name: &name, form: &form, measure })
    }

    /// `火化遗体数 <= 死亡人数`, with the name of the indicator it is run over.
    pub fn rule_formula(&self, rule: &Rule, variable: Option<&IndicatorId>) -> String {
        let mut text = match variable {
            Some(id) => rule.text.replace("$x", &self.name_of(id.as_str())),
            None => rule.text.clone(),
        };
        let mut ids: Vec<&str> = rule.expr.references().iter().map(|reference| reference.name.as_str()).collect();
        // The longest first: one id may begin another.
        ids.sort_by_key(|id| std::cmp::Reverse(id.len()));
        for id in ids {
            if let Some(indicator) = self.indicators.get(id) {
                text = text.replace(id, &indicator.name);
            }
        }
        text
    }

    /// Of an id, an alias or a name; what nothing is called stays as it is.
    fn name_of(&self, written: &str) -> String {
        let by_name = || self.names.get(&normalise(written)).and_then(|id| self.indicators.get(id));
        self.indicators.get(written).or_else(by_name).map_or_else(|| written.to_owned(), |found| found.name.clone())
    }
}

#[cfg(test)]
mod tests {
    use crate::catalog::Domain;
    use crate::catalog::testing::bundled;

    #[test]
    fn what_a_rule_asks_is_said_in_words() {
        let catalog = bundled();
        let said = |id: &str, measure| {
            let rule = catalog.rules.iter().find(|rule| rule.id == id).unwrap();
            let variable = match &rule.domain {
                Domain::Indicators(ids) => ids.iter().find(|id| id.as_str() == "marriage.registrations"),
                Domain::Unit => None,
            };
            catalog.rule_words(rule, variable, measure)
        };
        use crate::model::Measure::{Month, Stock, Ytd};
        for (id, measure, words) in [
            ("FN-01", Some(Month), "本月火化遗体数不得大于死亡人数"),
            ("FN-03", None, "本年累计死亡人数大于0的，累计火化率应等于本年累计火化遗体数占本年累计死亡人数的百分比"),
            ("SA-01", Some(Stock), "低保人数合计应等于城市低保人数与农村低保人数之和"),
            ("SA-06", None, "期末低保人数合计应等于上月末低保人数合计加本月新纳入低保人数减本月退出低保人数"),
            ("TY-01", None, "结婚登记的本年累计数应等于上月累计数与本月数之和"),
            ("TY-03", Some(Ytd), "结婚登记的本年累计数与上月累计数相比不得减少"),
            ("TY-04", Some(Month), "结婚登记（本月）不会是负数"),
        ] {
            assert_eq!(said(id, measure), words, "{id}");
        }
    }

    #[test]
    fn no_rule_says_a_formula_to_an_office() {
        let catalog = bundled();
        for rule in &catalog.rules {
            let variables: Vec<_> = match &rule.domain {
                Domain::Indicators(ids) => ids.iter().take(1).map(Some).collect(),
                Domain::Unit => vec![None],
            };
            let measures =
                if rule.measures.is_empty() { vec![None] } else { rule.measures.iter().copied().map(Some).collect() };
            for (variable, measure) in variables.iter().flat_map(|v| measures.iter().map(move |m| (*v, *m))) {
                let words = catalog.rule_words(rule, variable, measure);
                let formula = words.contains(['<', '>', '=', '@', '[', '$', '*', '/', '「']) || words.contains("若 ");
                assert!(!formula && !words.is_empty(), "{}: {words}", rule.id);
            }
        }
    }
}
