// The scenario, with the types of openapi-typescript and openapi-fetch.

import createClient from "openapi-fetch";

import type { paths } from "./client";
import { drive, env, FILTERS, MARCH, sure } from "./scenario";

const client = createClient<paths>({ baseUrl: env("ARCHIVE_URL") });
const limited = createClient<paths>({ baseUrl: env("LIMITED_URL") });
const writer = createClient<paths>({
  baseUrl: env("ARCHIVE_URL"),
  headers: { Authorization: `Bearer ${env("TOKEN")}` },
});

function problem<T extends object, K extends string>(error: T | undefined, has: K) {
  if (!error || !(has in error)) throw new Error("no problem");
  return error as Extract<T, Record<K, unknown>>;
}

const one = (uid: string) => ({ params: { path: { uid } } });
const change = (read: { uid: string; etag: string }, title: string) =>
  writer.PATCH("/api/v1/incidents/{uid}/", {
    params: { path: { uid: read.uid }, header: { "If-Match": read.etag } },
    body: { title },
  });

await drive({
  filtered: async () =>
    sure((await client.GET("/api/v1/incidents/", { params: { query: FILTERS } })).data),
  page: async (cursor) => {
    const query = { limit: 2, cursor };
    return sure((await client.GET("/api/v1/incidents/", { params: { query } })).data);
  },
  incident: async (uid, expand) => {
    const params = { path: { uid }, query: { expand } };
    return sure((await client.GET("/api/v1/incidents/{uid}/", { params })).data);
  },
  article: async (uid) => sure((await client.GET("/api/v1/articles/{uid}/", one(uid))).data),
  place: async (uid) => sure((await client.GET("/api/v1/places/{uid}/", one(uid))).data),
  exported: async () => {
    const { data } = await client.GET("/api/v1/incidents/export/", {
      params: { query: { format: "ndjson" } },
      parseAs: "stream",
    });
    return sure(data)!;
  },
  refused: async (q) => {
    const { error } = await client.GET("/api/v1/incidents/", { params: { query: { q } } });
    return problem(error, "errors");
  },
  missing: async (uid) =>
    problem((await client.GET("/api/v1/incidents/{uid}/", one(uid))).error, "title"),
  limited: async () => {
    const query = { count: "exact" } as const;
    const { error } = await limited.GET("/api/v1/incidents/", { params: { query } });
    return problem(error, "title");
  },
  changes: async (since) => {
    const query = { since, limit: 50 };
    return sure((await writer.GET("/api/v1/changes/", { params: { query } })).data);
  },
  create: async (key) => {
    const params = { header: { "Idempotency-Key": key } };
    return sure((await writer.POST("/api/v1/incidents/", { params, body: MARCH })).data);
  },
  change: async (read, title) => sure((await change(read, title)).data),
  stale: async (read, title) => problem((await change(read, title)).error, "title"),
  take: async (document) => {
    const { data } = await writer.POST("/api/v1/documents/", {
      params: { query: { format: "text" } },
      // A file is typed as text: what is sent is what serializes it.
      body: "",
      bodySerializer: () => document,
      headers: { "Content-Type": "application/octet-stream" },
    });
    return sure(data);
  },
});
