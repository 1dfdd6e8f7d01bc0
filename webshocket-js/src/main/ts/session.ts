import type { Packet, Resumed, SessionMessage } from "./api.ts";
import type { Below, Raw } from "./between.ts";
import type { Clock } from "./clock.ts";
import { ConnectionError } from "./errors.ts";
import { type Frames, makeFrames } from "./frames.ts";
import type { Listeners } from "./listeners.ts";
import { makeLiveness } from "./liveness.ts";
import type { Options } from "./options.ts";
import { makePositions } from "./positions.ts";
import { isCount, isText, read, Source } from "./values.ts";

/** How many bytes may wait or be unconfirmed before there is no room. */
const OUTBOUND_BYTES = 1 << 20;
/** How many bytes the platform may hold: acks and beats have to come through soon. */
const SOCKET_BYTES = 128 << 10;
/** The `readyState` of a socket that takes messages. A page's console complains of those that a closing one is given. */
const OPEN = 1;
/** How often to look whether the platform has sent them, in milliseconds: it does not tell. */
const DRAIN_TIME = 10;
/** When to confirm what was received, at the latest: half of what the protocol allows. */
const ACK_PACKETS = 32;
const ACK_BYTES = 32 << 10;
const ACK_TIME = 500;

/** Gets what a session is told, but for its packets. */
export interface SessionOwner {
  /** There is a socket for the session, or for a new one in its place. Without a `welcome` on version 1. */
  begun(how: Resumed, welcome?: SessionMessage): void;
  /** The server has answered a new credential. */
  refreshed(answer: SessionMessage): void;
  /** The server does not keep to the protocol: a member of a packet is not what it has to be. */
  violated(member: string): void;
  /** The server is gone, though the socket is open. */
  silent(): void;
}

/**
 * The sessions of one client, one after another, and the socket of the current one: section "Session" of the wire protocol. On version 1 a
 * session has one socket, numbers nothing and ends with it.
 */
export interface Session extends Below {
  /** Returns the version of the protocol that the session speaks; undefined for no session. */
  version(): 1 | 2 | undefined;
  /** Tells whether a socket has been welcomed and is not lost. */
  linked(): boolean;
  /** Whether the application has prepared the session. */
  prepared: boolean;
  /** A socket is open: asks for the session on version 2, has a new one on version 1. */
  opened(socket: WebSocket, token: string | undefined): void;
  /** A message has come on the socket. */
  message(raw: Raw): void;
  /** The socket is lost, or given up. */
  lose(): void;
  /** Ends the session; there is none then. */
  forget(): void;
  /** Gives the socket all that waits, whether it has room or not: it is closed next. */
  flush(): void;
  /** The page has woken up. */
  probe(): void;
}

/**
 * Makes it without a session.
 *
 * @param deliver takes each packet that is not of source SESSION, once and in order
 */
