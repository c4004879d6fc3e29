//! An assessment of which nothing is said, for tests to fill in.

use super::{Assessment, Light, Status};
use crate::catalog::{Comparator, Holds};
use crate::model::{Date, FigureKey, Measure, Period, RegionCode};

/// Of a target named and keyed `target`, judged by the stock of the same name.
pub fn blank(target: &str, region: &RegionCode, period: Period, deadline: Date) -> Assessment {
    Assessment {
        target: target.to_owned(),
        name: target.to_owned(),
        indicator: target.into(),
        region: region.clone(),
        comparator: Comparator::Ge,
        target_value: None,
        actual_key: FigureKey { region: region.clone(), indicator: target.into(), measure: Measure::Stock, period },
        actual: None,
        completion: None,
        due: None,
        gap: None,
        pace: None,
        projection: None,
        risk: None,
        band: Light::Unknown,
        status: Status::NoData,
        deadline,
        is_broken_early: false,
        is_kept: false,
        replaces: None,
        restates: None,
        holds_throughout: false,
        unit: String::new(),
        places: 0,
        soft: None,
        approximate: None,
        holds: Holds::Total,
        responsible: String::new(),
        lead: String::new(),
        leader: None,
        source: String::new(),
    }
}
