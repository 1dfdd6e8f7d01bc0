/** What is known of the session, and which server has it. */
import { byId, say } from "../dom.js";
import { duration } from "../format.js";

export class Facts {
  #client;
  #shown = false;

  constructor(client) {
    this.#client = client;
    client.on("state", () => this.#show());
    say(byId("fact-address"), client.url);
    this.#show();
  }

  /** @param {boolean} yes whether somebody looks */
  shown(yes) {
    this.#shown = yes;
    this.#show();
  }

  #show() {
    const { session, state } = this.#client;
    say(byId("fact-state"), state);
    say(byId("fact-session"), session?.id || "–");
    say(byId("fact-resumed"), session?.resumed ?? "–");
    say(byId("fact-version"), session ? `version ${session.version}, JSON` : "–");
    if (this.#shown && state === "connected") {
      this.#ask();
    }
  }

  /** Another server may have taken the session over. */
  async #ask() {
    try {
      const started = performance.now();
      const { id, pid, servers } = await this.#client.call("server");
      say(byId("fact-trip"), duration(performance.now() - started));
      say(byId("fact-server"), `${id}, process ${pid}`);
      say(byId("fact-servers"), servers.join(", "));
    } catch {
      say(byId("fact-server"), "–"); // the next connection asks again
    }
  }
}
