// The client's structures of parameters have no Default: this makes one that asks for nothing,
// so that a new filter of the archive does not break the drive.

use std::{env, fs, path::Path};

const FUNCTIONS: [(&str, &str, &str); 6] = [
    ("incidents", "IncidentsListParams", "nothing()"),
    ("incidents", "IncidentsExportParams", "export_of(format: archive_client::models::IncidentFormat)"),
    ("incidents", "IncidentsRetrieveParams", "incident_of(uid: String)"),
    ("articles", "ArticlesRetrieveParams", "article_of(uid: String)"),
    ("places", "PlacesRetrieveParams", "place_of(uid: String)"),
    ("documents", "DocumentsCreateParams", "document_of(body: std::path::PathBuf)"),
];

fn main() {
    let mut made = String::new();
    for (resource, structure, signature) in FUNCTIONS {
        let path = format!("client/src/apis/{resource}_api.rs");
        println!("cargo:rerun-if-changed={path}");
        let source = fs::read_to_string(path).unwrap();
        made += &function(&source, &format!("archive_client::apis::{resource}_api"), structure, signature);
    }
    fs::write(Path::new(&env::var("OUT_DIR").unwrap()).join("nothing.rs"), made).unwrap();
}

/// Return a function that fills a structure with None, but for what it is given by name.
fn function(source: &str, module: &str, structure: &str, signature: &str) -> String {
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
    format!("#[allow(dead_code)]\nfn {signature} -> {module}::{structure} {{ {module}::{structure} {{ {} }} }}", fields.join(" ")) + "\n"
}
