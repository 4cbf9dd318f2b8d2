import type { Lists } from "./trust/lists";

/** Refreshes the lists at once, whenever the network or the person comes back, and as often as they ask. */
export function keepFresh(lists: Lists): void {
  let next = 0;
  const refresh = (): void => {
    clearTimeout(next);
    if (!navigator.onLine || document.hidden) return;
    void lists.refresh().then(() => {
      clearTimeout(next);
      next = window.setTimeout(refresh, lists.refreshAfter * 1000);
    });
  };
  addEventListener("online", refresh);
  document.addEventListener("visibilitychange", refresh);
  // Asked for once, so that the browser does not clear the lists when the phone is short of space.
  void navigator.storage?.persist?.();
  refresh();
}
