import type { Resumed, SessionInfo, State, StateDetail } from "./api.ts";
import { Backoff } from "./backoff.ts";
import type { Above } from "./between.ts";
import type { Clock } from "./clock.ts";
import { Credentials } from "./credentials.ts";
import { ConnectionError } from "./errors.ts";
import { GIVEN_UP, Link } from "./link.ts";
import type { Listeners } from "./listeners.ts";
import type { Options } from "./options.ts";
import { watchPage } from "./page.ts";
import { Session, type SessionOwner, type Welcome } from "./session.ts";
import type { Received } from "./values.ts";

/** How long an attempt to connect may take, with the application's token and the handshake, in milliseconds. */
const ATTEMPT_TIME = 30_000;
/** How long a closing socket is waited for, in milliseconds. */
const CLOSE_TIME = 5_000;
/** The codes with which this side ends a session that it does not want. A page may not send those of the protocol. */
const NORMAL = 1000;
const UNPREPARED = 4000;
const VIOLATION = 4002;
/** The close codes of a server that end the session with the socket, beside those from 4000 on. */
const ENDING = [1000, 1002, 1003, 1005, 1007, 1008, 1009];
/** Those after which another attempt would end in the same way. */
const FINAL = [1000, 1008, 4401];

/** What follows from the loss of a socket. */
interface Loss {
  /** Whether the session may go on. */
  kept?: boolean;
  /** Whether there is no other attempt. */
  final?: boolean;
  /** The shortest delay that the server has asked for, in milliseconds; absent: the next attempt follows at once. */
  hint?: number;
}

/**
 * Keeps a client connected: connects, and connects again after a lost connection. A session that has lost its socket stays the current
 * one until an attempt has resumed it, or has opened another in its place.
 */
export class Connection implements SessionOwner {
  readonly session: Session;
  readonly #url: string;
  readonly #options: Options;
  readonly #clock: Clock;
  readonly #listeners: Listeners;
  readonly #above: Above;
  readonly #prepare: (() => unknown) | undefined;
  readonly #backoff: Backoff;
  readonly #credentials: Credentials;
  readonly #ready: Promise<void>;
  #settle!: { resolve(): void; reject(error: ConnectionError): void };
  #unwatch = () => {};

  #state: State = "connecting";
  #info: SessionInfo | undefined;
  #link: Link | undefined;
  /** Changes whenever an earlier attempt does not count any more. */
  #attempt = 0;
  /** The preparation that runs, of the current session. */
  #preparation: object | undefined;
  /** Cancels the next attempt, or the time limit of the current one. */
  #cancel = () => {};
  /** Cancels the end of a session without a socket. */
  #cancelKeep = () => {};
  /** For how long a session outlives its socket, in milliseconds. */
  #keep = 0;
  /** Before this time the server wants no attempt. */
  #notBefore = 0;
  /** Whether the page is in the back/forward cache, or about to go there. */
  #hidden = false;
  #connectedOnce = false;
  /** What a socket has sent that was given up before its welcome must have come, or be lost, before the next one asks for the session. */
  #released: Promise<void> = Promise.resolve();
  #closed: Promise<void> | undefined;

  /**
   * @param prepare lets the application prepare a new session; undefined for nothing
   */
  constructor(
    url: string,
    options: Options,
    clock: Clock,
    listeners: Listeners,
    above: Above,
    prepare: (() => unknown) | undefined,
  ) {
    this.#url = url;
    this.#options = options;
    this.#clock = clock;
    this.#listeners = listeners;
    this.#above = above;
    this.#prepare = prepare;
    this.#backoff = new Backoff(options.retry, clock);
    this.session = new Session(options, clock, listeners, this);
    this.#credentials = new Credentials(
      options.token,
      clock,
      (token) => this.session.refresh(token),
      (error) => listeners.emit("state", this.#state, { error }),
    );
    this.#ready = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
  }

