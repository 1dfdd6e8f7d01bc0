package dev.webshocket.internal.model;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A service: all handler classes of one path together. Immutable.
 *
 * @param path the path below the context root, a level-1 URI template
 * @param handlers the classes, in the order given to the reader
 * @param methods the methods that clients can call, by exposed name and sorted by it; unmodifiable
 * @param published what they say that they publish to channels, in the order of the classes, each with the methods that publish it: one that
 *     says so, or all of a class that says so
 * @param onConnect called when a client has connected, in the order of the classes
 * @param onReceive called with each packet that is not an RPC packet, in the order of the classes
 * @param onSuspend called when a connection has lost its socket and is kept, in the order of the classes
 * @param onResume called when a client has resumed its connection, in the order of the classes
 * @param onDisconnect called after a connection has ended, in the order of the classes
 */
public record ServiceModel(
        String path,
        List<Class<?>> handlers,
        Map<String, RpcMethodModel> methods,
        Map<PublishedChannel, Set<RpcMethodModel>> published,
        List<CallbackModel> onConnect,
        List<CallbackModel> onReceive,
        List<CallbackModel> onSuspend,
        List<CallbackModel> onResume,
        List<CallbackModel> onDisconnect) {

    /** Returns the same service with other methods. */
    public ServiceModel withMethods(Map<String, RpcMethodModel> others) {
        return new ServiceModel(
                path, handlers, others, published, onConnect, onReceive, onSuspend, onResume, onDisconnect);
    }
}
