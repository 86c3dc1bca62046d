// The client's structures of parameters have no Default: this makes one that asks for nothing,
// so that a new filter of the archive does not break the drive.

use std::{env, fs, path::Path};

const FUNCTIONS: [(&str, &str, &str); 5] = [
    ("incidents", "IncidentsListParams", "nothing()"),
    ("incidents", "IncidentsExportParams", "export_of(format: models::IncidentFormat)"),
    ("incidents", "IncidentsRetrieveParams", "incident_of(uid: String)"),
    ("articles", "ArticlesRetrieveParams", "article_of(uid: String)"),
    ("places", "PlacesRetrieveParams", "place_of(uid: String)"),
];

fn main() {
    let mut made = String::new();
    for (resource, structure, signature) in FUNCTIONS {
        let path = format!("client/src/apis/{resource}_api.rs");
        println!("cargo:rerun-if-changed={path}");
        made += &function(&fs::read_to_string(path).unwrap(), structure, signature);
    }
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
    format!("#[allow(dead_code)]\nfn {signature} -> {structure} {{ {structure} {{ {} }} }}", fields.join(" ")) + "\n"
}
