package dev.webshocket.packet;

/** The member {@code rpc} of a packet, told apart on the wire by its member {@code type}. */
public sealed interface RpcMessage permits RpcRequest, RpcResponse, RpcCancel {

    /**
     * Returns the id that ties a call to its answers.
     *
     * @return the call's id, never null
     */
    String callId();
}
