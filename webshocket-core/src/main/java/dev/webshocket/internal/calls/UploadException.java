package dev.webshocket.internal.calls;

import dev.webshocket.RpcException;
import dev.webshocket.packet.RpcErrorCode;

/**
 * Says that an upload cannot be received. A method that lets it pass fails with its code, although the codes of the protocol
 * are not for methods.
 */
public final class UploadException extends RpcException {

    private static final long serialVersionUID = 1L;

    private UploadException(RpcErrorCode code, String message) {
        super(code.code(), message);
    }

    /** The caller has sent what it must not send. */
    public static UploadException invalid(String message) {
        return new UploadException(RpcErrorCode.RPC_INVALID_PARAMS, message);
    }

    /** There is no memory or no thread for the stream. */
    public static UploadException overloaded(String message) {
        return new UploadException(RpcErrorCode.RPC_OVERLOADED, message);
    }
}
