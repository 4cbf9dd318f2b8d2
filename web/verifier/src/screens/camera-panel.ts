import { Camera, isCameraAllowed } from "../camera/camera";
import { openCodeReader } from "../camera/code-reader";
import { scan } from "../camera/scanning";
import { element } from "./element";
import type { Surroundings } from "./surroundings";

/** Camera picture with its buttons. Starts by itself once the person has allowed the camera. */
export function cameraPanel({ texts, announce }: Surroundings, found: (text: string) => void) {
  const words = texts.scan;
  let end = new AbortController();
  const video = element("video", { class: "camera__video", playsinline: true, muted: true, "aria-label": words.video });
  video.muted = true;
  const message = element("p", { class: "camera__message" });
  const start = element("button", { class: "button", type: "button", click: () => void open() }, words.start);
  const stop = element("button", { class: "button button--quiet", type: "button", hidden: true, click: () => close() }, words.stop);
  const torch = element("button", { class: "button button--quiet", type: "button", hidden: true }, words.torchOn);
  const content = element(
    "div",
    { class: "camera" },
    element("div", { class: "camera__frame", hidden: true }, video),
    message,
    element("div", { class: "camera__buttons" }, start, torch, stop),
  );
  const frame = content.firstElementChild as HTMLElement;
  let camera: Camera | null = null;

  const say = (text: string): void => {
    message.textContent = text;
    announce(text);
  };

  async function open(): Promise<void> {
    const opened = (end = new AbortController());
    start.hidden = true;
    say(words.starting);
    frame.hidden = false;
    const [started, read] = await Promise.all([Camera.start(video), openCodeReader()]);
    if (typeof started === "string") {
      close();
      return say(words.faults[started]);
    }
    if (opened.signal.aborted) return started.stop();
    camera = started;
    stop.hidden = false;
    say(words.looking);
    offerTorch(camera);
    const text = await scan(video, read, opened.signal);
    if (text) found(text);
  }

  function close(): void {
    end.abort();
    camera?.stop();
    camera = null;
    video.srcObject = null;
    message.textContent = "";
    frame.hidden = stop.hidden = torch.hidden = true;
    start.hidden = false;
  }

  function offerTorch(lit: Camera): void {
    torch.hidden = !lit.hasTorch;
    torch.textContent = words.torchOn;
    torch.onclick = async () => {
      torch.textContent = (await lit.toggleTorch()) ? words.torchOff : words.torchOn;
    };
  }

  let left = false;
  void isCameraAllowed().then((allowed) => (allowed && !left ? open() : undefined));
  return {
    content,
    leave() {
      left = true;
      close();
    },
  };
}
