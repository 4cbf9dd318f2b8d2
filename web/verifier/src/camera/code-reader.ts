import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

/** Name of the decoder beside the page, filled in by the build. */
declare const ZXING_WASM: string;

interface NativeDetector {
  detect(source: ImageBitmapSource): Promise<{ rawValue: string }[]>;
}

declare global {
  var BarcodeDetector:
    | { new (options: { formats: string[] }): NativeDetector; getSupportedFormats(): Promise<string[]> }
    | undefined;
}

/** Finds the text of a QR code in a picture; null when there is none to be read. */
export type CodeReader = (picture: HTMLVideoElement | ImageBitmap) => Promise<string | null>;

/** The system's own reader where it has one, otherwise ours (ZXing, WebAssembly). */
export async function openCodeReader(): Promise<CodeReader> {
  if (globalThis.BarcodeDetector && (await BarcodeDetector!.getSupportedFormats()).includes("qr_code")) {
    const detector = new BarcodeDetector!({ formats: ["qr_code"] });
    return async (picture) => (await detector.detect(picture))[0]?.rawValue ?? null;
  }
  prepareZXingModule({ overrides: { locateFile: () => new URL(ZXING_WASM, document.baseURI).href } });
  const canvas = document.createElement("canvas");
  return async (picture) => {
    const pixels = pixelsOf(picture, canvas);
    if (!pixels) return null;
    const [found] = await readBarcodes(pixels, { formats: ["QRCode"], maxNumberOfSymbols: 1 });
    return found?.isValid ? found.text : null;
  };
}

/** Large enough for the 109 modules of a version 23 code, small enough for a cheap phone. */
const longestSide = 1280;

function pixelsOf(picture: HTMLVideoElement | ImageBitmap, canvas: HTMLCanvasElement): ImageData | null {
  const [width, height] = "videoWidth" in picture ? [picture.videoWidth, picture.videoHeight] : [picture.width, picture.height];
  if (width === 0 || height === 0) return null;
  const scale = Math.min(1, longestSide / Math.max(width, height));
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return null;
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
