"""The service under load, on the original's server. Runs on a Python that has the package webshocket."""
import asyncio
import sys

import webshocket


class LoadHandler(webshocket.WebSocketHandler):
    @webshocket.rpc_method()
    async def echo(self, connection: webshocket.ClientConnection, data):
        return data

    @webshocket.rpc_method()
    async def subscribe(self, connection: webshocket.ClientConnection, channel: str):
        connection.subscribe(channel)

    @webshocket.rpc_method(alias_name="publish")
    async def push(self, connection: webshocket.ClientConnection, channel: str, data: str):
        self.publish(channel, data)


async def main(port):
    server = webshocket.WebSocketServer("127.0.0.1", port, clientHandler=LoadHandler)
    await server.start()
    await asyncio.Event().wait()


asyncio.run(main(int(sys.argv[1])))
