// How the client of orval asks: it knows the address, and that not every answer is JSON.

export async function fetchFromArchive<T>(path: string, options: RequestInit): Promise<T> {
  const answer = await fetch(process.env.ARCHIVE_URL + path, options);
  const type = answer.headers.get("content-type") ?? "";
  const shown = { status: answer.status, headers: answer.headers };
  if (type.includes("ndjson")) return { ...shown, stream: answer } as T;
  return { ...shown, data: /[/+]json/.test(type) ? await answer.json() : await answer.text() } as T;
}
