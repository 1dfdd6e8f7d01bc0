/**
 * What the page offers to call. A test compares it with the handlers' annotations, so everything between the brackets
 * is strict JSON. An `example` fills the field; a parameter with a `default` may be left empty.
 */
export const methods = [
  {
    "name": "add",
    "description": "Adds two whole numbers.",
    "parameters": [
      { "name": "a", "type": "int", "example": "10" },
      { "name": "b", "type": "int", "example": "20" }
    ],
    "stream": false
  },
  {
    "name": "multiply",
    "description": "An alias: the server runs a method called mul.",
    "parameters": [
      { "name": "a", "type": "int", "example": "3" },
      { "name": "b", "type": "int", "example": "7" }
    ],
    "stream": false
  },
  {
    "name": "divide",
    "description": "Fails unforeseen when b is 0: the answer tells an error id, the server's log the rest.",
    "parameters": [
      { "name": "a", "type": "int", "example": "1" },
      { "name": "b", "type": "int", "example": "0" }
    ],
    "stream": false
  },
  {
    "name": "greet",
    "description": "Says hello.",
    "parameters": [
      { "name": "name", "type": "text", "example": "World" }
    ],
    "stream": false
  },
  {
    "name": "echo",
    "description": "Gives back any value.",
    "parameters": [
      { "name": "data", "type": "any", "example": "{\"list\": [1, 2.5, \"three\"], \"ok\": true}" }
    ],
    "stream": false
  },
  {
    "name": "count_to",
    "description": "Streams 1 to n and waits that many seconds after each.",
    "parameters": [
      { "name": "n", "type": "int", "example": "20" },
      { "name": "delay", "type": "number", "default": "0.1", "example": "" }
    ],
    "stream": true
  },
  {
    "name": "generate_words",
    "description": "Streams the words of a text.",
    "parameters": [
      { "name": "text", "type": "text", "example": "The quick brown fox jumps over the lazy dog" }
    ],
    "stream": true
  },
  {
    "name": "login",
    "description": "Keeps the name and the role on this connection.",
    "parameters": [
      { "name": "username", "type": "text", "example": "alice" },
      { "name": "role", "type": "text", "default": "viewer", "example": "" }
    ],
    "stream": false
  },
  {
    "name": "whoami",
    "description": "Tells who has logged in on this connection; an application error before that.",
    "parameters": [],
    "stream": false
  },
  {
    "name": "join",
    "description": "Subscribes this connection to a room, or to all that a pattern such as news.* matches.",
    "parameters": [
      { "name": "room", "type": "text", "example": "lobby" }
    ],
    "stream": false
  },
  {
    "name": "leave",
    "description": "Takes that back.",
    "parameters": [
      { "name": "room", "type": "text", "example": "lobby" }
    ],
    "stream": false
  },
  {
    "name": "send_message",
    "description": "Sends to everybody else in a room, in one that keeps it to everybody; needs a login before.",
    "parameters": [
      { "name": "room", "type": "text", "example": "lobby" },
      { "name": "msg", "type": "text", "example": "Hello, all!" }
    ],
    "stream": false
  },
  {
    "name": "history",
    "description": "Gives what was said last in a room that keeps it, one whose name begins with room.; the oldest first.",
    "parameters": [
      { "name": "room", "type": "text", "example": "room.lobby" },
      { "name": "limit", "type": "int", "example": "10" }
    ],
    "stream": false
  },
  {
    "name": "who",
    "description": "Gives the ids of those in a room whose name begins with room.",
    "parameters": [
      { "name": "room", "type": "text", "example": "room.lobby" }
    ],
    "stream": false
  },
  {
    "name": "members",
    "description": "The same, with the names that they have given.",
    "parameters": [
      { "name": "room", "type": "text", "example": "room.lobby" }
    ],
    "stream": false
  },
  {
    "name": "quote",
    "description": "Publishes any value. A channel whose name begins with price. keeps the latest: ask for its history.",
    "parameters": [
      { "name": "channel", "type": "text", "example": "price.tea" },
      { "name": "data", "type": "any", "example": "{\"pence\": 420}" }
    ],
    "stream": false
  },
  {
    "name": "to_user",
    "description": "Sends to all connections of a user, which a token names.",
    "parameters": [
      { "name": "name", "type": "text", "example": "ada" },
      { "name": "msg", "type": "text", "example": "You have mail" }
    ],
    "stream": false
  },
  {
    "name": "broadcast",
    "description": "Sends to everybody; for admins only.",
    "parameters": [
      { "name": "msg", "type": "text", "example": "Server is shutting down in 5 minutes" }
    ],
    "stream": false
  },
  {
    "name": "notify_admins",
    "description": "Sends to the admins; for admins only.",
    "parameters": [
      { "name": "msg", "type": "text", "example": "Admin notice" }
    ],
    "stream": false
  },
  {
    "name": "admin_action",
    "description": "Is for those who have logged in with the role admin.",
    "parameters": [],
    "stream": false
  },
  {
    "name": "edit",
    "description": "Is for those who have logged in with the role editor.",
    "parameters": [
      { "name": "doc_id", "type": "text", "example": "readme" }
    ],
    "stream": false
  },
  {
    "name": "expensive_query",
    "description": "Can be called 5 times a minute.",
    "parameters": [
      { "name": "q", "type": "text", "example": "everything" }
    ],
    "stream": false
  },
  {
    "name": "chat",
    "description": "Can be called 100 times in 10 seconds; whoever calls more often is disconnected.",
    "parameters": [
      { "name": "msg", "type": "text", "example": "Hello" }
    ],
    "stream": false
  },
  {
    "name": "bump",
    "description": "Counts 1, 2, 3 and so on, for this connection.",
    "parameters": [],
    "stream": false
  },
  {
    "name": "slow_add",
    "description": "Adds two whole numbers after that many seconds.",
    "parameters": [
      { "name": "a", "type": "int", "example": "10" },
      { "name": "b", "type": "int", "example": "20" },
      { "name": "seconds", "type": "number", "example": "2" }
    ],
    "stream": false
  },
  {
    "name": "server",
    "description": "Tells which server this is, its process, and which servers there are.",
    "parameters": [],
    "stream": false
  },
  {
    "name": "me",
    "description": "Tells the name of the user; null without one, as this page is.",
    "parameters": [],
    "stream": false
  },
  {
    "name": "staff",
    "description": "Is for users with the role staff: ./demo call --token ada:staff:60 staff",
    "parameters": [],
    "stream": false
  },
  {
    "name": "enter",
    "description": "Enters a room under a name: what was said before comes first.",
    "parameters": [
      { "name": "name", "type": "text", "example": "alice" },
      { "name": "room", "type": "text", "example": "room.lobby" }
    ],
    "stream": false
  },
  {
    "name": "say",
    "description": "Says something to all in a room.",
    "parameters": [
      { "name": "room", "type": "text", "example": "room.lobby" },
      { "name": "msg", "type": "text", "example": "Hello, all!" },
      { "name": "key", "type": "text", "example": "1" }
    ],
    "stream": false
  },
  {
    "name": "typing",
    "description": "Tells the others in a room that you are typing.",
    "parameters": [
      { "name": "room", "type": "text", "example": "room.lobby" }
    ],
    "stream": false
  },
  {
    "name": "exit",
    "description": "Leaves a room.",
    "parameters": [
      { "name": "room", "type": "text", "example": "room.lobby" }
    ],
    "stream": false
  },
  {
    "name": "tell",
    "description": "Tells a story, word by word.",
    "parameters": [
      { "name": "hero", "type": "text", "example": "a packet" },
      { "name": "delay", "type": "number", "default": "0.12", "example": "" }
    ],
    "stream": true
  },
  {
    "name": "take",
    "description": "Can be called 10 times in 10 seconds.",
    "parameters": [],
    "stream": false
  }
];
