import type { Client, Resumed, SessionInfo, SessionMessage, State } from "./api.ts";
import { makeBackoff } from "./backoff.ts";
import type { Above } from "./between.ts";
import type { Clock } from "./clock.ts";
import { makeCredentials } from "./credentials.ts";
import { ConnectionError } from "./errors.ts";
import type { Listeners } from "./listeners.ts";
import type { Options } from "./options.ts";
import { watchPage } from "./page.ts";
import { makeSession, type Session } from "./session.ts";
import { isText, Source } from "./values.ts";

/** How long an attempt to connect may take, with the application's token and the handshake, in milliseconds. */
const ATTEMPT_TIME = 30_000;
/** How long a closing socket is waited for, in milliseconds. */
const CLOSE_TIME = 5_000;

/** The code with which a socket is given up and its session kept. */
const GIVEN_UP = 3000;
/** The codes with which this side ends a session. A page may not send those of the protocol. */
const NORMAL = 1000;
const UNPREPARED = 4000;
const VIOLATION = 4002;
/** The close codes of a server that end the session with the socket, beside those from 4000 on. */
const ENDING = [1000, 1002, 1003, 1005, 1007, 1008, 1009];
/** Those after which another attempt would end in the same way. */
const FINAL = [1000, 1008, 4401];

/**
 * Keeps a client connected: connects, and connects again after a lost connection. A session that has lost its socket stays the current
 * one until an attempt has resumed it, or has opened another in its place.
 */
export interface Connection {
  readonly link: Session;
  /** Connects; resolves when the first session is ready. */
  start(): Promise<void>;
  /** What of a client is about its connection. */
  readonly client: Pick<Client, "url" | "state" | "session" | "reconnect" | "close" | typeof Symbol.asyncDispose>;
}

/**
 * Makes it without a socket.
 *
 * @param prepare lets the application prepare a new session
 */
