const socket = new WebSocket("ws://localhost:8080/ws", "webshocket.v1.json"); // JSON in text frames
const calls = new Map();
let lastId = 0;

function call(method, ...args) {
  return new Promise((resolve, reject) => {
    const callId = String(++lastId);
    calls.set(callId, { resolve, reject });
    socket.send(JSON.stringify({ source: 5, rpc: { type: "request", method, args, call_id: callId } }));
  });
}

socket.onmessage = (event) => { // one after the other, in the order sent
  const { rpc } = JSON.parse(event.data);
  const waiting = calls.get(rpc?.call_id);
  if (waiting && rpc.type === "response") {
    calls.delete(rpc.call_id);
    if (rpc.error === null) {
      waiting.resolve(rpc.response);
    } else {
      waiting.reject(new Error(`${rpc.error}: ${rpc.response}`));
    }
  }
};

socket.onclose = (event) => {
  calls.forEach(({ reject }) => reject(new Error(`The connection is closed: ${event.code} ${event.reason}`)));
  calls.clear();
};

socket.onopen = async () => {
  try {
    console.log("Result:", await call("add", 10, 20)); // 30
  } catch (error) {
    console.error(error.message); // such as "-32602: ..."
  }
};
