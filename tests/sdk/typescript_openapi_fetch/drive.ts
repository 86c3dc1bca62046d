// The scenario, with the types of openapi-typescript and openapi-fetch.

import createClient from "openapi-fetch";

import type { components, paths } from "./client";

const env = (name: string): string => process.env[name] ?? "";

const client = createClient<paths>({ baseUrl: env("ARCHIVE_URL") });
const limited = createClient<paths>({ baseUrl: env("LIMITED_URL") });
const writer = createClient<paths>({
  baseUrl: env("ARCHIVE_URL"),
  headers: { Authorization: `Bearer ${env("TOKEN")}` },
});

function sure<T>(data: T | undefined): T {
  if (data === undefined) throw new Error("no answer");
  return data;
}

async function filters() {
  const { data } = await client.GET("/api/v1/incidents/", {
    params: {
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
    },
  });
  const page = sure(data);
  return { count: page.count, titles: page.results.map((incident) => incident.title) };
}

async function pages() {
  const sizes: number[] = [];
  const uids: string[] = [];
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const { data } = await client.GET("/api/v1/incidents/", {
      params: { query: { limit: 2, cursor } },
    });
    const page = sure(data);
    sizes.push(page.results.length);
    uids.push(...page.results.map((incident) => incident.uid));
    cursor = page.next_cursor;
  }
  return { sizes, uids };
}

async function expand() {
  const { data } = await client.GET("/api/v1/incidents/{uid}/", {
    params: { path: { uid: env("INCIDENT") }, query: { expand: "actors,places" } },
  });
  const incident = sure(data);
  const actor = incident.participants[1]!.actor;
  const place = incident.places[0]!.place!;
  return {
    actor: [actor.name, actor.kind, actor.sector, actor.country],
    place: [place.name, place.kind, place.country, place.lat, place.lon],
  };
}

async function nulls() {
  const of = (name: string) => ({ params: { path: { uid: env(name) } } });
  const incident = sure((await client.GET("/api/v1/incidents/{uid}/", of("EMPTY_INCIDENT"))).data);
  const article = sure((await client.GET("/api/v1/articles/{uid}/", of("EMPTY_ARTICLE"))).data);
  const place = sure((await client.GET("/api/v1/places/{uid}/", of("EMPTY_PLACE"))).data);
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
  const { data } = await client.GET("/api/v1/incidents/export/", {
    params: { query: { format: "ndjson" } },
    parseAs: "stream",
  });
  const titles: string[] = [];
  let complete = false;
  let rest = "";
  for await (const piece of sure(data)!.pipeThrough(new TextDecoderStream())) {
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
  const { error } = await client.GET("/api/v1/incidents/", {
    params: { query: { q: '"Al-Asad' } },
  });
  if (!error || !("errors" in error)) throw new Error("no problem");
  const fault = error.errors[0]!;
  return [error.status, error.title, fault.parameter, fault.code, fault.position];
}

async function problem_404() {
  const { error } = await client.GET("/api/v1/incidents/{uid}/", {
    params: { path: { uid: env("NO_INCIDENT") } },
  });
  if (!error || !("title" in error)) throw new Error("no problem");
  return [error.status, error.title];
}

async function problem_429() {
  const { error } = await limited.GET("/api/v1/incidents/", {
    params: { query: { count: "exact" } },
  });
  if (!error || !("title" in error)) throw new Error("no problem");
  return [error.status, error.title];
}

async function changesSince(seq: number) {
  const found: components["schemas"]["Change"][] = [];
  let cursor: string | null = String(seq);
  while (cursor !== null) {
    const query = { since: Number(cursor), limit: 50 };
    const answer = await writer.GET("/api/v1/changes/", { params: { query } });
    const page: components["schemas"]["PaginatedChangeList"] = sure(answer.data);
    found.push(...page.results);
    cursor = page.next_cursor;
  }
  return found;
}

async function write() {
  const before = (await changesSince(0)).at(-1)!.seq;
  const creation = {
    params: { header: { "Idempotency-Key": "a-march" } },
    body: {
      title: "A march through the old town",
      event_type: "PROTEST",
      summary: "First reports.",
    },
  };
  const created = sure((await writer.POST("/api/v1/incidents/", creation)).data);
  const again = sure((await writer.POST("/api/v1/incidents/", creation)).data);
  const change = {
    params: { path: { uid: created.uid }, header: { "If-Match": created.etag } },
    body: { title: "Two marches through the old town" },
  };
  const changed = sure((await writer.PATCH("/api/v1/incidents/{uid}/", change)).data);
  const { error: stale } = await writer.PATCH("/api/v1/incidents/{uid}/", change);
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
