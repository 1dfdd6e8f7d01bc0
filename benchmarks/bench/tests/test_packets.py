import json
import unittest

from bench.packets import ID, call, msgpack


class PacketsTest(unittest.TestCase):
    def test_json_is_the_protocols_packet(self):
        packet = json.loads(call("add", 1, 2, text=True))
        self.assertEqual({"type": "request", "method": "add", "args": [1, 2], "kwargs": {}, "call_id": ID}, packet["rpc"])

    def test_messagepack_of_small_values(self):
        self.assertEqual(b"\x82\xa1a\x01\xa1b\x92\xc3\xcb\x3f\xf0" + bytes(6), msgpack({"a": 1, "b": [True, 1.0]}))

    def test_headers_grow_with_the_length(self):
        for length, header in ((31, b"\xbf"), (32, b"\xd9\x20"), (256, b"\xda\x01\x00"), (65536, b"\xdb\x00\x01\x00\x00")):
            self.assertEqual(header + b"e" * length, msgpack("e" * length))
        self.assertEqual(b"\xc4\x03abc", msgpack(b"abc"))

    def test_the_id_comes_last(self):
        self.assertTrue(call("echo", "e" * 1000).endswith(ID.encode()))


if __name__ == "__main__":
    unittest.main()
