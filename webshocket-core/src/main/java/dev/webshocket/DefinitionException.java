package dev.webshocket;

import java.util.List;
import java.util.stream.Collectors;

/** Stops a deployment whose handlers cannot be served. It lists every mistake, not just the first. */
public class DefinitionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<DefinitionProblem> problems;

    /**
     * Reports mistakes.
     *
     * @param problems what is wrong, at least one
     */
    public DefinitionException(List<DefinitionProblem> problems) {
        super(problems.stream().map(DefinitionProblem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    /**
     * Returns what is wrong.
     *
     * @return all mistakes, at least one; unmodifiable
     */
    public List<DefinitionProblem> problems() {
        return problems;
    }
}
