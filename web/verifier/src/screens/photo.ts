import type { Texts } from "../texts/texts";
import { element } from "./element";

/** The photo drawn on a canvas: no address is made for it, and it goes when the screen goes. */
export function photoOf(photo: Blob | null, words: Texts["sheet"]): HTMLElement {
  if (!photo) return noPhoto(words);
  const canvas = element("canvas", { class: "verdict__portrait", role: "img", "aria-label": words.photo });
  createImageBitmap(photo).then(
    (picture) => {
      [canvas.width, canvas.height] = [picture.width, picture.height];
      canvas.getContext("2d")?.drawImage(picture, 0, 0);
      picture.close();
    },
    () => canvas.replaceWith(noPhoto(words)),
  );
  return canvas;
}

const noPhoto = (words: Texts["sheet"]): HTMLElement =>
  element("div", { class: "verdict__portrait verdict__no-portrait" }, words.noPhoto);
