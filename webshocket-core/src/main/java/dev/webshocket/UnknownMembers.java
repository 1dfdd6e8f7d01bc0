package dev.webshocket;

/** What to do with an argument that has, at any depth, a member that its record or class does not declare. */
public enum UnknownMembers {
    /** Answers the call with {@link dev.webshocket.packet.RpcErrorCode#RPC_INVALID_PARAMS}. */
    REFUSE,
    /** Ignores the member. */
    ALLOW
}
