/** A room: what was said, who is there, who is typing. It knows nothing of the document. */

const LONGEST = 300;
const TYPING_MILLIS = 4000;

export class Room {
  /** Who is there, by id: the name. */
  members = new Map();
  /** Lines, the oldest first. */
  lines = [];
  unread = 0;
  #typing = new Map();
  #seen = new Set();
  #changed;

  /**
   * @param {string} name
   * @param {function(string)} changed is told what has changed: lines, members or typing
   */
  constructor(name, changed) {
    this.name = name;
    this.#changed = changed;
  }

  /** Begins anew with those who are there. */
  present(members) {
    this.members.clear();
    this.changes({ joined: members, left: [] });
  }

  /** Somebody has come or gone; who is told twice is there once. */
  changes({ joined, left }) {
    left.forEach(({ id }) => this.members.delete(id));
    joined.forEach(({ id, info }) => this.members.set(id, typeof info === "string" ? info : id));
    this.#changed("members");
  }

  /**
   * A message has come. One that was sent twice, or is delivered again in another session, is known by its key or its
   * position.
   */
  received({ data, position, timestamp }) {
    const { user, msg, key } = typeof data === "object" && data !== null ? data : { msg: data };
    const marks = [position, key && `key ${key}`].filter((mark) => mark);
    if (marks.some((mark) => this.#seen.has(mark))) {
      return;
    }
    marks.forEach((mark) => this.#remember(mark));
    this.#stopTyping(user);
    const sent = this.lines.findIndex((line) => line.waits && line.key === key);
    if (sent >= 0) {
      this.lines.splice(sent, 1);
    }
    this.#add({
      kind: "said",
      user: String(user ?? "Somebody"),
      text: typeof msg === "string" ? msg : JSON.stringify(msg ?? data),
      time: timestamp ? new Date(timestamp * 1000) : new Date(),
      mine: sent >= 0,
    });
  }

  /** The user has said something that is still on its way. */
  said(user, text, key) {
    this.#add({ kind: "said", user, text, time: new Date(), key, mine: true, waits: true });
  }

  /** What the user has said did not arrive. */
  refused(key, why) {
    const at = this.lines.findIndex((line) => line.waits && line.key === key);
    if (at >= 0) {
      const { text } = this.lines[at];
      this.lines.splice(at, 1);
      this.note(`${text} (not sent: ${why})`, "error");
    }
  }

  note(text, kind = "note") {
    this.#add({ kind, text, time: new Date() });
  }

  /** Somebody is typing, for some seconds from now. */
  typing(user) {
    clearTimeout(this.#typing.get(user));
    this.#typing.set(user, setTimeout(() => this.#stopTyping(user), TYPING_MILLIS));
    this.#changed("typing");
  }

  /** @returns {string[]} the names of those who are typing */
  get typers() {
    return [...this.#typing.keys()];
  }

  #stopTyping(user) {
    clearTimeout(this.#typing.get(user));
    if (this.#typing.delete(user)) {
      this.#changed("typing");
    }
  }

  #add(line) {
    this.lines.push(line);
    if (this.lines.length > LONGEST) {
      this.lines.shift();
    }
    this.unread++;
    this.#changed("lines");
  }

  #remember(mark) {
    this.#seen.add(mark);
    if (this.#seen.size > 2 * LONGEST) {
      this.#seen.delete(this.#seen.values().next().value);
    }
  }
}
