import { cameraPanel } from "./camera-panel";
import { element } from "./element";
import { listsPanel } from "./lists-panel";
import type { Screen, Surroundings } from "./surroundings";
import { typedCodePanel } from "./typed-code-panel";

/** The first screen: camera, the ways without one, and what the device knows. */
export function scanScreen(around: Surroundings, found: (text: string) => void): Screen {
  const { texts } = around;
  const heading = element("h1", { class: "heading", tabindex: "-1" }, texts.scan.heading);
  const camera = cameraPanel(around, found);
  const lists = listsPanel(around);
  const content = element(
    "main",
    { class: "scan", id: "main" },
    element("div", { class: "scan__first" }, heading, element("p", { class: "scan__intro" }, texts.scan.intro), camera.content),
    element("div", { class: "scan__second" }, typedCodePanel(around, found), lists.content),
  );
  return {
    content,
    focus: heading,
    leave() {
      camera.leave();
      lists.leave();
    },
  };
}
