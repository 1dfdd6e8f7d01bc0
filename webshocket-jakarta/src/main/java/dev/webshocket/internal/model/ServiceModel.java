package dev.webshocket.internal.model;

import java.util.List;
import java.util.Map;

/**
 * All handler classes of one path merged.
 *
 * @param path the path below the context root, a level-1 URI template
 * @param handlers the classes, in the order given to the reader
 * @param methods what can be called, by exposed name and sorted by it; unmodifiable
 * @param onConnect called when a client has connected, in the order of the classes
 * @param onReceive called with each packet that is no RPC, in the order of the classes
 * @param onDisconnect called when a client has gone, in the order of the classes
 */
public record ServiceModel(
        String path,
        List<Class<?>> handlers,
        Map<String, RpcMethodModel> methods,
        List<CallbackModel> onConnect,
        List<CallbackModel> onReceive,
        List<CallbackModel> onDisconnect) {}
