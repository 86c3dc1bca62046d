// The scenario, with the client of openapi-generator (typescript-fetch).

import {
  ArticlesApi,
  ChangesApi,
  Configuration,
  IncidentsApi,
  PlacesApi,
  ResponseError,
  type Change,
  type Problem,
  ProblemFromJSON,
  type ValidationProblem,
  ValidationProblemFromJSON,
} from "./client";

const env = (name: string): string => process.env[name] ?? "";

const configuration = new Configuration({ basePath: env("ARCHIVE_URL") });
const incidents = new IncidentsApi(configuration);
const writer = new Configuration({ basePath: env("ARCHIVE_URL"), accessToken: env("TOKEN") });

async function filters() {
  const page = await incidents.incidentsList({
    eventType: "ASSAULT,COERCE",
    context: ["military", "military,diplomatic"],
    participantRole: ["perpetrator"],
    dateAfter: new Date("2024-07-01"),
    dateBefore: new Date("2024-08-31"),
    dateMatch: "possible",
    updatedAfter: new Date("2024-01-01T00:00:00+02:00"),
    count: "exact",
  });
  return { count: page.count, titles: page.results.map((incident) => incident.title) };
}

async function pages() {
  const sizes: number[] = [];
  const uids: string[] = [];
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const page = await incidents.incidentsList({ limit: 2, cursor });
    sizes.push(page.results.length);
    uids.push(...page.results.map((incident) => incident.uid));
    cursor = page.nextCursor;
  }
  return { sizes, uids };
}

async function expand() {
  const incident = await incidents.incidentsRetrieve({ uid: env("INCIDENT"), expand: "actors,places" });
  const actor = incident.participants[1]!.actor;
  const place = incident.places[0]!.place!;
  return {
    actor: [actor.name, actor.kind, actor.sector, actor.country],
    place: [place.name, place.kind, place.country, place.lat, place.lon],
  };
}

async function nulls() {
  const incident = await incidents.incidentsRetrieve({ uid: env("EMPTY_INCIDENT") });
  const article = await new ArticlesApi(configuration).articlesRetrieve({ uid: env("EMPTY_ARTICLE") });
  const place = await new PlacesApi(configuration).placesRetrieve({ uid: env("EMPTY_PLACE") });
  const { date } = incident;
  const { published } = article;
  return {
    incident: [
      incident.summary, incident.eventMode, incident.cameoCode, incident.acledEventType,
      incident.acledSubEventType, incident.ucdpViolenceType,
      date.text, date.earliest, date.latest, date.basis, date.note, date.edtf,
    ],
    article: [
      article.source, article.originalUrl, article.byline, article.language, article.text,
      article.revision, published.raw, published.day, published.at,
    ],
    place: [place.country, place.parent, place.lat, place.lon, place.coordinateBasis],
  };
}

async function exported() {
  const { raw } = await incidents.incidentsExportRaw({ format: "ndjson" });
  const titles: string[] = [];
  let complete = false;
  let rest = "";
  for await (const piece of raw.body!.pipeThrough(new TextDecoderStream())) {
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

async function problemOf(answer: Promise<unknown>): Promise<unknown> {
  try {
    await answer;
  } catch (error) {
    if (error instanceof ResponseError) return error.response.json();
    throw error;
  }
  throw new Error("no problem");
}

async function problem_400() {
  const answer = await problemOf(incidents.incidentsList({ q: '"Al-Asad' }));
  const problem: ValidationProblem = ValidationProblemFromJSON(answer);
  const fault = problem.errors[0]!;
  return [problem.status, problem.title, fault.parameter, fault.code, fault.position];
}

async function problem_404() {
  const answer = await problemOf(incidents.incidentsRetrieve({ uid: env("NO_INCIDENT") }));
  const problem: Problem = ProblemFromJSON(answer);
  return [problem.status, problem.title];
}

async function problem_429() {
  const limited = new IncidentsApi(new Configuration({ basePath: env("LIMITED_URL") }));
  const problem: Problem = ProblemFromJSON(await problemOf(limited.incidentsList({ count: "exact" })));
  return [problem.status, problem.title];
}

async function changesSince(seq: number) {
  const found: Change[] = [];
  let cursor: string | null = String(seq);
  while (cursor !== null) {
    const page = await new ChangesApi(writer).changesList({ since: Number(cursor), limit: 50 });
    found.push(...page.results);
    cursor = page.nextCursor;
  }
  return found;
}

async function write() {
  const api = new IncidentsApi(writer);
  const before = (await changesSince(0)).at(-1)!.seq;
  const creation = {
    idempotencyKey: "a-march",
    incidentWrite: {
      title: "A march through the old town",
      eventType: "PROTEST",
      summary: "First reports.",
    },
  };
  const created = await api.incidentsCreate(creation);
  const again = await api.incidentsCreate(creation);
  const change = {
    uid: created.uid,
    ifMatch: created.etag,
    incidentPatch: { title: "Two marches through the old town" },
  };
  const changed = await api.incidentsChange(change);
  const stale: Problem = ProblemFromJSON(await problemOf(api.incidentsChange(change)));
  return {
    created: [created.title, created.reviewStatus],
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
