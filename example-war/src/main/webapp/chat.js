/** A chat room: joins a channel, shows who is there, what was said before, what others send to it, and broadcasts. */

const BROADCAST = 1;
const CHANNEL = 2;
const LONGEST_TALK = 200;
const BEFORE = 20;
const LOOK_MILLIS = 10000;

/** Whether the service keeps what is said in a room, and knows who is there. */
function remembers(room) {
  return room.startsWith("room.");
}

export class Chat {
  #form;
  #lines;
  #present;
  #service;
  #connected = false;
  /** The name that the connection has been logged in by; null where it has not. */
  #loggedIn = null;
  /** Where it is, and by which name: an object with name and room, or null. */
  #member = null;

  /**
   * @param {HTMLFormElement} form with the fields username, room and msg and the buttons join and send
   * @param {HTMLElement} lines a list, where the talk is shown
   * @param {HTMLElement} present where those in the room are shown
   */
  constructor(form, lines, present) {
    this.#form = form;
    this.#lines = lines;
    this.#present = present;
    setInterval(() => this.#look(), LOOK_MILLIS);
    form.elements.join.onclick = () => this.#joinAsWritten();
    form.elements.username.onkeydown = form.elements.room.onkeydown = (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        form.elements.join.click();
      }
    };
    form.onsubmit = (event) => {
      event.preventDefault();
      if (!form.elements.send.disabled) {
        this.#send();
      }
    };
  }

  /** @param {Service} service what it calls; it has to pass its messages on to {@link received} */
  use(service) {
    this.#service = service;
  }

  /** A lost connection has left the room, so it is joined again when there is a new one. */
  connected(yes) {
    this.#connected = yes;
    this.#form.elements.join.disabled = !yes;
    this.#form.elements.send.disabled = true;
    this.#loggedIn = null;
    if (yes && this.#member !== null) {
      this.#join(this.#member);
    }
  }

  /** Shows a message that is no answer to a call. */
  received({ source, channel, data }) {
    if (source === CHANNEL) {
      // The room may be a pattern, and other channels can be joined by a call of their own.
      const { user = "Somebody", msg = JSON.stringify(data) } = data ?? {};
      this.#say(channel === this.#member?.room ? user : `${user} in ${channel}`, msg);
    } else if (source === BROADCAST) {
      this.#say("Broadcast", typeof data === "string" ? data : JSON.stringify(data));
    }
  }

  #joinAsWritten() {
    const { username, room } = this.#form.elements;
    const missing = [username, room].find((field) => field.value.trim() === "");
    if (missing) {
      this.#add("error", `Write a ${missing === room ? "room" : "name"} first.`);
      missing.focus();
      return;
    }
    this.#join({ name: username.value.trim(), room: room.value.trim() });
  }

  #join(member) {
    // To log in once more would take back a role that the connection has been given since.
    if (this.#loggedIn !== member.name) {
      this.#call("login", { username: member.name }, () => { this.#loggedIn = member.name; });
    }
    this.#call("join", { room: member.room }, (answer) => {
      const before = this.#member;
      this.#member = member;
      if (before?.room !== member.room) {
        this.#recall(member.room);
      }
      this.#look();
      this.#form.elements.send.disabled = false;
      this.#add("note", answer);
      if (before !== null && before.room !== member.room) {
        this.#call("leave", { room: before.room }, (left) => this.#add("note", left));
      }
    });
  }

  /** Shows what was said in a room before it was joined. */
  #recall(room) {
    if (remembers(room)) {
      this.#call("history", { room, limit: BEFORE }, (said) => {
        said.forEach(({ user, msg }) => this.#say(user, msg, "before"));
      });
    }
  }

  /** Shows who is in the room. On version 1 of the protocol, which the page speaks, nobody tells it of changes. */
  #look() {
    const room = this.#member?.room;
    if (room === undefined || !remembers(room)) {
      this.#show("");
    } else if (this.#connected && !document.hidden) {
      this.#call("members", { room }, (members) => {
        const names = members.map(({ id, info }) => info ?? id);
        this.#show(`In ${room}: ${names.sort().join(", ")}`);
      });
    }
  }

  #show(present) {
    if (this.#present.textContent !== present) {
      this.#present.textContent = present; // a screen reader says it then
    }
  }

  #send() {
    const { msg } = this.#form.elements;
    const text = msg.value;
    msg.focus();
    if (text.trim() === "") {
      return;
    }
    msg.value = "";
    const { room } = this.#member;
    this.#call("send_message", { room, msg: text }, () => this.#say("You", text), () => {
      msg.value ||= text;
    });
  }

  #call(method, kwargs, done, failed = () => {}) {
    this.#service.call(method, kwargs, {
      result: done,
      error: (code, message) => {
        this.#add("error", message);
        failed();
      },
    });
  }

  #say(who, text, kind = "said") {
    this.#add(kind, Object.assign(document.createElement("b"), { textContent: who }), " ", text);
  }

  #add(kind, ...content) {
    const atEnd = this.#lines.scrollHeight - this.#lines.scrollTop - this.#lines.clientHeight < 40;
    const line = document.createElement("li");
    line.className = kind;
    line.append(...content);
    this.#lines.append(line);
    while (this.#lines.childElementCount > LONGEST_TALK) {
      this.#lines.firstElementChild.remove();
    }
    if (atEnd) {
      this.#lines.scrollTop = this.#lines.scrollHeight;
    }
  }
}
