/** All packets of the connection. */
import { Tail, byId } from "../dom.js";
import { counted } from "../format.js";
import { packetLine } from "../packets.js";

export class PacketLog {
  #tail = new Tail(byId("packet-log"));
  #count = 0;

  constructor(packets) {
    packets.on((seen) => {
      this.#tail.add(() => packetLine(seen));
      this.#show(this.#count + 1);
    });
    byId("packets-clear").addEventListener("click", () => {
      this.#tail.clear();
      this.#show(0);
    });
  }

  /** @param {boolean} yes whether somebody looks */
  shown(yes) {
    if (yes) {
      this.#tail.scrollToEnd();
    }
  }

  #show(count) {
    this.#count = count;
    byId("packet-count").textContent = counted(count, "packet");
  }
}