export function makeConnection(
  url: string,
  options: Options,
  clock: Clock,
  listeners: Listeners,
  above: Above,
  prepare: (() => unknown) | undefined,
): Connection {
  const { now, after } = clock;
  const backoff = makeBackoff(options.retry, clock);
  const credentials = makeCredentials(
    options.token,
    clock,
    (token) => session.send({ source: Source.SESSION, session: { type: "refresh", token } }),
    (error) => listeners.emit("state", state, { error }),
  );
  const session = makeSession(options, clock, listeners, above.packet, {
    begun,
    refreshed({ error, message, expires }) {
      if (error == null) {
        expire(expires);
      } else {
        credentials.failed(message);
      }
    },
    violated: (member) => giveUp(`protocol violated: ${member}`, VIOLATION, 0),
    silent: () => giveUp("server silent", GIVEN_UP, 0),
  });
  let unwatch = () => {};
  let state: State | undefined;
  let info: SessionInfo | undefined;
  let socket: WebSocket | undefined;
  /** Changes whenever an earlier attempt does not count any more. */
  let attempt = 0;
  /** The preparation that runs, of the current session. */
  let preparation: object | undefined;
  /** Cancels the next attempt, or the time limit of the current one. */
  let cancel = () => {};
  /** Before this time the server wants no attempt. */
  let notBefore = 0;
  /** Whether the page is in the back/forward cache, or about to go there. */
  let hidden = false;
  let connectedOnce = false;
  /** What a socket has sent that was given up before its welcome must have come, or be lost, before the next one asks for the session. */
  let released: Promise<unknown> | undefined;
  let closed: Promise<void> | undefined;
  let resolve: () => void;
  let reject: (error: ConnectionError) => void;

  const close = () => (closed ??= closeOnce());

  return {
    link: session,
    start() {
      unwatch = watchPage(woke, () => {
        hidden = true;
        giveUp("page hidden", GIVEN_UP);
      });
      return new Promise((...settle) => {
        [resolve, reject] = settle;
        void begin();
      });
    },
    client: {
      url,
      get state() {
        return state!;
      },
      get session() {
        return info;
      },
      reconnect() {
        if (session.linked()) {
          giveUp("reconnecting", GIVEN_UP);
        } else if (state === "disconnected") {
          void begin();
        }
      },
      close,
      [Symbol.asyncDispose]: close,
    },
  };

  async function closeOnce(): Promise<void> {
    const open = socket;
    end(new ConnectionError("closed", "client closed"));
    if (open) {
      await new Promise<void>((done) => {
        void closing(open, NORMAL).then(after(CLOSE_TIME, done)).then(done);
      });
    }
  }

  async function begin(): Promise<void> {
    cancel();
    const mine = ++attempt;
    cancel = after(ATTEMPT_TIME, () => giveUp("no answer", GIVEN_UP, 0));
    become("connecting", {});
    try {
      await released;
      const token = await options.token?.();
      if (mine === attempt) {
        open(token);
      }
    } catch (cause) {
      if (mine === attempt) {
        lost(new ConnectionError("refused", `not opened: ${cause}`, undefined, cause), true, 0);
      }
    }
  }

  function open(token: string | undefined): void {
    // Version 1 takes no credential.
    const { protocols } = options.encoding;
    const opened = new options.webSocket(url, protocols.slice(0, options.token ? 1 : 2));
    socket = opened;
    opened.binaryType = "arraybuffer";
    opened.onopen = () => {
      if (options.token && opened.protocol !== protocols[0]) {
        giveUp("server takes no token", NORMAL, 0, undefined, true);
      } else {
        session.opened(opened, token);
      }
    };
    opened.onmessage = ({ data }) => session.message(isText(data) ? data : new Uint8Array(data));
    // An error is followed by no end in Node 20.
    opened.onclose = opened.onerror = (event) => {
      const { code = 1006, reason = "" } = event as CloseEvent;
      opened.onclose = opened.onerror = null;
      const final = FINAL.includes(code);
      const hint = 1_000 * Number(/\bretry-after=(\d{1,5})\b/.exec(reason)?.[1] ?? 0);
      const kind = connectedOnce && !final ? "lost" : "refused";
      lost(new ConnectionError(kind, `closed: ${code} ${reason}`, code), code < 4000 && !ENDING.includes(code), hint, final);
    };
  }

  function begun(how: Resumed, welcome?: SessionMessage): void {
    cancel();
    info = welcome ? { id: welcome.session!, version: 2, resumed: how } : { id: "", version: 1 };
    expire(welcome?.expires);
    if (how !== "all") {
      preparation = undefined;
    }
    above.begun(how, info.version);
    if (session.prepared || !prepare) {
      ready();
    } else if (!preparation) {
      void runPreparation(prepare);
    }
  }

  /** The application prepares the session, which may lose its socket meanwhile, and get another. */
  async function runPreparation(run: () => unknown): Promise<void> {
    const mine = (preparation = {});
    try {
      await run();
      if (mine === preparation) {
        session.prepared = true;
        if (session.linked()) {
          ready();
        }
      }
    } catch (cause) {
      if (mine === preparation) {
        giveUp(`onSession failed: ${cause}`, UNPREPARED, 0, cause);
      }
    }
  }

  function ready(): void {
    session.prepared = connectedOnce = true;
    backoff.connected();
    above.open();
    resolve();
    become("connected", { resumed: info?.resumed });
  }

  function expire(seconds: number | null | undefined): void {
    const time = seconds == null ? undefined : 1_000 * seconds;
    info = { ...info!, expires: time === undefined ? undefined : now() + time };
    credentials.begin(time);
  }

  function woke(): void {
    hidden = false;
    if (state === "disconnected") {
      schedule(Math.max(0, notBefore - now()));
    } else {
      session.probe();
    }
  }

  /** Gives the socket up, and whatever else the client waits for; the rest as of `lost`. */
  function giveUp(why: string, code: number, hint?: number, cause?: unknown, final?: boolean): void {
    const leaving = socket && closing(socket, code);
    if (!session.linked()) {
      released = leaving;
    }
    lost(new ConnectionError(connectedOnce ? "lost" : "refused", why, undefined, cause), code === GIVEN_UP, hint, final);
  }

  /**
   * The socket is lost, or there is none to be had.
   *
   * @param kept whether the session may go on
   * @param hint the shortest delay that the server has asked for, in milliseconds; undefined: the next attempt follows at once
   * @param final whether there is no other attempt
   */
  function lost(error: ConnectionError, kept: boolean, hint?: number, final?: boolean): void {
    attempt++;
    cancel();
    credentials.stop();
    socket = undefined;
    const linked = session.linked();
    session.lose();
    if (kept && session.version() === 2) {
      if (linked) {
        above.gone(error, true);
      }
    } else if (session.version()) {
      preparation = undefined;
      session.forget();
      above.gone(error, false);
    }
    const delay = hint === undefined ? 0 : connectedOnce || options.retry.first ? backoff.next(hint) : undefined;
    if (final || delay === undefined) {
      end(error);
    } else {
      notBefore = now() + (hint ?? 0);
      schedule(delay);
      become("disconnected", { error, retryIn: delay });
    }
  }

  function schedule(delay: number): void {
    cancel();
    if (!hidden) {
      cancel = after(delay, () => void begin());
    }
  }

  /** Ends the client once, for the first reason. */
  function end(error: ConnectionError): void {
    if (state !== "closed") {
      attempt++;
      cancel();
      credentials.stop();
      unwatch();
      preparation = undefined;
      above.ended(error);
      session.flush();
      session.lose();
      session.forget();
      reject(error);
      become("closed", { error });
    }
  }

  function become(next: State, detail: object): void {
    if (state !== next) {
      state = next;
      listeners.emit("state", next, detail);
    }
  }
}

/** Closes a socket after what it was given, and hears nothing more of it; resolves when the platform has released it. */
function closing(socket: WebSocket, code: number): Promise<unknown> {
  return new Promise((resolve) => {
    socket.onopen = socket.onmessage = null;
    socket.onclose = socket.onerror = resolve;
    socket.close(code);
  });
}
