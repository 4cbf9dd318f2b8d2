type Attributes = Record<string, string | boolean | ((event: Event) => void)>;
type Child = Node | string | null;

/** Makes an element. Text is always text, never markup; functions are listeners; `true` is a bare attribute. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** A decorative drawing of one path; words beside it carry the meaning. */
export function drawing(className: string, viewBox: string, path: string): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
  for (const [key, value] of Object.entries({ class: className, viewBox, "aria-hidden": "true", focusable: "false" })) {
    svg.setAttribute(key, value);
  }
  shape.setAttribute("d", path);
  shape.setAttribute("fill-rule", "evenodd");
  svg.append(shape);
  return svg;
}
