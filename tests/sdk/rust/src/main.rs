//! The scenario, with the Rust client of openapi-generator.
#![deny(warnings)]

use archive_client::apis::articles_api::articles_retrieve;
use archive_client::apis::changes_api::{changes_list, ChangesListParams};
use archive_client::apis::configuration::Configuration;
use archive_client::apis::documents_api::{documents_create, DocumentsCreateParams};
use archive_client::apis::incidents_api::*;
use archive_client::apis::places_api::places_retrieve;
use archive_client::apis::Error;
use archive_client::models;
use reqwest::header::{HeaderMap, HeaderValue, CONTENT_LENGTH, CONTENT_TYPE};
use reqwest::Client;
use serde_json::{json, Value};
use std::env::var;

include!(concat!(env!("OUT_DIR"), "/nothing.rs"));

type Found = Result<Value, Box<dyn std::error::Error>>;

async fn filters(archive: &Configuration) -> Found {
    let asked = IncidentsListParams {
        event_type: Some("ASSAULT,COERCE".into()),
        context: Some(vec!["military".into(), "military,diplomatic".into()]),
        participant_role: Some(vec!["perpetrator".into()]),
        date_after: Some("2024-07-01".parse()?),
        date_before: Some("2024-08-31".parse()?),
        date_match: Some(models::DateMatch::Possible),
        updated_after: Some("2024-01-01T00:00:00+02:00".parse()?),
        count: Some(models::Count::Exact),
        ..nothing()
    };
    let page = incidents_list(archive, asked).await?;
    let titles: Vec<_> = page.results.iter().map(|incident| &incident.title).collect();
    Ok(json!({"count": page.count, "titles": titles}))
}

async fn pages(archive: &Configuration) -> Found {
    let (mut sizes, mut uids) = (vec![], vec![]);
    let mut cursor = None;
    loop {
        let asked = IncidentsListParams { limit: Some(2), cursor, ..nothing() };
        let page = incidents_list(archive, asked).await?;
        sizes.push(page.results.len());
        uids.extend(page.results.into_iter().map(|incident| incident.uid));
        cursor = page.next_cursor;
        if cursor.is_none() {
            return Ok(json!({"sizes": sizes, "uids": uids}));
        }
    }
}

async fn expand(archive: &Configuration) -> Found {
    let incident = incidents_retrieve(archive, one(var("INCIDENT")?, Some("actors,places"))).await?;
    let actor = &incident.participants[1].actor;
    let place = incident.places[0].place.as_ref().ok_or("no place")?;
    Ok(json!({
        "actor": [actor.name, actor.kind, actor.sector, actor.country],
        "place": [place.name, place.kind, place.country, place.lat, place.lon],
    }))
}

fn one(uid: String, expand: Option<&str>) -> IncidentsRetrieveParams {
    IncidentsRetrieveParams { expand: expand.map(Into::into), ..incident_of(uid) }
}

async fn nulls(archive: &Configuration) -> Found {
    let incident = incidents_retrieve(archive, one(var("EMPTY_INCIDENT")?, None)).await?;
    let article = articles_retrieve(archive, article_of(var("EMPTY_ARTICLE")?)).await?;
    let place = places_retrieve(archive, place_of(var("EMPTY_PLACE")?)).await?;
    let (date, published) = (&incident.date, &article.published);
    Ok(json!({
        "incident": [
            incident.summary, incident.event_mode, incident.cameo_code, incident.acled_event_type,
            incident.acled_sub_event_type, incident.ucdp_violence_type,
            date.text, date.earliest, date.latest, date.basis, date.note, date.edtf,
        ],
        "article": [
            article.source, article.original_url, article.byline, article.language, article.text,
            article.revision, published.raw, published.day, published.at,
        ],
        "place": [place.country, place.parent, place.lat, place.lon, place.coordinate_basis],
    }))
}

async fn export(archive: &Configuration) -> Found {
    let asked = export_of(models::IncidentFormat::Ndjson);
    let mut answer = incidents_export(archive, asked).await?;
    let (mut titles, mut complete, mut rest) = (vec![], Value::Null, vec![]);
    while let Some(piece) = answer.chunk().await? {
        rest.extend_from_slice(&piece);
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = rest.drain(..=end).collect();
            let record: Value = serde_json::from_slice(&line)?;
            match record.get("title") {
                Some(title) => titles.push(title.clone()),
                None => complete = record["_complete"].clone(),
            }
        }
    }
    Ok(json!({"titles": titles, "complete": complete}))
}

async fn problem_400(archive: &Configuration) -> Found {
    let asked = IncidentsListParams { q: Some("\"Al-Asad".into()), ..nothing() };
    match incidents_list(archive, asked).await {
        Err(Error::ResponseError(answer)) => match answer.entity {
            Some(IncidentsListError::Status400(problem)) => {
                let fault = &problem.errors[0];
                Ok(json!([
                    problem.status, problem.title, fault.parameter, fault.code, fault.position,
                ]))
            }
            _ => Err("another problem".into()),
        },
        _ => Err("no problem".into()),
    }
}

