//! Packages made here, hostile ones above all.

use super::*;
