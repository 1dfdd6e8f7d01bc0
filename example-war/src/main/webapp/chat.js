/** A chat room: joins a channel and shows what others send to it. */

const CHANNEL = 2;
const LONGEST_TALK = 200;

export class Chat {
  #form;
  #lines;
  #service;
  #room = null;

  /**
   * @param {HTMLFormElement} form with the fields username, room and msg and the buttons join and send
   * @param {HTMLElement} lines a list, where the talk is shown
   */
  constructor(form, lines) {
    this.#form = form;
    this.#lines = lines;
    form.elements.join.onclick = () => this.#join();
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
    this.#form.elements.join.disabled = !yes;
    this.#form.elements.send.disabled = true;
    if (yes && this.#room !== null) {
      this.#join();
    }
  }

  /** Shows a packet, if it is one of the room. */
  received({ source, channel, data }) {
    if (source === CHANNEL && channel === this.#room) {
      this.#show(data.user, data.msg);
    }
  }

  #join() {
    const username = this.#form.elements.username.value;
    const room = this.#form.elements.room.value;
    if (this.#room !== null && this.#room !== room) {
      this.#call("leave", { room: this.#room }, () => {});
    }
    this.#call("login", { username }, () => {});
    this.#call("join", { room }, (answer) => {
      this.#room = room;
      this.#form.elements.send.disabled = false;
      this.#show("", answer);
    });
  }

  #send() {
    const { msg, username } = this.#form.elements;
    const text = msg.value;
    // The others get it from the channel, which leaves out who sent it.
    this.#call("send_message", { room: this.#room, msg: text }, () => this.#show(username.value, text));
    msg.value = "";
    msg.focus();
  }

  #call(method, kwargs, done) {
    this.#service.call(method, kwargs, {
      result: done,
      error: (code, message) => this.#show("", message),
    });
  }

  #show(user, text) {
    const line = document.createElement("li");
    if (user !== "") {
      const who = document.createElement("b");
      who.textContent = user;
      line.append(who, " ");
    }
    line.append(text);
    this.#lines.append(line);
    while (this.#lines.childElementCount > LONGEST_TALK) {
      this.#lines.firstElementChild.remove();
    }
    this.#lines.scrollTop = this.#lines.scrollHeight;
  }
}
