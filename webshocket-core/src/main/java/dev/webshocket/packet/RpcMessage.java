package dev.webshocket.packet;

/** The member {@code rpc} of a packet, told apart on the wire by its member {@code type}. */
public sealed interface RpcMessage permits RpcRequest, RpcResponse, RpcCancel, RpcCredit, RpcItem, RpcEnd {

    /**
     * Returns the id that ties a call to its answers.
     *
     * @return the call's id: a string, or a number where the caller's is one; null in the answer to input whose
     *     id could not be read, and in a message about an upload
     */
    Object callId();
}
