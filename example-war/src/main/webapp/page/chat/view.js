/** The chat as it is shown: the rooms, and of one the messages and who is there. */
import { byId, element, say } from "../dom.js";
import { messageLine } from "./line.js";

export class ChatView {
  #rooms = [];
  #room = null;
  #name = "";
  #shown = new Map();
  #drawing = false;

  /** @param {{join: function, leave: function, say: function, typing: function}} actions what the user may do */
  constructor({ join, leave, say: speak, typing }) {
    byId("chat-join").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#join(byId("chat-nick"), byId("chat-room"), join);
    });
    byId("chat-say").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#say(byId("chat-message"), speak);
    });
    byId("chat-message").addEventListener("input", () => typing(this.#room));
    byId("chat-leave").addEventListener("click", () => {
      leave(this.#room);
      (this.#room === null ? byId("chat-room") : byId("chat-name")).focus();
    });
  }

  /** Shows one of the rooms; none where it is undefined. */
  show(rooms, room, name) {
    const entered = room && room !== this.#room;
    this.#rooms = rooms;
    this.#room = room ?? null;
    this.#name = name;
    byId("chat").dataset.joined = String(rooms.length > 0);
    byId("chat-talk").hidden = byId("chat-here").hidden = !room;
    byId("chat-rooms").hidden = rooms.length < 2;
    this.refused("");
    if (room) {
      byId("chat-name").textContent = room.name;
    }
    if (entered) {
      byId("chat-messages").replaceChildren();
      this.#shown.clear();
      byId("chat-message").focus();
    }
    this.#draw();
    this.#drawRooms();
  }

  /** Something of a room has changed. */
  changed(room, what) {
    if (room !== this.#room) {
      this.#drawRooms();
    } else if (what === "lines") {
      this.#drawSoon();
    } else if (what === "members") {
      this.#drawMembers();
    } else {
      this.#drawTyping();
    }
  }

  /** Says why a room could not be joined or left; an empty text takes that back. */
  refused(why) {
    const form = byId("chat-join");
    form.querySelector(".form-error")?.remove();
    if (why) {
      form.append(element("p", { class: "form-error bad", role: "alert" }, why));
    }
  }

  #join(nick, room, join) {
    const missing = [nick, room].find((input) => input.value.trim() === "");
    [nick, room].forEach((input) => input.setAttribute("aria-invalid", String(input === missing)));
    if (missing) {
      missing.focus();
      this.refused(missing === nick ? "Write your name first." : "Write a room first.");
    } else {
      join(nick.value.trim(), room.value.trim());
    }
  }

  #say(input, speak) {
    const text = input.value;
    if (text.trim() !== "") {
      input.value = "";
      speak(this.#room, text);
    }
    input.focus();
  }

  /** Many messages of one moment are drawn together. */
  #drawSoon() {
    if (!this.#drawing) {
      this.#drawing = true;
      setTimeout(() => {
        this.#drawing = false;
        this.#draw();
      }, 30);
    }
  }

  #draw() {
    const room = this.#room;
    if (room === null) {
      return;
    }
    const list = byId("chat-messages");
    const frame = byId("chat-scroll");
    const atEnd = frame.scrollHeight - frame.scrollTop - frame.clientHeight < 80;
    const kept = new Set(room.lines);
    for (const [line, item] of this.#shown) {
      if (!kept.has(line)) {
        item.remove();
        this.#shown.delete(line);
      }
    }
    room.lines.forEach((line, i) => {
      if (!this.#shown.has(line)) {
        const item = messageLine(line, room.lines[i - 1], this.#name);
        this.#shown.set(line, item);
        list.append(item); // new lines come last
      }
    });
    room.unread = 0;
    if (atEnd) {
      frame.scrollTop = frame.scrollHeight;
    }
    this.#drawMembers();
    this.#drawTyping();
  }

  #drawMembers() {
    const names = [...this.#room.members.values()].sort((a, b) => a.localeCompare(b));
    say(byId("chat-here-title"), `Here now: ${names.length}`);
    byId("chat-members").replaceChildren(...names.map((name) => element("li", {},
      element("span", { class: "face", "aria-hidden": "true" }, name.slice(0, 1).toUpperCase()), name)));
  }

  #drawTyping() {
    const names = this.#room.typers;
    say(byId("chat-typing"), names.length === 0 ? ""
      : `${names.slice(0, 3).join(", ")} ${names.length === 1 ? "is" : "are"} typing …`);
  }

  #drawRooms() {
    byId("chat-room-list").replaceChildren(...this.#rooms.map((room) => element("li", {},
      element("button", {
        type: "button",
        class: "quiet",
        "aria-current": room === this.#room ? "true" : null,
        click: () => this.show(this.#rooms, room, this.#name),
      }, room.name, ...(room !== this.#room && room.unread > 0
        ? [element("span", { class: "tag accent" }, String(room.unread), element("span", { class: "unseen" }, " unread"))]
        : [])))));
  }
}
