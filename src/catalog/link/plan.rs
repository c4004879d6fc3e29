//! Plans of work: targets, stages and items exist, each month and date is one, nothing required is empty.

use super::known::{Known, twice};
use super::written::{month_of, text};
use crate::catalog::definition::{Desk, Plan, PlanItem, PlanStage, Progress, Statement};
use crate::catalog::error::{Problems, Source};
use crate::catalog::gather::{Gathered, Read};
use crate::catalog::raw::{RawItem, RawItemStatus, RawPlan, RawProgress, RawStage, RawStatement, RawTexts};
use crate::catalog::unread::Unread;
use crate::finding::Said;
use crate::model::{Date, Place};
use std::collections::{BTreeMap, BTreeSet};

/// Days before the deadline from which an item is due soon, where the plan does not say.
const DUE_SOON_DAYS: i64 = 30;

pub fn link(
    raw: &Gathered,
    desk_ids: &Known,
    desks: &BTreeMap<String, Desk>,
    problems: &mut Problems,
) -> BTreeMap<String, Plan> {
    let mut plans = BTreeMap::new();
    for file in &raw.plans.files {
        desk_ids.expect(&file.source, &toml::Spanned::new(0..0, file.id.clone()), problems);
        let targets = targets_of(raw, &file.id);
        let known = Known::new("目标", "target", targets.iter().map(|(id, _)| *id), &raw.targets.unread);
        let plan = plan(file, &known, problems);
        if file.raw.complete {
            every_target(file, &targets, &plan, problems);
        }
        plans.insert(file.id.clone(), plan);
    }
    for file in &raw.progress.files {
        match plans.get_mut(&file.id) {
            Some(plan) => {
                let items = raw.plans.files.iter().filter(|plan| plan.id == file.id).flat_map(|plan| &plan.raw.items);
                let items = Known::new("工作", "item", items.map(|item| item.id.get_ref()), &raw.plans.unread);
                statements(file, plan, &items, desks.get(&file.id).map(|desk| desk.year), problems);
            }
            None if raw.plans.unread.may_hold(&file.id) => {}
            None => {
                let said = Said::new("同一文件夹中缺少 plan.toml", "there is no plan.toml in this folder");
                problems.add(&file.source, &(0..0), said);
            }
        }
    }
    plans
}

/// Ids and names of a desk's targets, as its file has them.
fn targets_of<'a>(raw: &'a Gathered, desk: &str) -> Vec<(&'a str, &'a str)> {
    let files = raw.targets.files.iter().filter(|file| file.id == desk);
    let targets = files.flat_map(|file| &file.raw.targets);
    targets.map(|target| (target.id.get_ref().as_str(), target.name.as_str())).collect()
}

fn every_target(file: &Read<RawPlan>, targets: &[(&str, &str)], plan: &Plan, problems: &mut Problems) {
    let named: BTreeSet<&str> = plan.items.iter().flat_map(|item| &item.targets).map(String::as_str).collect();
    for (id, name) in targets.iter().filter(|(id, _)| !named.contains(id)) {
        let zh = format!("目标“{id}”（{name}）没有挂在任何一项工作上；补上，或去掉 complete = true");
        let en = format!("target \"{id}\" is named by no item; name it, or take out complete = true");
        problems.add(&file.source, &file.raw.title.span(), Said::new(zh, en));
    }
}

fn plan(file: &Read<RawPlan>, targets: &Known, problems: &mut Problems) -> Plan {
    let (raw, source) = (&file.raw, &file.source);
    let days = raw.due_soon_days.as_ref().map_or(DUE_SOON_DAYS, |days| *days.get_ref());
    if let Some(given) = raw.due_soon_days.as_ref().filter(|days| !(0..=366).contains(days.get_ref())) {
        let said = Said::new("due_soon_days 应在 0 至 366 之间", "due_soon_days must be 0 to 366");
        problems.add(source, &given.span(), said);
    }
    let mut ids = BTreeSet::new();
    for item in &raw.items {
        if !ids.insert(item.id.get_ref()) {
            twice(source, &item.id, "工作", "item", problems);
        }
    }
    Plan {
        title: text(source, &raw.title, "title", problems),
        document: text(source, &raw.document, "document", problems),
        due_soon_days: days,
        items: raw.items.iter().filter_map(|item| self::item(source, item, targets, problems)).collect(),
    }
}

