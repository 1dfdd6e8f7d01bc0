/** What went wrong, in a sentence. */
import { ConnectionError, RpcError } from "../webshocket/webshocket.js";

const NAMES = {
  "-32700": "no JSON",
  "-32600": "invalid request",
  "-32601": "method not found",
  "-32602": "invalid parameters",
  "-32603": "internal error",
  "-32000": "rate limited",
  "-32001": "application error",
  "-32002": "access denied",
  "-32003": "overloaded",
};

const REASONS = {
  lost: "The connection was lost.",
  refused: "The server refuses the connection.",
  closed: "The connection is closed.",
  "unknown-outcome": "The session ended on the way: nobody knows whether the call ran.",
  full: "Too many calls wait for the connection.",
};

/** @returns {string} the name of an error code */
export function codeName(code) {
  return NAMES[code] ?? "error of the application";
}

/** @returns {{title: string, text: string, data: any}} an error as the page shows it */
export function explain(error) {
  if (error instanceof RpcError) {
    return { title: `Error ${error.code}, ${codeName(error.code)}`, text: error.message, data: error.data };
  }
  if (error instanceof ConnectionError) {
    return { title: "No answer", text: REASONS[error.reason] ?? error.message };
  }
  if (error?.name === "TimeoutError") {
    return { title: "No answer", text: "The time limit is over." };
  }
  return { title: "Failed", text: String(error?.message ?? error) };
}

/** Whether a call ended because the page has cancelled it. */
export function cancelled(error) {
  return error?.name === "AbortError";
}
