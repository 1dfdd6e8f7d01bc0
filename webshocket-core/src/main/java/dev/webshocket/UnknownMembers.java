package dev.webshocket;

/** What becomes of an argument that has, at any depth, a member that its record or class does not know. */
public enum UnknownMembers {
    /** The call is answered with {@link dev.webshocket.packet.RpcErrorCode#RPC_INVALID_PARAMS}. */
    REFUSE,
    /** The member is ignored. */
    ALLOW
}
