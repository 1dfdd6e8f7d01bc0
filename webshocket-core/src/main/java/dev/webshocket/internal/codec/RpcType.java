package dev.webshocket.internal.codec;

/** The types of {@code rpc}, by which its member {@code type} tells them apart. */
final class RpcType {

    static final String REQUEST = "request";
    static final String RESPONSE = "response";
    static final String CANCEL = "cancel";

    private RpcType() {}
}
