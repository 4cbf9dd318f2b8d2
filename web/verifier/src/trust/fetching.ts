const patience = 15_000;

/** The network or the server did not answer; what is kept stays good. */
export class Unreachable extends Error {}

/**
 * Fetches a text, revalidating what the browser's cache holds (`no-cache` sends If-None-Match by itself, without a
 * preflight). Stops reading at `limit` bytes.
 * @throws Unreachable
 */
export async function fetchText(url: string, limit: number): Promise<string> {
  try {
    const response = await fetch(url, { cache: "no-cache", credentials: "omit", signal: AbortSignal.timeout(patience) });
    if (!response.ok || !response.body) throw new Unreachable(`${response.status}`);
    return await readAll(response.body, limit);
  } catch {
    throw new Unreachable(url);
  }
}

async function readAll(body: ReadableStream<Uint8Array>, limit: number): Promise<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let size = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > limit) {
      await reader.cancel();
      throw new Unreachable("longer than allowed");
    }
    text += decoder.decode(value, { stream: true });
  }
}
