import { Camera, isCameraAllowed } from "../camera/camera";
import { openCodeReader } from "../camera/code-reader";
import { scan } from "../camera/scanning";
import { element } from "./element";
import type { Surroundings } from "./surroundings";

/** Camera picture with its buttons. Starts by itself once the person has allowed the camera. */
export function cameraPanel({ texts, announce }: Surroundings, found: (text: string) => void) {
  const words = texts.scan;
  const end = new AbortController();
  const video = element("video", { class: "camera__video", playsinline: true, muted: true, "aria-label": words.video });
  video.muted = true;
  const message = element("p", { class: "camera__message" });
  const start = element("button", { class: "button", type: "button", click: () => void open() }, words.start);
  const torch = element("button", { class: "button button--quiet", type: "button", hidden: true }, words.torchOn);
  const content = element(
    "div",
    { class: "camera" },
    element("div", { class: "camera__frame", hidden: true }, video),
    message,
    element("div", { class: "camera__buttons" }, start, torch),
  );
  const frame = content.firstElementChild as HTMLElement;
  let camera: Camera | null = null;

  const say = (text: string): void => {
    message.textContent = text;
    announce(text);
  };

  async function open(): Promise<void> {
    start.hidden = true;
    say(words.starting);
    frame.hidden = false;
    const [started, read] = await Promise.all([Camera.start(video), openCodeReader()]);
    if (typeof started === "string") {
      frame.hidden = true;
      start.hidden = false;
      return say(words.faults[started]);
    }
    camera = started;
    if (end.signal.aborted) return camera.stop();
    say(words.looking);
    offerTorch(camera);
    const text = await scan(video, read, end.signal);
    camera.stop();
    if (text) found(text);
  }

  function offerTorch(lit: Camera): void {
    torch.hidden = !lit.hasTorch;
    torch.addEventListener("click", async () => {
      torch.textContent = (await lit.toggleTorch()) ? words.torchOff : words.torchOn;
    });
  }

  void isCameraAllowed().then((allowed) => (allowed && !end.signal.aborted ? open() : undefined));
  return {
    content,
    leave() {
      end.abort();
      camera?.stop();
      video.srcObject = null;
    },
  };
}
