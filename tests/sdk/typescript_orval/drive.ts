// The scenario, with the client of orval.

import {
  articlesRetrieve,
  incidentsExport,
  incidentsList,
  incidentsRetrieve,
  placesRetrieve,
} from "./client";

const env = (name: string): string => process.env[name] ?? "";

function sure<T extends { status: number }>(answer: T): Extract<T, { status: 200 }> {
  if (answer.status !== 200) throw new Error(`answered with ${answer.status}`);
  return answer as Extract<T, { status: 200 }>;
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

const steps = { filters, pages, expand, nulls, export: exported, problem_400, problem_404 };
const found: Record<string, unknown> = {};
for (const [name, step] of Object.entries(steps)) found[name] = await step();
console.log(JSON.stringify(found));
