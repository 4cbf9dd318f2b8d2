import type { CodeReader } from "./code-reader";

const pause = 120;

/** Looks at the video until a code is read or the signal ends it (then null). */
export async function scan(video: HTMLVideoElement, read: CodeReader, signal: AbortSignal): Promise<string | null> {
  while (!signal.aborted) {
    const text = video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA ? await read(video) : null;
    if (signal.aborted) return null;
    if (text) return text;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return null;
}

/** Reads a picture that the person chose; null when it holds no code that can be read. */
export async function readImage(file: Blob, read: CodeReader): Promise<string | null> {
  try {
    const picture = await createImageBitmap(file);
    const text = await read(picture);
    picture.close();
    return text;
  } catch {
    return null;
  }
}
