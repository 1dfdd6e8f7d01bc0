package dev.webshocket.internal.methods;

import dev.webshocket.ClientConnection;
import dev.webshocket.DefaultValue;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcParam;
import dev.webshocket.RpcStream;
import dev.webshocket.internal.calls.StreamTable;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.stream.Collectors;

/** The problems of parameters. */
final class ParameterProblems {

    private ParameterProblems() {}

    static DefinitionProblem unnamed(List<ParameterLocation> parameters) {
        return parameters
                .get(0)
                .location()
                .problem(
                        "WEBSHOCKET-0021",
                        RpcMethod.class,
                        "the class file has no name for " + list(parameters)
                                + ";"
                                + " compile with \"javac -parameters\" (in Maven, the property"
                                + " <maven.compiler.parameters>true</maven.compiler.parameters>),"
                                + " or write @RpcParam(\"name\")");
    }

    static DefinitionProblem blankName(ParameterLocation parameter) {
        return parameter
                .location()
                .problem(
                        "WEBSHOCKET-0022",
                        RpcParam.class,
                        parameter + " has a blank name; write the name that callers use");
    }

    static DefinitionProblem sameName(String name, List<ParameterLocation> parameters) {
        return parameters
                .get(0)
                .location()
                .problem(
                        "WEBSHOCKET-0023",
                        parameters.stream().anyMatch(p -> p.has(RpcParam.class)) ? RpcParam.class : RpcMethod.class,
                        parameters.size() + " parameters are named \"" + name + "\"; give each a name of its own");
    }

    static DefinitionProblem unfitDefault(ParameterLocation parameter, String text, String why) {
        return parameter
                .location()
                .problem(
                        "WEBSHOCKET-0024",
                        DefaultValue.class,
                        "\"" + text + "\" does not fit " + parameter + " of type "
                                + parameter.type().getTypeName() + " (" + why
                                + "); write the text of a String, and JSON for any other type");
    }

    static DefinitionProblem optionalDefault(ParameterLocation parameter) {
        return parameter
                .location()
                .problem(
                        "WEBSHOCKET-0025",
                        DefaultValue.class,
                        parameter + " is an Optional, which is empty if the caller omits it;"
                                + " remove @DefaultValue or the Optional");
    }

    static DefinitionProblem variadicDefault(ParameterLocation parameter) {
        return parameter
                .location()
                .problem(
                        "WEBSHOCKET-0082",
                        DefaultValue.class,
                        parameter + " takes any number of arguments, and without any it is an empty array;"
                                + " remove @DefaultValue, or write an array instead of \"...\"");
    }

    static DefinitionProblem variadicBytes(ParameterLocation parameter) {
        return parameter
                .location()
                .problem(
                        "WEBSHOCKET-0083",
                        RpcMethod.class,
                        parameter + " is of type byte..., but bytes are sent as one binary value;"
                                + " write byte[] for that, or int... for single numbers");
    }

    static DefinitionProblem notSent(Class<? extends Annotation> annotation, ParameterLocation parameter) {
        return parameter
                .location()
                .problem(
                        "WEBSHOCKET-0026",
                        annotation,
                        parameter + " gets no value from callers; remove @" + annotation.getSimpleName());
    }

    static DefinitionProblem severalConnections(List<ParameterLocation> parameters) {
        return several("WEBSHOCKET-0027", ClientConnection.class, parameters);
    }

    static DefinitionProblem severalStreams(List<ParameterLocation> parameters) {
        return several("WEBSHOCKET-0028", RpcStream.class, parameters);
    }

    static DefinitionProblem streamOfUnknown(ParameterLocation parameter) {
        return parameter
                .location()
                .problem(
                        "WEBSHOCKET-0029",
                        RpcMethod.class,
                        parameter + " does not define the type of the stream's items;"
                                + " write it, such as RpcStream<String>");
    }

    static DefinitionProblem uploadOfUnknown(ParameterLocation parameter) {
        return parameter
                .location()
                .problem(
                        "WEBSHOCKET-0043",
                        RpcMethod.class,
                        parameter + " does not define the type of the items that callers upload;"
                                + " write it, such as RpcItems<String> or Flow.Publisher<String>");
    }

    static DefinitionProblem unbindableItem(ParameterLocation parameter, String why) {
        return parameter
                .location()
                .problem(
                        "WEBSHOCKET-0044",
                        RpcMethod.class,
                        "the items of " + parameter + " cannot be converted from JSON or MessagePack: " + why
                                + "; use a type that JSON-B can read");
    }

    static DefinitionProblem tooManyUploads(List<ParameterLocation> parameters) {
        return parameters
                .get(0)
                .location()
                .problem(
                        "WEBSHOCKET-0046",
                        RpcMethod.class,
                        parameters.size() + " parameters receive uploads, but a connection may have " + StreamTable.MOST
                                + " at a time; upload to fewer parameters");
    }

    static DefinitionProblem unbindable(ParameterLocation parameter, String why) {
        return parameter
                .location()
                .problem(
                        "WEBSHOCKET-0071",
                        RpcMethod.class,
                        parameter + " cannot be converted from JSON or MessagePack: " + why
                                + "; use a type that JSON-B can read");
    }

    private static DefinitionProblem several(String code, Class<?> type, List<ParameterLocation> parameters) {
        return parameters
                .get(0)
                .location()
                .problem(
                        code,
                        RpcMethod.class,
                        list(parameters) + " are all of type " + type.getSimpleName() + "; one is enough");
    }

    private static String list(List<ParameterLocation> parameters) {
        return parameters.stream().map(ParameterLocation::toString).collect(Collectors.joining(" and "));
    }
}
