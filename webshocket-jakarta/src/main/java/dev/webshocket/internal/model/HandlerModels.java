package dev.webshocket.internal.model;

import dev.webshocket.DefinitionProblem;
import java.util.List;

/**
 * What was read of an application's handlers.
 *
 * @param services one for each path, sorted by path; complete only where there are no problems
 * @param problems every mistake, in the order of the classes
 */
public record HandlerModels(List<ServiceModel> services, List<DefinitionProblem> problems) {}
