"""Calls as they go over the wire, in both encodings."""
import json
import struct

ID = "zz00000000"
SETUP_ID = "setup"


def call(method, *args, text=False, call_id=ID):
    """The packet of a call. Its id comes last, where the bare endpoints look for it."""
    rpc = {"type": "request", "method": method, "args": list(args), "kwargs": {}, "call_id": call_id}
    packet = {"source": 5, "rpc": rpc}
    if text:
        return json.dumps(packet, separators=(",", ":")).encode()
    return msgpack(packet)


def msgpack(value):
    if isinstance(value, bool):
        return b"\xc3" if value else b"\xc2"
    if isinstance(value, int):
        return bytes([value]) if 0 <= value < 128 else b"\xd3" + struct.pack(">q", value)
    if isinstance(value, float):
        return b"\xcb" + struct.pack(">d", value)
    if isinstance(value, str):
        data = value.encode()
        return _header(len(data), 0xA0, 31, b"\xd9", b"\xda", b"\xdb") + data
    if isinstance(value, bytes):
        return _header(len(value), None, -1, b"\xc4", b"\xc5", b"\xc6") + value
    if isinstance(value, list):
        return _header(len(value), 0x90, 15, None, b"\xdc", b"\xdd") + b"".join(map(msgpack, value))
    if isinstance(value, dict):
        members = (msgpack(key) + msgpack(member) for key, member in value.items())
        return _header(len(value), 0x80, 15, None, b"\xde", b"\xdf") + b"".join(members)
    raise TypeError(type(value))


def _header(length, fixed, longest_fixed, byte, short, long):
    if length <= longest_fixed:
        return bytes([fixed | length])
    if byte and length < 1 << 8:
        return byte + struct.pack(">B", length)
    if length < 1 << 16:
        return short + struct.pack(">H", length)
    return long + struct.pack(">I", length)
