// The scenario, with the client of orval.

import * as api from "./client";
import { archive } from "./fetch";
import { drive, env, FILTERS, MARCH } from "./scenario";

archive.token = undefined;

type Good<T> = Extract<T, { status: 200 | 201 }>;

function sure<T extends { status: number }>(answer: T): Good<T> {
  if (answer.status >= 300) throw new Error(`answered with ${answer.status}`);
  return answer as Good<T>;
}

async function asWriter<T>(ask: () => Promise<T>): Promise<T> {
  archive.token = env("TOKEN");
  return await ask().finally(() => (archive.token = undefined));
}

const change = (read: { uid: string; etag: string }, title: string) =>
  asWriter(() => api.incidentsChange(read.uid, { title }, { "If-Match": read.etag }));

await drive({
  filtered: async () => sure(await api.incidentsList(FILTERS)).data,
  page: async (cursor) => sure(await api.incidentsList({ limit: 2, cursor })).data,
  incident: async (uid, expand) => sure(await api.incidentsRetrieve(uid, { expand })).data,
  article: async (uid) => sure(await api.articlesRetrieve(uid)).data,
  place: async (uid) => sure(await api.placesRetrieve(uid)).data,
  exported: async () => {
    const answer = sure(await api.incidentsExport({ format: "ndjson" }));
    if (!("stream" in answer)) throw new Error("no stream");
    return answer.stream.body!;
  },
  refused: async (q) => {
    const { status, data } = await api.incidentsList({ q });
    if (status !== 400) throw new Error("no problem");
    return data;
  },
  missing: async (uid) => {
    const { status, data } = await api.incidentsRetrieve(uid);
    if (status !== 404) throw new Error("no problem");
    return data;
  },
  limited: async () => {
    const { url } = archive;
    archive.url = env("LIMITED_URL");
    const { status, data } = await api.incidentsList({ count: "exact" });
    archive.url = url;
    if (status !== 429) throw new Error("no problem");
    return data;
  },
  changes: async (since) =>
    sure(await asWriter(() => api.changesList({ since, limit: 50 }))).data,
  create: async (key) => {
    const headers = { "Idempotency-Key": key };
    return sure(await asWriter(() => api.incidentsCreate(MARCH, undefined, headers))).data;
  },
  change: async (read, title) => sure(await change(read, title)).data,
  stale: async (read, title) => {
    const { status, data } = await change(read, title);
    if (status !== 412) throw new Error("no problem");
    return data;
  },
  take: async (document) =>
    sure(await asWriter(() => api.documentsCreate(document, { format: "text" }))).data,
});
