/** Opens the connection, asks the service what it offers, and gives both to the tabs. */
import { connect } from "../webshocket/webshocket.js";
import { Chat } from "./chat/chat.js";
import { Cut } from "./connection/cut.js";
import { Facts } from "./connection/facts.js";
import { PacketLog } from "./connection/log.js";
import { Description } from "./description.js";
import { byId } from "./dom.js";
import { explain } from "./failures.js";
import { Limits } from "./limits/limits.js";
import { Live } from "./live/live.js";
import { Notices } from "./notices.js";
import { Packets } from "./packets.js";
import { ask } from "./question.js";
import { Status } from "./status.js";
import { Shout } from "./stream/shout.js";
import { Upload } from "./stream/upload.js";
import { Words } from "./stream/words.js";
import { Tabs } from "./tabs.js";
import { TryIt } from "./try/list.js";

const BROADCAST = 1;
const CUSTOM = 4;

const tabs = new Tabs();
const status = new Status();
const chat = new Chat();
tabs.start();

try {
  await begin();
} catch (error) {
  status.show("closed");
  byId("service-about").textContent = `The service cannot be used: ${explain(error).text}`;
}

async function begin() {
  const client = await connect("ws", {
    retry: { first: true },
    onSession: (caller) => chat.began(caller),
    expose: { answer: ask },
  });
  const packets = new Packets();
  packets.observe(client);
  status.follow(client);
  chat.use(client);
  receive(client);

  const facts = new Facts(client);
  const log = new PacketLog(packets);
  new Cut(client);
  new Words(client);
  new Upload(client);
  new Shout(client);
  const live = new Live(client);
  document.querySelectorAll("[data-later]").forEach((button) => { button.disabled = false; });
  tabs.on("connection", (shown) => {
    facts.shown(shown);
    log.shown(shown);
  });
  tabs.on("live", (shown) => live.shown(shown));

  const description = new Description(await client.call("rpc.discover"));
  new TryIt({ client, description, packets, address: new URL(client.url) });
  const limits = new Limits({ client, description });
  tabs.on("limits", (shown) => limits.shown(shown));
}

/** Shows what comes without being asked for. */
function receive(client) {
  const notices = new Notices();
  client.on("message", ({ source, data }) => {
    if (source === BROADCAST || source === CUSTOM) {
      notices.add(source === BROADCAST ? "To all" : "To you", data);
    }
  });
  client.on("channel", "*", (message) => {
    if (!chat.received(message)) {
      notices.add(message.channel, message.data);
    }
  });
}
