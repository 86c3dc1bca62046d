// The scenario, with the client of @hey-api/openapi-ts.

import {
  articlesRetrieve,
  changesList,
  incidentsChange,
  incidentsCreate,
  incidentsExport,
  incidentsList,
  incidentsRetrieve,
  placesRetrieve,
  type Change,
  type PaginatedChangeList,
} from "./client";
import { createClient } from "./client/client";
import { client } from "./client/client.gen";

const env = (name: string): string => process.env[name] ?? "";

client.setConfig({ baseUrl: env("ARCHIVE_URL") });
const limited = createClient({ baseUrl: env("LIMITED_URL") });
const writer = createClient({ baseUrl: env("ARCHIVE_URL"), auth: env("TOKEN") });

async function filters() {
  const { data } = await incidentsList({
    query: {
      event_type: "ASSAULT,COERCE",
      context: ["military", "military,diplomatic"],
      participant_role: ["perpetrator"],
      date_after: "2024-07-01",
      date_before: "2024-08-31",
      date_match: "possible",
      updated_after: "2024-01-01T00:00:00+02:00",
      count: "exact",
    },
    throwOnError: true,
  });
  return { count: data.count, titles: data.results.map((incident) => incident.title) };
}

async function pages() {
  const sizes: number[] = [];
  const uids: string[] = [];
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const { data } = await incidentsList({ query: { limit: 2, cursor }, throwOnError: true });
    sizes.push(data.results.length);
    uids.push(...data.results.map((incident) => incident.uid));
    cursor = data.next_cursor;
  }
  return { sizes, uids };
}

async function expand() {
  const { data } = await incidentsRetrieve({
    path: { uid: env("INCIDENT") },
    query: { expand: "actors,places" },
    throwOnError: true,
  });
  const actor = data.participants[1]!.actor;
  const place = data.places[0]!.place!;
  return {
    actor: [actor.name, actor.kind, actor.sector, actor.country],
    place: [place.name, place.kind, place.country, place.lat, place.lon],
  };
}

async function nulls() {
  const throwOnError = true;
  const path = { path: { uid: env("EMPTY_INCIDENT") }, throwOnError } as const;
  const { data: incident } = await incidentsRetrieve(path);
  const { data: article } = await articlesRetrieve({ ...path, path: { uid: env("EMPTY_ARTICLE") } });
  const { data: place } = await placesRetrieve({ ...path, path: { uid: env("EMPTY_PLACE") } });
  const { date } = incident;
  const { published } = article;
  return {
    incident: [
      incident.summary, incident.event_mode, incident.cameo_code, incident.acled_event_type,
      incident.acled_sub_event_type, incident.ucdp_violence_type,
      date.text, date.earliest, date.latest, date.basis, date.note, date.edtf,
    ],
    article: [
      article.source, article.original_url, article.byline, article.language, article.text,
      article.revision, published.raw, published.day, published.at,
    ],
    place: [place.country, place.parent, place.lat, place.lon, place.coordinate_basis],
  };
}

async function exported() {
  const { response } = await incidentsExport({
    query: { format: "ndjson" },
    parseAs: "stream",
    throwOnError: true,
  });
  const titles: string[] = [];
  let complete = false;
  let rest = "";
  for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const record = JSON.parse(line);
      if (record._complete === undefined) titles.push(record.title);
      else complete = record._complete;
    }
  }
  return { titles, complete };
}

async function problem_400() {
  const { error } = await incidentsList({ query: { q: '"Al-Asad' } });
  if (!error || !("errors" in error)) throw new Error("no problem");
  const fault = error.errors[0]!;
  return [error.status, error.title, fault.parameter, fault.code, fault.position];
}

async function problem_404() {
  const { error } = await incidentsRetrieve({ path: { uid: env("NO_INCIDENT") } });
  if (!error || !("title" in error)) throw new Error("no problem");
  return [error.status, error.title];
}

async function problem_429() {
  const { error } = await incidentsList({ client: limited, query: { count: "exact" } });
  if (!error || !("title" in error)) throw new Error("no problem");
  return [error.status, error.title];
}

async function changesSince(seq: number) {
  const found: Change[] = [];
  let cursor: string | null = String(seq);
  while (cursor !== null) {
    const query = { since: Number(cursor), limit: 50 };
    const page: PaginatedChangeList = (
      await changesList({ client: writer, query, throwOnError: true })
    ).data;
    found.push(...page.results);
    cursor = page.next_cursor;
  }
  return found;
}

async function write() {
  const before = (await changesSince(0)).at(-1)!.seq;
  const creation = {
    client: writer,
    headers: { "Idempotency-Key": "a-march" },
    body: {
      title: "A march through the old town",
      event_type: "PROTEST",
      summary: "First reports.",
    },
    throwOnError: true,
  } as const;
  const { data: created } = await incidentsCreate(creation);
  const { data: again } = await incidentsCreate(creation);
  const change = {
    client: writer,
    path: { uid: created.uid },
    headers: { "If-Match": created.etag },
    body: { title: "Two marches through the old town" },
  };
  const { data: changed } = await incidentsChange({ ...change, throwOnError: true });
  const { error: stale } = await incidentsChange(change);
  if (!stale || !("title" in stale)) throw new Error("no problem");
  return {
    created: [created.title, created.review_status],
    created_once: again.uid === created.uid,
    changed: [changed.title, changed.summary],
    etag_is_new: changed.etag !== created.etag,
    problem_412: [stale.status, stale.title],
    changes: (await changesSince(before)).map((each) => [each.op, each.type]),
  };
}

const steps = { filters, pages, expand, nulls, export: exported, problem_400, problem_404, problem_429, write };
const found: Record<string, unknown> = {};
for (const [name, step] of Object.entries(steps)) found[name] = await step();
console.log(JSON.stringify(found));
