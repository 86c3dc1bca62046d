// The scenario: what every client asks, and what is taken from the answers. How it is asked is
// each client's own, and its types must have what is taken here.

interface Problem {
  status: number;
  title: string;
}

interface ValidationProblem extends Problem {
  errors: { parameter?: string; code: string; position?: number }[];
}

interface Page<T> {
  results: T[];
  next_cursor: string | null;
}

interface Incident {
  uid: string;
  etag: string;
  title: string;
  review_status: string;
  summary: string | null;
  event_mode: string | null;
  cameo_code: string | null;
  acled_event_type: string | null;
  acled_sub_event_type: string | null;
  ucdp_violence_type: string | null;
  date: Record<"text" | "earliest" | "latest" | "basis" | "note" | "edtf", unknown>;
  participants: { actor: { name: string; kind?: string; sector?: unknown; country?: unknown } }[];
  places: { place: { name: string; kind?: string; country?: unknown; lat?: unknown; lon?: unknown } | null }[];
}

interface Article {
  source: unknown;
  original_url: string | null;
  byline: string | null;
  language: string | null;
  text: string | null;
  revision: unknown;
  published: Record<"raw" | "day" | "at", unknown>;
}

type Place = Record<"country" | "parent" | "lat" | "lon" | "coordinate_basis", unknown>;

interface Change {
  seq: number;
  op: string;
  type: string;
}

interface FileReport {
  format: string;
  totals: { created: number; same: number };
  outcomes: { outcome: string }[];
}

export interface Archive {
  filtered(): Promise<{ count: number | null; results: { title: string }[] }>;
  page(cursor?: string): Promise<Page<{ uid: string }>>;
  incident(uid: string, expand?: string): Promise<Incident>;
  article(uid: string): Promise<Article>;
  place(uid: string): Promise<Place>;
  exported(): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;
  refused(q: string): Promise<ValidationProblem>;
  missing(uid: string): Promise<Problem>;
  limited(): Promise<Problem>;
  changes(since: number): Promise<Page<Change>>;
  create(key: string): Promise<Incident>;
  change(read: Incident, title: string): Promise<Incident>;
  stale(read: Incident, title: string): Promise<Problem>;
  take(document: Blob): Promise<FileReport>;
}

export const env = (name: string): string => process.env[name] ?? "";

// Parameters and bodies, by the names that the archive has for them.
export const FILTERS = {
  event_type: "ASSAULT,COERCE",
  context: ["military", "military,diplomatic"],
  participant_role: ["perpetrator"],
  date_after: "2024-07-01",
  date_before: "2024-08-31",
  date_match: "possible" as const,
  updated_after: "2024-01-01T00:00:00+02:00",
  count: "exact" as const,
};
export const MARCH = {
  title: "A march through the old town",
  event_type: "PROTEST",
  summary: "First reports.",
};

export function sure<T>(answer: T | undefined): T {
  if (answer === undefined) throw new Error("no answer");
  return answer;
}

async function filters(archive: Archive) {
  const page = await archive.filtered();
  return { count: page.count, titles: page.results.map((incident) => incident.title) };
}

async function pages(archive: Archive) {
  const sizes: number[] = [];
  const uids: string[] = [];
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const page = await archive.page(cursor);
    sizes.push(page.results.length);
    uids.push(...page.results.map((incident) => incident.uid));
    cursor = page.next_cursor;
  }
  return { sizes, uids };
}

async function expand(archive: Archive) {
  const incident = await archive.incident(env("INCIDENT"), "actors,places");
  const actor = incident.participants[1]!.actor;
  const place = incident.places[0]!.place!;
  return {
    actor: [actor.name, actor.kind, actor.sector, actor.country],
    place: [place.name, place.kind, place.country, place.lat, place.lon],
  };
}

async function nulls(archive: Archive) {
  const incident = await archive.incident(env("EMPTY_INCIDENT"));
  const article = await archive.article(env("EMPTY_ARTICLE"));
  const place = await archive.place(env("EMPTY_PLACE"));
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

async function exported(archive: Archive) {
  const titles: string[] = [];
  let complete = false;
  let rest = "";
  for await (const piece of (await archive.exported()).pipeThrough(new TextDecoderStream())) {
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

async function problem_400(archive: Archive) {
  const problem = await archive.refused('"Al-Asad');
  const fault = problem.errors[0]!;
  return [problem.status, problem.title, fault.parameter, fault.code, fault.position];
}

async function problem_404(archive: Archive) {
  const problem = await archive.missing(env("NO_INCIDENT"));
  return [problem.status, problem.title];
}

async function problem_429(archive: Archive) {
  const problem = await archive.limited();
  return [problem.status, problem.title];
}

async function changesSince(archive: Archive, seq: number) {
  const found: Change[] = [];
  let cursor: string | null = String(seq);
  while (cursor !== null) {
    const page = await archive.changes(Number(cursor));
    found.push(...page.results);
    cursor = page.next_cursor;
  }
  return found;
}

async function write(archive: Archive) {
  const before = (await changesSince(archive, 0)).at(-1)!.seq;
  const created = await archive.create(env("KEY"));
  const again = await archive.create(env("KEY"));
  const title = "Two marches through the old town";
  const changed = await archive.change(created, title);
  const stale = await archive.stale(created, title);
  return {
    created: [created.title, created.review_status],
    created_once: again.uid === created.uid,
    changed: [changed.title, changed.summary],
    etag_is_new: changed.etag !== created.etag,
    problem_412: [stale.status, stale.title],
    changes: (await changesSince(archive, before)).map((each) => [each.op, each.type]),
  };
}

async function document(archive: Archive) {
  const story = new Blob([`A march through the old town\n\nIt was the ${env("KEY")}th march.\n`]);
  const taken = await archive.take(story);
  const again = await archive.take(story);
  return {
    format: taken.format,
    created: [taken.totals.created, again.totals.created],
    outcomes: [...taken.outcomes, ...again.outcomes].map((each) => each.outcome),
  };
}

const STEPS = {
  filters, pages, expand, nulls, export: exported, problem_400, problem_404, problem_429, write, document,
};

export async function drive(archive: Archive) {
  const found: Record<string, unknown> = {};
  for (const [name, step] of Object.entries(STEPS)) found[name] = await step(archive);
  console.log(JSON.stringify(found));
}
