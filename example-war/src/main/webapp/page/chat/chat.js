/** The chat: joins rooms, again where a session was lost, and passes what comes on to them. */
import { byId } from "../dom.js";
import { explain } from "../failures.js";
import { Room } from "./room.js";
import { ChatView } from "./view.js";

const TYPING = "typing.";
const TYPING_PAUSE_MILLIS = 2000;
const NAMES = ["Ada", "Alan", "Barbara", "Dennis", "Edsger", "Frances", "Grace", "Hedy", "Katherine", "Linus", "Margaret", "Radia"];

export class Chat {
  #client = null;
  #rooms = new Map();
  #view;
  #name = "";
  #toldTyping = 0;

  constructor() {
    byId("chat-nick").value = NAMES[Math.floor(Math.random() * NAMES.length)];
    this.#view = new ChatView({
      join: (name, room) => this.#join(name, room),
      leave: (room) => this.#leave(room),
      say: (room, text) => this.#say(room, text),
      typing: (room) => this.#tellTyping(room),
    });
  }

  /** A session begins that knows nothing of the rooms. */
  async began(caller) {
    for (const room of this.#rooms.values()) {
      room.present(await caller.call("enter", this.#name, room.name));
    }
  }

  /** @param {Client} client by which it talks from now on */
  use(client) {
    this.#client = client;
    client.on("presence", "*", (change) => this.#rooms.get(change.channel)?.changes(change));
    client.on("gap", (names) => names.forEach((name) => this.#rooms.get(name)?.note("Some messages were lost here.")));
    client.on("state", (state, { resumed } = {}) => {
      if (state === "connected" && resumed === "state") {
        this.#askWhoIsThere();
      }
    });
  }

  /**
   * @param {ChannelMessage} message
   * @returns {boolean} whether it belongs to a room of the chat
   */
  received(message) {
    const { channel, data } = message;
    const typing = channel.startsWith(TYPING);
    const room = this.#rooms.get(typing ? channel.slice(TYPING.length) : channel);
    if (room && typing) {
      room.typing(String(data));
    } else {
      room?.received(message);
    }
    return room !== undefined;
  }

  async #join(name, roomName) {
    const known = this.#rooms.get(roomName);
    const room = known ?? new Room(roomName, (what) => this.#view.changed(room, what));
    this.#rooms.set(roomName, room); // what was said before may come before the answer
    try {
      const members = await this.#client.call("enter", name, roomName);
      this.#name = name;
      room.present(members);
      this.#view.show([...this.#rooms.values()], room, name);
    } catch (error) {
      if (!known) {
        this.#rooms.delete(roomName);
      }
      this.#view.refused(explain(error).text);
    }
  }

  async #leave(room) {
    this.#rooms.delete(room.name);
    this.#view.show([...this.#rooms.values()], [...this.#rooms.values()].at(-1), this.#name);
    try {
      await this.#client.call("exit", room.name);
    } catch (error) {
      this.#view.refused(explain(error).text);
    }
  }

  /** By its key a message that is sent twice, since nobody knew whether it had arrived, is shown once. */
  async #say(room, text) {
    const key = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
    room.said(this.#name, text, key);
    this.#toldTyping = 0;
    try {
      await this.#client.with({ idempotent: true, timeout: 0 }).call("say", room.name, text, key);
    } catch (error) {
      room.refused(key, explain(error).text);
    }
  }

  #tellTyping(room) {
    const now = Date.now();
    if (this.#client.state === "connected" && now - this.#toldTyping > TYPING_PAUSE_MILLIS) {
      this.#toldTyping = now;
      this.#client.call("typing", room.name).catch(() => {}); // nobody misses it
    }
  }

  /** Who came and went while no server had the session was not told. */
  #askWhoIsThere() {
    for (const room of this.#rooms.values()) {
      this.#client.call("members", room.name).then((members) => room.present(members), () => {});
    }
  }
}
