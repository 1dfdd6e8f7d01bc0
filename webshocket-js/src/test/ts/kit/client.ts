/* The client as it is published: the bundles, if the option `bundle` says where they are, else the sources. */
import type * as Sources from "../../../main/ts/index.ts";
import type * as MessagePackSources from "../../../main/ts/msgpack.ts";
import { option } from "./options.ts";

const bundle = option("bundle");
const client = (
  bundle === undefined ? await import("../../../main/ts/index.ts") : await import(`${bundle}/webshocket.js`)
) as typeof Sources;
const more = (
  bundle === undefined ? await import("../../../main/ts/msgpack.ts") : await import(`${bundle}/webshocket-msgpack.js`)
) as typeof MessagePackSources;

export const { connect, named, upload, ConnectionError, RpcError } = client;
export const { messagePack } = more;
export type ConnectionError = Sources.ConnectionError;
export type RpcError = Sources.RpcError;
export type * from "../../../main/ts/index.ts";
