const socket = new WebSocket("ws://your-server.com");

socket.onopen = () => {
    socket.send(JSON.stringify({
        rpc: {
            type: "request",
            method: "add",
            args: [10, 20],
            kwargs: {},
        },
        source: 5,
    }));
};

socket.onmessage = async (event) => {
    const packet = JSON.parse(await event.data.text());
    console.log("Result:", packet.rpc.response); // 30
};
