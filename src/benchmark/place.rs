//! Places, percentiles and bands among comparable members.
