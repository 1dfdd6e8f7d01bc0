/**
 * Tools of the build: {@link dev.webshocket.tools.DescriptionProcessor} keeps the first sentences of javadoc for the description of a
 * service, and {@link dev.webshocket.tools.ServiceGenerator} writes that description and a typed client in TypeScript.
 */
package dev.webshocket.tools;