async fn problem_404(archive: &Configuration) -> Found {
    match incidents_retrieve(archive, one(var("NO_INCIDENT")?, None)).await {
        // `entity` is the first type that fits, whatever the status: 401 and 404 look alike.
        Err(Error::ResponseError(answer)) => {
            let problem: models::Problem = serde_json::from_str(&answer.content)?;
            Ok(json!([problem.status, problem.title]))
        }
        _ => Err("no problem".into()),
    }
}

async fn problem_429() -> Found {
    let limited = Configuration { base_path: var("LIMITED_URL")?, ..Configuration::default() };
    let asked = IncidentsListParams { count: Some(models::Count::Exact), ..nothing() };
    match incidents_list(&limited, asked).await {
        Err(Error::ResponseError(answer)) => {
            let problem: models::Problem = serde_json::from_str(&answer.content)?;
            Ok(json!([problem.status, problem.title]))
        }
        _ => Err("no problem".into()),
    }
}

async fn changes_since(
    writer: &Configuration,
    seq: i64,
) -> Result<Vec<models::Change>, Box<dyn std::error::Error>> {
    let (mut found, mut since) = (vec![], seq);
    loop {
        let asked = ChangesListParams { since: Some(since), limit: Some(50), r#type: None, op: None };
        let page = changes_list(writer, asked).await?;
        found.extend(page.results);
        match page.next_cursor {
            Some(cursor) => since = cursor.parse()?,
            None => return Ok(found),
        }
    }
}

async fn write() -> Found {
    let writer = Configuration {
        base_path: var("ARCHIVE_URL")?,
        bearer_access_token: Some(var("TOKEN")?),
        ..Configuration::default()
    };
    let before = changes_since(&writer, 0).await?.last().ok_or("no changes")?.seq;
    let mut incident_write =
        models::IncidentWrite::new("A march through the old town".into(), "PROTEST".into());
    incident_write.summary = Some(Some("First reports.".into()));
    let asked = IncidentsCreateParams {
        incident_write,
        reason: None,
        idempotency_key: Some(var("KEY")?),
    };
    let created = incidents_create(&writer, asked.clone()).await?;
    let again = incidents_create(&writer, asked).await?;
    let created_once = again.uid == created.uid;
    let mut incident_patch = models::IncidentPatch::new();
    incident_patch.title = Some("Two marches through the old town".into());
    let change = IncidentsChangeParams {
        uid: created.uid,
        if_match: created.etag.clone(),
        incident_patch,
        reason: None,
    };
    let changed = incidents_change(&writer, change.clone()).await?;
    let stale: models::Problem = match incidents_change(&writer, change).await {
        Err(Error::ResponseError(answer)) => serde_json::from_str(&answer.content)?,
        _ => return Err("no problem".into()),
    };
    let changes = changes_since(&writer, before).await?;
    let changes: Vec<_> = changes.iter().map(|each| json!([each.op, each.r#type])).collect();
    Ok(json!({
        "created": [created.title, created.review_status],
        "created_once": created_once,
        "changed": [changed.title, changed.summary],
        "etag_is_new": changed.etag != created.etag,
        "problem_412": [stale.status, stale.title],
        "changes": changes,
    }))
}

async fn document() -> Found {
    let key = var("KEY")?;
    let text = format!("A march through the old town\n\nIt was the {key}th march.\n");
    let story = std::env::temp_dir().join(format!("{key}.txt"));
    std::fs::write(&story, &text)?;
    // It sends a file in pieces and leaves out how long it is and of which type.
    let headers = HeaderMap::from_iter([
        (CONTENT_LENGTH, text.len().into()),
        (CONTENT_TYPE, HeaderValue::from_static("application/octet-stream")),
    ]);
    let writer = Configuration {
        base_path: var("ARCHIVE_URL")?,
        bearer_access_token: Some(var("TOKEN")?),
        client: Client::builder().default_headers(headers).build()?,
        ..Configuration::default()
    };
    let asked = DocumentsCreateParams {
        format: Some(models::DocumentFormat::TEXT),
        ..document_of(story.clone())
    };
    let taken = documents_create(&writer, asked.clone()).await?;
    let again = documents_create(&writer, asked).await?;
    std::fs::remove_file(story)?;
    let outcomes: Vec<_> =
        taken.outcomes.iter().chain(&again.outcomes).map(|each| &each.outcome).collect();
    Ok(json!({
        "format": taken.format,
        "created": [taken.totals.created, again.totals.created],
        "outcomes": outcomes,
    }))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let archive = Configuration { base_path: var("ARCHIVE_URL")?, ..Configuration::default() };
    let found = json!({
        "filters": filters(&archive).await?,
        "pages": pages(&archive).await?,
        "expand": expand(&archive).await?,
        "nulls": nulls(&archive).await?,
        "export": export(&archive).await?,
        "problem_400": problem_400(&archive).await?,
        "problem_404": problem_404(&archive).await?,
        "problem_429": problem_429().await?,
        "write": write().await?,
        "document": document().await?,
    });
    println!("{found}");
    Ok(())
}
