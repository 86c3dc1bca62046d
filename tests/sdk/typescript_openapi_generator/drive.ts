// The scenario, with the client of openapi-generator (typescript-fetch), which has names of its own.

import {
  ArticlesApi,
  ChangesApi,
  Configuration,
  DocumentsApi,
  type IncidentDetail,
  IncidentsApi,
  PlacesApi,
  type Problem,
  ProblemFromJSON,
  ResponseError,
  type ValidationProblem,
  ValidationProblemFromJSON,
} from "./client";
import { drive, env, FILTERS, MARCH } from "./scenario";

const reader = new Configuration({ basePath: env("ARCHIVE_URL") });
const writer = new Configuration({ basePath: env("ARCHIVE_URL"), accessToken: env("TOKEN") });
const incidents = new IncidentsApi(reader);
const limited = new IncidentsApi(new Configuration({ basePath: env("LIMITED_URL") }));

async function problemOf(answer: Promise<unknown>): Promise<unknown> {
  try {
    await answer;
  } catch (error) {
    if (error instanceof ResponseError) return error.response.json();
    throw error;
  }
  throw new Error("no problem");
}

const paged = <T extends { nextCursor: string | null }>(page: T) => ({
  ...page,
  next_cursor: page.nextCursor,
});

const named = (incident: IncidentDetail) => ({
  ...incident,
  review_status: incident.reviewStatus,
  event_mode: incident.eventMode,
  cameo_code: incident.cameoCode,
  acled_event_type: incident.acledEventType,
  acled_sub_event_type: incident.acledSubEventType,
  ucdp_violence_type: incident.ucdpViolenceType,
});

const change = (read: { uid: string; etag: string }, title: string) =>
  new IncidentsApi(writer).incidentsChange({
    uid: read.uid,
    ifMatch: read.etag,
    incidentPatch: { title },
  });

await drive({
  filtered: () =>
    incidents.incidentsList({
      eventType: FILTERS.event_type,
      context: FILTERS.context,
      participantRole: FILTERS.participant_role,
      dateAfter: new Date(FILTERS.date_after),
      dateBefore: new Date(FILTERS.date_before),
      dateMatch: FILTERS.date_match,
      updatedAfter: new Date(FILTERS.updated_after),
      count: FILTERS.count,
    }),
  page: async (cursor) => paged(await incidents.incidentsList({ limit: 2, cursor })),
  incident: async (uid, expand) => named(await incidents.incidentsRetrieve({ uid, expand })),
  article: async (uid) => {
    const article = await new ArticlesApi(reader).articlesRetrieve({ uid });
    return { ...article, original_url: article.originalUrl };
  },
  place: async (uid) => {
    const place = await new PlacesApi(reader).placesRetrieve({ uid });
    return { ...place, coordinate_basis: place.coordinateBasis };
  },
  exported: async () => (await incidents.incidentsExportRaw({ format: "ndjson" })).raw.body!,
  refused: async (q): Promise<ValidationProblem> =>
    ValidationProblemFromJSON(await problemOf(incidents.incidentsList({ q }))),
  missing: async (uid): Promise<Problem> =>
    ProblemFromJSON(await problemOf(incidents.incidentsRetrieve({ uid }))),
  limited: async (): Promise<Problem> =>
    ProblemFromJSON(await problemOf(limited.incidentsList({ count: "exact" }))),
  changes: async (since) => paged(await new ChangesApi(writer).changesList({ since, limit: 50 })),
  create: async (key) => {
    const { title, event_type: eventType, summary } = MARCH;
    const incidentWrite = { title, eventType, summary };
    const request = { idempotencyKey: key, incidentWrite };
    return named(await new IncidentsApi(writer).incidentsCreate(request));
  },
  change: async (read, title) => named(await change(read, title)),
  stale: async (read, title): Promise<Problem> =>
    ProblemFromJSON(await problemOf(change(read, title))),
  take: (document) => new DocumentsApi(writer).documentsCreate({ body: document, format: "text" }),
});
