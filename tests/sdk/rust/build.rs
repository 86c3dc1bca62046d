// The client's structures of parameters have no Default: this makes one that asks for nothing,
// so that a new filter of the archive does not break the drive.

use std::{env, fs, path::Path};

fn main() {
    let source = fs::read_to_string("client/src/apis/incidents_api.rs").unwrap();
    println!("cargo:rerun-if-changed=client/src/apis/incidents_api.rs");
    let made = format!(
        "{}\n{}",
        function(&source, "IncidentsListParams", "nothing()"),
        function(&source, "IncidentsExportParams", "export_of(format: models::IncidentFormat)"),
    );
    fs::write(Path::new(&env::var("OUT_DIR").unwrap()).join("nothing.rs"), made).unwrap();
}

/// Return a function that fills a structure with None, but for what it is given by name.
fn function(source: &str, structure: &str, signature: &str) -> String {
    let start = source.find(&format!("pub struct {structure} {{")).unwrap();
    let end = start + source[start..].find("\n}").unwrap();
    let fields: Vec<String> = source[start..end]
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub "))
        .filter_map(|line| line.split_once(": "))
        .map(|(name, _)| match signature.contains(&format!("({name}:")) {
            true => format!("{name},"),
            false => format!("{name}: None,"),
        })
        .collect();
    format!("fn {signature} -> {structure} {{ {structure} {{ {} }} }}", fields.join(" "))
}
