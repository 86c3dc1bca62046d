// How the client of orval asks: it knows the address and the token, and that not every answer is
// JSON.

export const archive = { url: process.env.ARCHIVE_URL, token: process.env.TOKEN };

export async function fetchFromArchive<T>(path: string, options: RequestInit): Promise<T> {
  const headers = new Headers(options.headers);
  if (archive.token) headers.set("Authorization", `Bearer ${archive.token}`);
  const answer = await fetch(archive.url + path, { ...options, headers });
  const type = answer.headers.get("content-type") ?? "";
  const shown = { status: answer.status, headers: answer.headers };
  if (type.includes("ndjson")) return { ...shown, stream: answer } as T;
  return { ...shown, data: /[/+]json/.test(type) ? await answer.json() : await answer.text() } as T;
}
