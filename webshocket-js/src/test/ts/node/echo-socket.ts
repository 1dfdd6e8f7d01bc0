declare function setImmediate(run: () => void): void;

/** A socket in the same process whose server answers each call with its first argument, and confirms what it gets. */
export class EchoSocket extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;

  readonly bufferedAmount = 0;
  protocol = "";
  readyState = 0;
  binaryType = "blob";
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  #received = 0;

  constructor(_url: string | URL, protocols: string | string[] = []) {
    super();
    setImmediate(() => {
      this.readyState = 1;
      this.protocol = [protocols].flat()[0]!;
      this.onopen?.();
    });
  }

  send(text: string): void {
    const { source, session, rpc } = JSON.parse(text);
    if (source === 5) {
      if (++this.#received % 50 === 0) {
        this.#answer({ source: 6, session: { type: "ack", received: this.#received } });
      }
      this.#answer({ source: 5, rpc: { type: "response", call_id: rpc.call_id, response: rpc.args[0] } });
    } else if (session.type === "hello") {
      this.#answer({
        source: 6,
        session: { type: "welcome", session: "s", resume: "r", resumed: "no", received: 0, keep: 30, beat: 0 },
      });
    }
  }

  #answer(packet: object): void {
    const data = JSON.stringify(packet);
    setImmediate(() => this.onmessage?.({ data }));
  }

  close(code = 1000): void {
    this.readyState = 3;
    setImmediate(() => {
      this.onclose?.({ code, reason: "" });
      this.dispatchEvent(new Event("close"));
    });
  }
}
