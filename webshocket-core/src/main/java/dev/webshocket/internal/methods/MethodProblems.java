package dev.webshocket.internal.methods;

import dev.webshocket.DefinitionProblem;
import dev.webshocket.RpcMethod;
import dev.webshocket.internal.types.GenericTypes;
import java.lang.annotation.Annotation;
import java.lang.reflect.TypeVariable;

/** The problems that methods may have at either end, except those of parameters and results. */
final class MethodProblems {

    private MethodProblems() {}

    static DefinitionProblem isPrivate(Class<? extends Annotation> annotation, MethodLocation location) {
        return location.problem(
                "WEBSHOCKET-0010", annotation, "only its own class can call a private method; remove \"private\"");
    }

    static DefinitionProblem isStatic(Class<? extends Annotation> annotation, MethodLocation location) {
        return location.problem(
                "WEBSHOCKET-0011", annotation, "a static method does not belong to an instance; remove \"static\"");
    }

    static DefinitionProblem generic(MethodLocation location) {
        return location.problem(
                "WEBSHOCKET-0013",
                RpcMethod.class,
                "a generic method does not define the types of its arguments; write concrete types");
    }

    static DefinitionProblem alias(MethodLocation location) {
        return location.problem(
                "WEBSHOCKET-0014",
                RpcMethod.class,
                "the alias is blank or has control characters; write a visible name, or remove it to use the method's name");
    }

    static DefinitionProblem reserved(MethodLocation location, String alias) {
        return location.problem(
                "WEBSHOCKET-0281",
                RpcMethod.class,
                "the alias \"" + alias + "\" begins with \"rpc.\", which the protocol keeps for methods of its own;"
                        + " write another name");
    }

    static DefinitionProblem unresolved(MethodLocation location, TypeVariable<?> variable) {
        return location.problem(
                "WEBSHOCKET-0016",
                RpcMethod.class,
                "the type variable " + variable.getName() + " has no type in "
                        + GenericTypes.nameOf(location.handler())
                        + "; give it one in the \"extends\" or \"implements\" clause, or override the method");
    }

    static DefinitionProblem packageNotOpen(Class<? extends Annotation> annotation, MethodLocation location) {
        Class<?> declaring = location.method().getDeclaringClass();
        return location.problem(
                "WEBSHOCKET-0080",
                annotation,
                "the module " + declaring.getModule().getName() + " does not give access to the method; add \"opens "
                        + declaring.getPackageName() + " to " + moduleName() + "\" to its module-info");
    }

    private static String moduleName() {
        Module own = MethodInvoker.class.getModule();
        return own.isNamed() ? own.getName() : "dev.webshocket";
    }
}
