import type { ClientOptions } from "../../../main/ts/index.ts";
import { connect, messagePack } from "./client.ts";
import { Server } from "./server.ts";
import { test, type TestOptions } from "./test.ts";

/** The platform's socket, which offers no subprotocol of version 2. */
export class OnlyVersion1 extends WebSocket {
  constructor(url: string | URL, protocols: string | string[] = []) {
    super(
      url,
      [protocols].flat().filter((protocol) => !protocol.includes("v2")),
    );
  }
}

/** A way to speak with a server. */
export interface Kind {
  readonly name: string;
  readonly version: 1 | 2;
  readonly binary: boolean;
  readonly options: ClientOptions;
}

export const json: Kind = { name: "JSON", version: 2, binary: false, options: {} };

export const kinds: readonly Kind[] = [
  json,
  { name: "MessagePack", version: 2, binary: true, options: { encoding: messagePack } },
  { name: "JSON, version 1", version: 1, binary: false, options: { webSocket: OnlyVersion1 } },
  {
    name: "MessagePack, version 1",
    version: 1,
    binary: true,
    options: { encoding: messagePack, webSocket: OnlyVersion1 },
  },
];

/** The server that all tests share. */
export const server = await Server.usual();

/** Declares a test for each kind of connection, or for those of version 2. */
export function testEach(
  name: string,
  run: (kind: Kind) => unknown,
  options: TestOptions & { readonly version?: 2 } = {},
): void {
  for (const kind of kinds) {
    if (kind.version === (options.version ?? kind.version)) {
      test(`${name} (${kind.name})`, () => run(kind), options);
    }
  }
}

/** Connects to a service of the usual server. */
export function open(kind: Kind = json, options: ClientOptions = {}, path = "/ws") {
  return connect(server.url(path), { ...kind.options, ...options });
}