  get state(): State {
    return this.#state;
  }

  get info(): SessionInfo | undefined {
    return this.#info;
  }

  /** Connects; resolves when the first session is ready. */
  start(): Promise<void> {
    this.#unwatch = watchPage({ woke: () => this.#woke(), hid: () => this.#hid() });
    void this.#begin();
    return this.#ready;
  }

  /** Drops the socket and comes back at once. While an attempt is under way there is nothing to drop. */
  reconnect(): void {
    if (this.session.linked) {
      this.#giveUp("reconnecting", { kept: true });
    } else if (this.#state === "disconnected") {
      void this.#begin();
    }
  }

  /** Ends the client; resolves when the socket is closed. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    const link = this.#link;
    this.#end(new ConnectionError("closed", "the client is closed"), {});
    if (link) {
      await Promise.race([link.close(NORMAL), new Promise<void>((resolve) => this.#clock.after(CLOSE_TIME, resolve))]);
    }
  }

  async #begin(): Promise<void> {
    this.#cancel();
    const attempt = ++this.#attempt;
    this.#cancel = this.#clock.after(ATTEMPT_TIME, () => this.#giveUp("the server has not answered in time", { kept: true, hint: 0 }));
    this.#become("connecting", {});
    let token: string | undefined;
    try {
      await this.#released;
      token = await this.#options.token?.();
    } catch (cause) {
      if (attempt === this.#attempt) {
        this.#lost(new ConnectionError("refused", `there is no credential: ${cause}`, undefined, cause), { kept: true, hint: 0 });
      }
      return;
    }
    if (attempt === this.#attempt) {
      this.#open(token);
    }
  }

  #open(token: string | undefined): void {
    try {
      const link: Link = new Link(this.#options.webSocket, this.#url, this.#options.encoding.protocols, {
        opened: () => this.session.opened(link, token),
        message: (raw) => this.session.message(raw),
        closed: (code, reason) => this.#ended(code, reason),
      });
      this.#link = link;
    } catch (cause) {
      this.#lost(new ConnectionError("refused", `there is no socket to be had: ${cause}`, undefined, cause), { final: true });
    }
  }

  begun(how: Resumed, welcome?: Welcome): void {
    this.#cancel();
    this.#cancelKeep();
    this.#keep = (welcome?.keep ?? 0) * 1_000;
    this.#info = welcome ? { id: welcome.session, version: 2, resumed: how } : { id: "", version: 1 };
    this.#expire(welcome?.expires ?? undefined);
    if (how !== "all") {
      this.#preparation = undefined;
    }
    this.#above.begun(how, this.#info.version);
    if (this.session.prepared || !this.#prepare) {
      this.#prepared();
    } else if (!this.#preparation) {
      void this.#runPreparation(this.#prepare);
    }
  }

  /** The application prepares the session, which may lose its socket meanwhile, and get another. */
  async #runPreparation(prepare: () => unknown): Promise<void> {
    const mine = {};
    this.#preparation = mine;
    try {
      await prepare();
    } catch (cause) {
      if (mine === this.#preparation) {
        this.#giveUp(`onSession failed: ${cause}`, { hint: 0 }, UNPREPARED, cause);
      }
      return;
    }
    if (mine === this.#preparation) {
      this.session.prepared = true;
      if (this.session.linked) {
        this.#prepared();
      }
    }
  }

  #prepared(): void {
    this.session.prepared = true;
    this.#connectedOnce = true;
    this.#backoff.connected();
    this.#above.open();
    this.#settle.resolve();
    this.#become("connected", { resumed: this.#info?.resumed });
  }

  packet(packet: Received): void {
    this.#above.packet(packet);
  }

  refreshed(expires: number | undefined, error: string | undefined): void {
    if (error === undefined) {
      this.#expire(expires);
    } else {
      this.#credentials.refused(error);
    }
  }

  #expire(seconds: number | undefined): void {
    const time = seconds === undefined ? undefined : Math.max(0, seconds) * 1_000;
    this.#info = { ...this.#info!, expires: time === undefined ? undefined : this.#clock.now() + time };
    this.#credentials.begin(time);
  }

  violated(why: string): void {
    this.#giveUp(`the server does not keep to the protocol: ${why}`, { hint: 0 }, VIOLATION);
  }

  silent(): void {
    this.#giveUp("the server is silent", { kept: true, hint: 0 });
  }

  #woke(): void {
    this.#hidden = false;
    if (this.#state === "disconnected") {
      this.#schedule(Math.max(0, this.#notBefore - this.#clock.now()));
    } else {
      this.session.probe();
    }
  }

  #hid(): void {
    this.#hidden = true;
    this.#giveUp("the page is put aside", { kept: true });
  }

  /** Gives the socket up, and whatever else the client waits for. */
  #giveUp(why: string, loss: Loss, code = GIVEN_UP, cause?: unknown): void {
    const released = this.#link?.close(code);
    if (released && !this.session.linked) {
      this.#released = released;
    }
    this.#lost(new ConnectionError(this.#connectedOnce ? "lost" : "refused", why, undefined, cause), loss);
  }

  /** The socket has ended. */
  #ended(code: number, reason: string): void {
    const final = FINAL.includes(code);
    const kind = final ? (code === NORMAL ? "closed" : "refused") : this.#connectedOnce ? "lost" : "refused";
    const hint = Number(/\bretry-after=(\d{1,5})\b/.exec(reason)?.[1] ?? 0) * 1_000;
    const what = `${this.#url.replace(/\?.*/, "")} has ended the connection, or cannot be reached (${code}${reason && `, ${reason}`})`;
    this.#lost(new ConnectionError(kind, what, code), { kept: code < 4000 && !ENDING.includes(code), final, hint });
  }

  #lost(error: ConnectionError, { kept = false, final = false, hint }: Loss): void {
    this.#attempt++;
    this.#cancel();
    this.#credentials.stop();
    this.#link = undefined;
    const { linked, version } = this.session;
    this.session.lose();
    if (kept && version === 2) {
      if (linked) {
        this.#cancelKeep = this.#clock.after(this.#keep + CLOSE_TIME, () => this.#forget(error));
        this.#above.gone(error, true);
      }
    } else if (version) {
      this.#forget(error);
    }
    const delay = hint === undefined ? 0 : this.#connectedOnce || this.#options.retry.first ? this.#backoff.next(hint) : undefined;
    if (final || delay === undefined) {
      this.#end(error, { error });
      return;
    }
    this.#notBefore = this.#clock.now() + (hint ?? 0);
    this.#schedule(delay);
    this.#become("disconnected", { retryIn: this.#hidden ? undefined : delay, error });
  }

  /** The session has ended. */
  #forget(error: ConnectionError): void {
    this.#cancelKeep();
    this.#preparation = undefined;
    this.session.forget();
    this.#above.gone(error, false);
  }

  #schedule(delay: number): void {
    this.#cancel();
    if (!this.#hidden) {
      this.#cancel = this.#clock.after(delay, () => void this.#begin());
    }
  }

  /** Ends the client once, for the first reason. */
  #end(error: ConnectionError, detail: StateDetail): void {
    if (this.#state === "closed") {
      return;
    }
    this.#attempt++;
    this.#cancel();
    this.#cancelKeep();
    this.#credentials.stop();
    this.#unwatch();
    this.#preparation = undefined;
    this.#above.ended(error);
    this.session.flush();
    this.session.lose();
    this.session.forget();
    this.#settle.reject(error);
    this.#become("closed", detail);
  }

  #become(state: State, detail: StateDetail): void {
    if (this.#state !== state) {
      this.#state = state;
      this.#listeners.emit("state", state, detail);
    }
  }
}
