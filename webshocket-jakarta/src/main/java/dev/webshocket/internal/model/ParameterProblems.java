package dev.webshocket.internal.model;

import dev.webshocket.ClientConnection;
import dev.webshocket.DefaultValue;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcParam;
import dev.webshocket.RpcStream;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.stream.Collectors;

/** Mistakes in the parameters of a remote method. */
final class ParameterProblems {

    private ParameterProblems() {}

    static DefinitionProblem unnamed(List<ParameterPlace> parameters) {
        return parameters
                .get(0)
                .place()
                .problem(
                        "WEBSHOCKET-0021",
                        RpcMethod.class,
                        "callers have no name for " + list(parameters)
                                + ";"
                                + " compile with \"javac -parameters\" (in Maven, the property"
                                + " <maven.compiler.parameters>true</maven.compiler.parameters>),"
                                + " or write @RpcParam(\"name\")");
    }

    static DefinitionProblem blankName(ParameterPlace parameter) {
        return parameter
                .place()
                .problem(
                        "WEBSHOCKET-0022",
                        RpcParam.class,
                        parameter + " has a blank name; write the name that callers use");
    }

    static DefinitionProblem sameName(String name, List<ParameterPlace> parameters) {
        return parameters
                .get(0)
                .place()
                .problem(
                        "WEBSHOCKET-0023",
                        parameters.stream().anyMatch(p -> p.has(RpcParam.class)) ? RpcParam.class : RpcMethod.class,
                        parameters.size() + " parameters are named \"" + name + "\"; give each a name of its own");
    }

    static DefinitionProblem unfitDefault(ParameterPlace parameter, String text, String why) {
        return parameter
                .place()
                .problem(
                        "WEBSHOCKET-0024",
                        DefaultValue.class,
                        "\"" + text + "\" does not fit " + parameter + " of type "
                                + parameter.type().getTypeName() + " (" + why
                                + "); write the text of a String, and JSON for any other type");
    }

    static DefinitionProblem optionalDefault(ParameterPlace parameter) {
        return parameter
                .place()
                .problem(
                        "WEBSHOCKET-0025",
                        DefaultValue.class,
                        parameter + " is an Optional, which is empty where it is not sent;"
                                + " leave out @DefaultValue or the Optional");
    }

    static DefinitionProblem variadicDefault(ParameterPlace parameter) {
        return parameter
                .place()
                .problem(
                        "WEBSHOCKET-0082",
                        DefaultValue.class,
                        parameter + " takes as many arguments as are sent, and none is an empty array;"
                                + " leave out @DefaultValue, or write an array in place of \"...\"");
    }

    static DefinitionProblem variadicBytes(ParameterPlace parameter) {
        return parameter
                .place()
                .problem(
                        "WEBSHOCKET-0083",
                        RpcMethod.class,
                        parameter + " is of type byte..., but bytes are sent as one binary value;"
                                + " write byte[] for that, or int... for single numbers");
    }

    static DefinitionProblem notSent(Class<? extends Annotation> annotation, ParameterPlace parameter) {
        return parameter
                .place()
                .problem(
                        "WEBSHOCKET-0026",
                        annotation,
                        parameter + " is not sent by the caller; leave out @" + annotation.getSimpleName());
    }

    static DefinitionProblem severalConnections(List<ParameterPlace> parameters) {
        return several("WEBSHOCKET-0027", ClientConnection.class, parameters);
    }

    static DefinitionProblem severalStreams(List<ParameterPlace> parameters) {
        return several("WEBSHOCKET-0028", RpcStream.class, parameters);
    }

    static DefinitionProblem streamOfUnknown(ParameterPlace parameter) {
        return parameter
                .place()
                .problem(
                        "WEBSHOCKET-0029",
                        RpcMethod.class,
                        parameter + " does not say what the stream's items are;"
                                + " write their type, such as RpcStream<String>");
    }

    static DefinitionProblem unbindable(ParameterPlace parameter, String why) {
        return parameter
                .place()
                .problem(
                        "WEBSHOCKET-0071",
                        RpcMethod.class,
                        parameter + " cannot be made of what callers send: " + why
                                + "; use a type that JSON-B can read");
    }

    static DefinitionProblem foreignAnnotation(
            Class<? extends Annotation> annotation, ParameterPlace parameter, String cure) {
        return parameter
                .place()
                .problem(
                        HandlerProblems.FOREIGN_ANNOTATION,
                        annotation,
                        parameter + ": " + HandlerProblems.foreignAnnotation(annotation, cure));
    }

    private static DefinitionProblem several(String code, Class<?> type, List<ParameterPlace> parameters) {
        return parameters
                .get(0)
                .place()
                .problem(
                        code,
                        RpcMethod.class,
                        list(parameters) + " are all of type " + type.getSimpleName() + "; one is enough");
    }

    private static String list(List<ParameterPlace> parameters) {
        return parameters.stream().map(ParameterPlace::toString).collect(Collectors.joining(" and "));
    }
}
