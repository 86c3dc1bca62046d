// The scenario, with the client of @hey-api/openapi-ts.

import * as api from "./client";
import { createClient } from "./client/client";
import { client } from "./client/client.gen";
import { drive, env, FILTERS, MARCH } from "./scenario";

client.setConfig({ baseUrl: env("ARCHIVE_URL") });
const limited = createClient({ baseUrl: env("LIMITED_URL") });
const writer = createClient({ baseUrl: env("ARCHIVE_URL"), auth: env("TOKEN") });
const throwOnError = true;

function problem<T, K extends string>(error: T, has: K) {
  if (typeof error !== "object" || error === null || !(has in error)) throw new Error("no problem");
  return error as Extract<T, Record<K, unknown>>;
}

const change = (read: { uid: string; etag: string }, title: string) => ({
  client: writer,
  path: { uid: read.uid },
  headers: { "If-Match": read.etag },
  body: { title },
});

await drive({
  filtered: async () => (await api.incidentsList({ query: FILTERS, throwOnError })).data,
  page: async (cursor) =>
    (await api.incidentsList({ query: { limit: 2, cursor }, throwOnError })).data,
  incident: async (uid, expand) =>
    (await api.incidentsRetrieve({ path: { uid }, query: { expand }, throwOnError })).data,
  article: async (uid) => (await api.articlesRetrieve({ path: { uid }, throwOnError })).data,
  place: async (uid) => (await api.placesRetrieve({ path: { uid }, throwOnError })).data,
  exported: async () => {
    const query = { format: "ndjson" } as const;
    const { response } = await api.incidentsExport({ query, parseAs: "stream", throwOnError });
    return response.body!;
  },
  refused: async (q) => problem((await api.incidentsList({ query: { q } })).error, "errors"),
  missing: async (uid) => problem((await api.incidentsRetrieve({ path: { uid } })).error, "title"),
  limited: async () => {
    const { error } = await api.incidentsList({ client: limited, query: { count: "exact" } });
    return problem(error, "title");
  },
  changes: async (since) => {
    const query = { since, limit: 50 };
    return (await api.changesList({ client: writer, query, throwOnError })).data;
  },
  create: async (key) => {
    const headers = { "Idempotency-Key": key };
    return (await api.incidentsCreate({ client: writer, headers, body: MARCH, throwOnError })).data;
  },
  change: async (read, title) =>
    (await api.incidentsChange({ ...change(read, title), throwOnError })).data,
  stale: async (read, title) =>
    problem((await api.incidentsChange(change(read, title))).error, "title"),
  take: async (body) => {
    const query = { format: "text" } as const;
    return (await api.documentsCreate({ client: writer, query, body, throwOnError })).data;
  },
});