fn item(source: &Source, raw: &RawItem, targets: &Known, problems: &mut Problems) -> Option<PlanItem> {
    let mut named = BTreeSet::new();
    for target in &raw.targets {
        if targets.expect(source, target, problems) && !named.insert(target.get_ref()) {
            twice(source, target, "目标", "target", problems);
        }
    }
    // What is no date has been told where keys are checked.
    let deadline = Date::parse_iso(raw.deadline.get_ref());
    let measures = match &raw.measures {
        None => Vec::new(),
        Some(RawTexts::One(one)) => vec![one.trim().to_owned()],
        Some(RawTexts::Many(many)) => many.iter().map(|one| one.trim().to_owned()).collect(),
    };
    let stages = deadline.map(|deadline| stages(source, &raw.stages, deadline, problems));
    Some(PlanItem {
        id: text(source, &raw.id, "id", problems),
        number: text(source, &raw.number, "number", problems),
        section: raw.section.as_ref().map(|name| text(source, name, "section", problems)),
        name: text(source, &raw.name, "name", problems),
        goal: text(source, &raw.goal, "goal", problems),
        measures: measures.into_iter().filter(|one| !one.is_empty()).collect(),
        targets: raw.targets.iter().map(|name| name.get_ref().clone()).collect(),
        deadline: deadline?,
        lead: text(source, &raw.lead, "lead", problems),
        leader: raw.leader.as_ref().map(|name| text(source, name, "leader", problems)),
        responsible: text(source, &raw.responsible, "responsible", problems),
        stages: stages?,
        statements: Vec::new(),
    })
}

fn stages(source: &Source, raw: &[RawStage], deadline: Date, problems: &mut Problems) -> Vec<PlanStage> {
    let mut stages: Vec<PlanStage> = Vec::new();
    for stage in raw {
        let name = text(source, &stage.name, "name", problems);
        let by = Date::parse_iso(stage.by.get_ref()).unwrap_or(deadline);
        if stages.iter().any(|other| other.name == name) {
            twice(source, &stage.name, "阶段", "stage", problems);
        }
        if stages.last().is_some_and(|before| by < before.by) {
            let said = Said::new("阶段应按先后写，这一步早于上一步", "stages must stand in their order of time");
            problems.add(source, &stage.by.span(), said);
        }
        if by > deadline {
            let said = Said::new("阶段晚于本项的完成时限", "the stage is after the item's deadline");
            problems.add(source, &stage.by.span(), said);
        }
        stages.push(PlanStage { name, by });
    }
    stages
}

fn statements(file: &Read<RawProgress>, plan: &mut Plan, items: &Known, year: Option<i32>, problems: &mut Problems) {
    for raw in &file.raw.progress {
        let statement = statement(file, raw, year, problems);
        if !items.expect(&file.source, &raw.item, problems) {
            continue;
        }
        for item in plan.items.iter_mut().filter(|item| item.id == *raw.item.get_ref()) {
            if let Some(stage) = &raw.stage {
                let names = item.stages.iter().map(|stage| &stage.name);
                Known::new("阶段", "stage", names, &Unread::default()).expect(&file.source, stage, problems);
            }
            let Some(statement) = statement.clone() else { continue };
            if item.statements.iter().any(|other| other.month == statement.month) {
                let said =
                    Said::new("这项工作这个月的进展已写过一条", "the item has a statement of this month already");
                problems.add(&file.source, &raw.month.span(), said);
            }
            item.statements.push(statement);
        }
    }
    plan.items.iter_mut().for_each(|item| item.statements.sort_by_key(|statement| statement.month));
}

fn statement(
    file: &Read<RawProgress>,
    raw: &RawStatement,
    year: Option<i32>,
    problems: &mut Problems,
) -> Option<Statement> {
    let month = month_of(&file.source, &raw.month, (year, year), problems);
    let evidence = text(&file.source, &raw.evidence, "evidence", problems);
    let line = file.source.line(raw.item.span().start);
    Some(Statement {
        month: month?,
        progress: match raw.status {
            RawItemStatus::NotStarted => Progress::NotStarted,
            RawItemStatus::InProgress => Progress::InProgress,
            RawItemStatus::Done => Progress::Done,
        },
        stage: raw.stage.as_ref().map(|name| name.get_ref().clone()),
        evidence,
        place: Place::file(&format!("{}:{line}", file.source.file).into()),
    })
}
