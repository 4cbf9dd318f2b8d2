// A browser without scripts, for one origin: keeps cookies, follows redirects, fills forms.
const mostRedirects = 10;

export class Browser {
  #cookies = new Map();

  /** Opens an address and follows redirects until a page, or until `stop` says that the address is not ours to open. */
  async follow(address, stop = () => false, init = {}) {
    let url = new URL(address);
    for (let hop = 0; hop < mostRedirects; hop++) {
      if (stop(url)) return { url, html: "" };
      const answer = await fetch(url, { ...init, redirect: "manual", headers: { ...init.headers, accept: "text/html", cookie: this.#cookieHeader() } });
      this.#keep(answer.headers.getSetCookie());
      const location = answer.headers.get("location");
      if (!location) {
        const html = await answer.text();
        if (!answer.ok) throw new Error(`${answer.status} at ${url.pathname}: ${html.replaceAll(/<[^>]*>|\s+/g, " ").slice(0, 400)}`);
        return { url, html };
      }
      url = new URL(location, url);
      init = {};
    }
    throw new Error("The redirects do not end.");
  }

  /** Sends the first form of a page with these fields filled in. */
  submit(page, fields, stop) {
    const form = page.html.slice(page.html.indexOf("<form"), page.html.indexOf("</form>"));
    const body = new URLSearchParams();
    for (const [input] of form.matchAll(/<input [^>]*>/g)) {
      const name = attribute(input, "name");
      if (name) body.set(name, fields[name] ?? attribute(input, "value") ?? "");
    }
    return this.follow(page.url, stop, { method: "POST", body });
  }

  #keep(lines) {
    for (const line of lines) {
      const [pair] = line.split(";");
      const at = pair.indexOf("=");
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
      if (value) this.#cookies.set(name, value);
      else this.#cookies.delete(name);
    }
  }

  #cookieHeader() {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }
}

function attribute(input, name) {
  const value = input.match(new RegExp(` ${name}="([^"]*)"`))?.[1];
  return value?.replaceAll(/&#x([0-9A-F]+);/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16))).replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}
