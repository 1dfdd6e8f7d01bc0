import { Service } from "./service.js";

// The page of a development server has another origin than the service.
const application = location.port === "5173" ? "http://localhost:8080/board/" : document.baseURI;
const service = new Service(new URL("notes", application), {
  opened: start,
  published: (channel, note) => show(note),
  closed: (reason) => say(reason || "The connection is lost; reload the page."),
});
const shown = new Set();

async function start() {
  try {
    await service.call("login", prompt("Your name?") || "nobody");
    (await service.call("watch")).forEach(show);
  } catch (error) {
    say(error.message);
  }
}

function show(note) {
  if (!shown.has(note.id)) { // a note may be in the answer to watch and be published as well
    shown.add(note.id);
    const item = document.createElement("li");
    item.textContent = `${note.author}: ${note.text}`;
    document.getElementById("notes").append(item);
  }
}

function say(text) {
  document.getElementById("status").textContent = text;
}

document.getElementById("form").onsubmit = async (event) => {
  event.preventDefault();
  const input = document.getElementById("text");
  try {
    show(await service.call("add", input.value));
    input.value = "";
    say("");
  } catch (error) {
    say(error.message); // such as "A note needs a text"
  }
};
