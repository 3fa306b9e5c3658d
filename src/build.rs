//! Says what to do when the static files were not built yet.

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=static/dist/manifest.json");
    println!("cargo::rerun-if-changed=migrations");
    println!("cargo::rerun-if-changed=courses");
    if !Path::new("static/dist/manifest.json").exists() {
        println!("cargo::error=static/dist is missing: run `make assets` first (it needs Node.js)");
    }
}
