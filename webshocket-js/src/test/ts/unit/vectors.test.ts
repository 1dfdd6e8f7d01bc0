import { json } from "../../../main/ts/json.ts";
import { messagePack } from "../../../main/ts/msgpack.ts";
import { isRequest, read, Source } from "../../../main/ts/values.ts";
import { equal, ok, test } from "../kit/test.ts";
import { vectors } from "../kit/vectors.ts";

const { packets, input } = await vectors();

const ENCODINGS = { json, msgpack: messagePack };

/**
 * What the client accepts, unlike a server: JavaScript does not tell a float from an integer, and JSON.parse takes numbers of any size.
 * Unknown types are ignored.
 */
const ACCEPTED = new Set([
  "msgpack integer source as float",
  "json source a float",
  "json lone surrogate",
  "json nested 20000 arrays",
  "json huge exponent",
  "json huge integer",
  "json rpc of unknown type",
  "msgpack rpc of unknown type",
]);

function binary(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

for (const packet of packets) {
  test(`packet: ${packet.name}`, () => {
    for (const bigint of [false, true]) {
      const fromBytes = messagePack.decode(binary(packet.msgpack), bigint);
      const fromText = json.decode(packet.json, bigint);
      equal(json.decode(json.encode(fromBytes) as string, bigint), fromText);
      equal(json.decode(json.encode(fromText) as string, bigint), fromText);
      equal(messagePack.decode(messagePack.encode(fromBytes), bigint), fromBytes);
      equal(read(messagePack, binary(packet.msgpack), bigint), fromBytes);
      equal(read(json, packet.json, bigint), fromText);
    }
  });
}

for (const { name, encoding, bytes, accepted } of input) {
  test(`input: ${encoding} ${name}`, () => {
    const received = read(ENCODINGS[encoding as "json"], binary(bytes), true);
    const isPacket = received.source !== Source.UNKNOWN;
    const isAccepted = isPacket && (received.rpc?.type !== "request" || isRequest(received.rpc));
    equal(isAccepted, accepted || ACCEPTED.has(`${encoding} ${name}`));
    ok(isPacket || received.data instanceof Uint8Array);
  });
}
