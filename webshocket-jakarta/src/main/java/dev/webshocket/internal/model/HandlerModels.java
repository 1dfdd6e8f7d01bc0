package dev.webshocket.internal.model;

import dev.webshocket.DefinitionProblem;
import java.util.List;

/**
 * The models of an application's handlers, and their problems.
 *
 * @param services one for each path, sorted by path; empty if there are problems
 * @param problems all mistakes, in the order of the classes
 */
public record HandlerModels(List<ServiceModel> services, List<DefinitionProblem> problems) {}
