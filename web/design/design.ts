// Enhancements of server-rendered pages; every page works without them.

/** A refused form: move to the summary so that it is read first (GOV.UK pattern). */
function focusErrorSummary(): void {
  const summary = document.querySelector<HTMLElement>(".govuk-error-summary");
  if (!summary) return;
  summary.tabIndex = -1;
  summary.focus();
}

/** Elements marked `data-print` appear and print the page. */
function enablePrinting(): void {
  for (const button of document.querySelectorAll<HTMLElement>("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

/** While a code is being shown the screen must not go dark. */
async function keepScreenAwake(): Promise<void> {
  if (!document.querySelector(".qr-full") || !("wakeLock" in navigator)) return;
  if (document.visibilityState !== "visible") return;
  // Refused on low battery: the code is still readable, so there is nothing to say.
  await navigator.wakeLock.request("screen").catch(() => undefined);
}

focusErrorSummary();
enablePrinting();
void keepScreenAwake();
document.addEventListener("visibilitychange", () => void keepScreenAwake());
