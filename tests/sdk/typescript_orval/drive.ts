// The scenario, with the client of orval.

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
import { archive } from "./fetch";

archive.token = undefined;

const env = (name: string): string => process.env[name] ?? "";

function sure<T extends { status: number }>(answer: T): Extract<T, { status: 200 | 201 }> {
  if (answer.status >= 300) throw new Error(`answered with ${answer.status}`);
  return answer as Extract<T, { status: 200 | 201 }>;
}

async function filters() {
  const { data } = sure(
    await incidentsList({
      event_type: "ASSAULT,COERCE",
      context: ["military", "military,diplomatic"],
      participant_role: ["perpetrator"],
      date_after: "2024-07-01",
      date_before: "2024-08-31",
      date_match: "possible",
      updated_after: "2024-01-01T00:00:00+02:00",
      count: "exact",
    }),
  );
  return { count: data.count, titles: data.results.map((incident) => incident.title) };
}

async function pages() {
  const sizes: number[] = [];
  const uids: string[] = [];
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const { data } = sure(await incidentsList({ limit: 2, cursor }));
    sizes.push(data.results.length);
    uids.push(...data.results.map((incident) => incident.uid));
    cursor = data.next_cursor;
  }
  return { sizes, uids };
}

async function expand() {
  const { data } = sure(await incidentsRetrieve(env("INCIDENT"), { expand: "actors,places" }));
  const actor = data.participants[1]!.actor;
  const place = data.places[0]!.place!;
  return {
    actor: [actor.name, actor.kind, actor.sector, actor.country],
    place: [place.name, place.kind, place.country, place.lat, place.lon],
  };
}

async function nulls() {
  const { data: incident } = sure(await incidentsRetrieve(env("EMPTY_INCIDENT")));
  const { data: article } = sure(await articlesRetrieve(env("EMPTY_ARTICLE")));
  const { data: place } = sure(await placesRetrieve(env("EMPTY_PLACE")));
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
  const answer = sure(await incidentsExport({ format: "ndjson" }));
  if (!("stream" in answer)) throw new Error("no stream");
  const titles: string[] = [];
  let complete = false;
  let rest = "";
  for await (const piece of answer.stream.body!.pipeThrough(new TextDecoderStream())) {
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
  const { status, data } = await incidentsList({ q: '"Al-Asad' });
  if (status !== 400) throw new Error("no problem");
  const fault = data.errors[0]!;
  return [data.status, data.title, fault.parameter, fault.code, fault.position];
}

async function problem_404() {
  const { status, data } = await incidentsRetrieve(env("NO_INCIDENT"));
  if (status !== 404) throw new Error("no problem");
  return [data.status, data.title];
}

async function problem_429() {
  const { url } = archive;
  archive.url = env("LIMITED_URL");
  const { status, data } = await incidentsList({ count: "exact" });
  archive.url = url;
  if (status !== 429) throw new Error("no problem");
  return [data.status, data.title];
}

async function changesSince(seq: number) {
  const found: Change[] = [];
  let cursor: string | null = String(seq);
  while (cursor !== null) {
    const page: PaginatedChangeList = sure(
      await changesList({ since: Number(cursor), limit: 50 }),
    ).data;
    found.push(...page.results);
    cursor = page.next_cursor;
  }
  return found;
}

async function write() {
  archive.token = env("TOKEN");
  const before = (await changesSince(0)).at(-1)!.seq;
  const body = {
    title: "A march through the old town",
    event_type: "PROTEST",
    summary: "First reports.",
  };
  const key = { "Idempotency-Key": "a-march" };
  const { data: created } = sure(await incidentsCreate(body, undefined, key));
  const { data: again } = sure(await incidentsCreate(body, undefined, key));
  const patch = { title: "Two marches through the old town" };
  const read = { "If-Match": created.etag };
  const { data: changed } = sure(await incidentsChange(created.uid, patch, read));
  const { status, data: stale } = await incidentsChange(created.uid, patch, read);
  if (status !== 412) throw new Error("no problem");
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
