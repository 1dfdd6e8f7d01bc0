/** The codes of errors that the protocol keeps for itself, in the member `error` of a response. */
export const ErrorCode = {
  INVALID_REQUEST: -32600,
  METHOD_NOT_FOUND: -32601,
  INVALID_PARAMS: -32602,
  INTERNAL: -32603,
  APPLICATION: -32001,
  OVERLOADED: -32003,
} as const;

/**
 * An error that the peer has answered a call with. A function that the page exposes throws it to answer the server with this code,
 * message and data; the codes from -32768 to -32000 are the protocol's, and become -32001 then.
 */
export class RpcError extends Error {
  /** Why the call failed: one of the protocol's codes, which are negative, or one of the application. */
  declare readonly code: number;
  /** What the application has added; `undefined` for nothing. */
  declare readonly data: unknown;
  /** The method that was called; empty for an error that a function of the page throws. */
  declare readonly method: string;

  constructor(code: number, message: string, data?: unknown, method = "") {
    super(message);
    Object.assign(this, { name: "RpcError", code, data, method });
  }
}

/**
 * Why there was no answer:
 *
 * - `lost`: the connection is down and the call surely has not run;
 * - `refused`: the server cannot be reached, or accepts no connection;
 * - `closed`: the client has ended for good;
 * - `unknown-outcome`: the session ended before the answer came, so that the call may have run or not;
 * - `full`: too many calls wait already.
 */
export type ConnectionReason = "lost" | "refused" | "closed" | "unknown-outcome" | "full";

/** A failure of the connection, or of a call because of it. */
export class ConnectionError extends Error {
  declare readonly reason: ConnectionReason;
  /** The close code of the socket, where one is the reason. */
  declare readonly closeCode: number | undefined;

  constructor(reason: ConnectionReason, message: string, closeCode?: number, cause?: unknown) {
    super(message, cause ? { cause } : undefined);
    Object.assign(this, { name: "ConnectionError", reason, closeCode });
  }
}