export function makeSession(
  { encoding, bigint }: Options,
  clock: Clock,
  { has, emit }: Listeners,
  deliver: (packet: Packet) => void,
  owner: SessionOwner,
): Session {
  const positions = makePositions(clock);
  const liveness = makeLiveness(clock, () => control({ type: "beat" }), owner.silent);
  let frames: Frames = makeFrames();
  let version: 1 | 2 | undefined;
  let socket: WebSocket | undefined;
  let linked = false;
  /** The secret of the newest welcome, by which the server knows the session. */
  let secret: string | undefined;
  let received = 0;
  /** What was received and is not confirmed. */
  let packets = 0;
  let bytes = 0;
  let cancelAck: (() => void) | undefined;
  let cancelDrain: (() => void) | undefined;
  const waiters: (() => void)[] = [];

  const session: Session = {
    prepared: false,
    version: () => version,
    linked: () => linked,
    opened(opened, token) {
      socket = opened;
      if (socket.protocol !== encoding.protocols[0]) {
        replace(1);
        linked = true;
        owner.begun("no");
        return;
      }
      control({ type: "hello", resume: secret, received, positions: positions.hello(), token });
    },
    message,
    lose() {
      socket = undefined;
      linked = false;
      liveness.stop();
      stopTimers();
    },
    forget() {
      secret = undefined;
      replace(undefined);
    },
    flush: () => pump(Infinity),
    probe: liveness.probe,
    send(packet, raw = encoding.encode(packet)) {
      if (!version) {
        throw new ConnectionError("lost", "no session");
      }
      const ticket = frames.add(raw);
      pump();
      return ticket;
    },
    room,
    whenRoom: () => new Promise((resolve) => (room() ? resolve() : waiters.push(resolve))),
  };
  return session;

  function room(): boolean {
    return frames.held() < OUTBOUND_BYTES;
  }

  function replace(by: 1 | 2 | undefined): void {
    version = by;
    received = 0;
    frames = makeFrames();
    session.prepared = false;
    wake();
  }

  function message(raw: Raw): void {
    const packet = read(encoding, raw, bigint);
    tell("received", raw, packet);
    const inner = packet.source === Source.SESSION ? ((packet.session ?? {}) as SessionMessage) : undefined;
    if (!linked) {
      welcomed((inner ?? {}) as Required<SessionMessage>);
    } else if (version === 1) {
      deliver(packet);
    } else if (!inner) {
      count(raw);
      if (positions.takes(packet)) {
        heard();
        // Last: what the application does with it may end the connection.
        deliver(packet);
      }
    } else {
      about(inner, raw);
    }
  }

  /** The first packet of a server has come. */
  function welcomed(welcome: Required<SessionMessage>): void {
    const { type, session: id, resume, resumed, received: had, keep, beat } = welcome;
    const goesOn = resumed === "all";
    if (type !== "welcome" || ![id, resume].every(isText) || ![had, keep, beat].every(isCount)) {
      owner.violated("welcome");
    } else if (goesOn && !(secret && frames.restart(had))) {
      owner.violated("resumed");
    } else {
      positions.welcomed(welcome);
      if (!goesOn) {
        const kept = session.prepared && resumed === "state";
        replace(2);
        session.prepared = kept;
      }
      secret = resume;
      linked = true;
      liveness.start(beat * 1_000);
      ack();
      pump();
      owner.begun(resumed, welcome);
    }
  }

  /** Takes a message of the session itself. */
  function about(inner: SessionMessage, raw: Raw): void {
    const { type, received: had } = inner;
    if (type === "ack") {
      liveness.heard();
      if (isCount(had) && frames.confirm(had)) {
        pump();
      } else {
        owner.violated("ack");
      }
    } else if (type === "beat") {
      positions.told(inner.positions);
      heard();
      liveness.heard();
    } else if (!isText(type) || type === "welcome" || type === "hello") {
      owner.violated("session");
    } else {
      count(raw);
      if (type === "gap") {
        emit("gap", inner.channels);
      } else if (type === "refreshed") {
        owner.refreshed(inner);
      }
    }
  }

  /** Counts a packet before it is processed: once counted, it is processed, whatever happens to the socket. */
  function count(raw: Raw): void {
    received++;
    bytes += raw.length;
    if (++packets >= ACK_PACKETS || bytes >= ACK_BYTES) {
      ack();
    } else {
      cancelAck ??= clock.after(ACK_TIME, ack);
    }
    liveness.heard();
  }

  /** While the application prepares the session, it may still subscribe to what it has missed. */
  function heard(): void {
    if (session.prepared) {
      positions.heard();
    }
  }

  function ack(): void {
    cancelAck?.();
    cancelAck = undefined;
    packets = bytes = 0;
    control({ type: "ack", received });
  }

  /** Sends a packet that is not numbered, ahead of all that wait. A socket that closes needs none any more. */
  function control(inner: SessionMessage): void {
    if (socket!.readyState === OPEN) {
      write(encoding.encode({ source: Source.SESSION, session: inner }));
    }
  }

  function write(raw: Raw): void {
    socket!.send(raw);
    liveness.sent();
    tell("sent", raw);
  }

  /** Gives the socket what waits, as long as it is open and has room. What a closing one does not get waits for the next one. */
  function pump(most = SOCKET_BYTES): void {
    while (linked && socket!.readyState === OPEN) {
      if (socket!.bufferedAmount >= most) {
        cancelDrain ??= clock.after(DRAIN_TIME, () => {
          cancelDrain = undefined;
          pump();
        });
        break;
      }
      const raw = frames.next();
      if (!raw) {
        break;
      }
      write(raw);
      if (version === 1) {
        frames.confirm();
      }
    }
    if (room()) {
      wake();
    }
  }

  function wake(): void {
    waiters.splice(0).forEach((resolve) => resolve());
  }

  function stopTimers(): void {
    cancelAck?.();
    cancelDrain?.();
    cancelAck = cancelDrain = undefined;
  }

  /** Shows a packet to tools. */
  function tell(direction: "sent" | "received", raw: Raw, packet?: Packet): void {
    if (has("packet")) {
      emit("packet", direction, packet ?? encoding.decode(raw, bigint), raw);
    }
  }
}
