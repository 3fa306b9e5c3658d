//! What is particular to ThaID. Source: ETDA's sample relying parties for Python, PHP and C#.

/// The scopes, each of which gives the claim of its name.
pub const SCOPES: [&str; 5] = ["pid", "given_name", "family_name", "birthdate", "ial"];

/// The claim with the citizen id.
pub const CITIZEN_ID: &str = "pid";

/// The claim with the level of assurance.
pub const LEVEL: &str = "ial";
