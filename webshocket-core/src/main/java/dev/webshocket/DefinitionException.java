package dev.webshocket;

import java.util.List;
import java.util.stream.Collectors;

/** Stops a deployment because of mistakes in its handlers. It lists every mistake, not just the first. */
public class DefinitionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<DefinitionProblem> problems;

    /**
     * Makes the exception; its message has one problem a line.
     *
     * @param problems the mistakes, at least one
     */
    public DefinitionException(List<DefinitionProblem> problems) {
        super(problems.stream().map(DefinitionProblem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    /**
     * Returns the mistakes.
     *
     * @return at least one; unmodifiable
     */
    public List<DefinitionProblem> problems() {
        return problems;
    }
}
